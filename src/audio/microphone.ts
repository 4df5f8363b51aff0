import { CAPTURE_PROCESSOR, type CaptureOptions, type NodeMessage } from './messages.ts';
import { Meter } from './meter.ts';
import { microphoneError, microphoneObstacle } from './microphone-error.ts';

export interface MicrophoneOptions {
  readonly context: AudioContext;
  readonly signal: AbortSignal;
  /** Merged over ours: echo cancellation, noise suppression and gain control on, one channel. */
  readonly constraints?: MediaTrackConstraints | undefined;
  readonly deviceId?: string | undefined;
  /** Gives tracks of its own instead of a device's; asked again after a mute that let the first go. */
  readonly source?: (() => MediaStream) | undefined;
  /** The track ended by itself: unplugged, taken, or permission withdrawn. */
  readonly onEnded: () => void;
  /** A track has come, whoever asked for it. */
  readonly onOpened?: (() => void) | undefined;
}

/** How long a muted microphone stays open, ms: a quick unmute loses nothing, then the recording light goes out. */
export const RELEASE_AFTER_MS = 3000;

/**
 * The visitor's voice: a device's track into the capture worklet. The worklet node outlives the track, so that mute and a
 * change of device keep the channel to the engine.
 */
export class Microphone {
  readonly #options: MicrophoneOptions;
  #node: AudioWorkletNode | undefined;
  #stream: MediaStream | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #meter: Meter | undefined;
  #tap: AudioNode | undefined;
  #releaseTimer: ReturnType<typeof setTimeout> | undefined;
  #muted = false;
  #closed = false;
  #asked = 0;
  /** The device to ask for next; empty is the browser's choice. */
  deviceId: string | undefined;

  constructor(options: MicrophoneOptions) {
    this.#options = options;
    this.deviceId = options.deviceId;
  }

  /** What is heard now: none while it was let go, or lost. */
  get stream(): MediaStream | undefined {
    return this.#stream;
  }

  /** Loudness of the visitor now, 0…1. */
  get level(): number {
    return this.#source && !this.#muted ? (this.#meter?.level ?? 0) : 0;
  }

  /** Whether its tracks come from there; without a source, from a device. */
  isOf(source: MicrophoneOptions['source']): boolean {
    return this.#options.source === source;
  }

  /** What else hears the microphone, from now on. */
  tap(node: AudioNode): void {
    this.#tap = node;
    this.#source?.connect(node);
  }

  /**
   * Asks for the device; what is heard until then is let go when it comes. Of two calls at once the newer counts, whatever becomes
   * of the older. Rejects with a `microphone-…` error, `insecure-context` or `permissions-policy`.
   */
  async open(): Promise<void> {
    const { onOpened, signal, source } = this.#options;
    const asked = (this.#asked += 1);
    const { deviceId } = this;
    const failed = (error: unknown): void => {
      if (asked === this.#asked) throw error;
    };
    const stream = source?.() ?? (await askForDevice({ ...this.#options, deviceId }).catch(failed));
    // Asked for, granted, and meanwhile not wanted any more: the light must not stay on.
    const wanted = !signal.aborted && !this.#muted && !this.#closed && asked === this.#asked;
    if (stream && !wanted) stopTracks(stream);
    signal.throwIfAborted();
    if (!stream || !wanted) return;
    this.release();
    this.#stream = stream;
    const [track] = stream.getAudioTracks();
    // Not a listener: Firefox 153 tells those of a track nothing when the event is not its own.
    if (track) track.onended = () => this.#stream === stream && this.#options.onEnded();
    this.#join();
    onOpened?.();
  }

  /** Builds the worklet node and gives it its end of the channel to the engine. The worklet's module is loaded by then. */
  connect(port: MessagePort, options: CaptureOptions): void {
    const { context } = this.#options;
    this.#node = new AudioWorkletNode(context, CAPTURE_PROCESSOR, {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: options,
    });
    this.#node.port.postMessage({ type: 'connect', port } satisfies NodeMessage, [port]);
    this.#meter = new Meter(context);
    this.#join();
  }

  /** Silences the track at once, and gives the device back after three seconds. */
  mute(): void {
    this.#muted = true;
    for (const track of this.#stream?.getTracks() ?? []) track.enabled = false;
    clearTimeout(this.#releaseTimer);
    this.#releaseTimer = setTimeout(() => this.release(), RELEASE_AFTER_MS);
  }

  /** Opens the device again, if it was given back. Rejects like `open`. */
  async unmute(): Promise<void> {
    this.#muted = false;
    clearTimeout(this.#releaseTimer);
    if (!this.#stream) return this.open();
    for (const track of this.#stream.getTracks()) track.enabled = true;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#releaseTimer);
    this.release();
    this.#node?.port.postMessage({ type: 'close' } satisfies NodeMessage);
    this.#node = this.#meter = undefined;
  }

  /** Whichever of stream and node comes last. */
  #join(): void {
    if (!this.#stream || !this.#node || !this.#meter || this.#source) return;
    this.#source = this.#options.context.createMediaStreamSource(this.#stream);
    this.#source.connect(this.#node);
    this.#source.connect(this.#meter.node);
    if (this.#tap) this.#source.connect(this.#tap);
    this.#tell(true);
  }

  /** Whether what the worklet hears, silence included, is a microphone. */
  #tell(on: boolean): void {
    this.#node?.port.postMessage({ type: 'listen', on } satisfies NodeMessage);
  }

  /** Lets the device go; the channel to the engine stays. */
  release(): void {
    if (this.#source) this.#tell(false);
    this.#source?.disconnect();
    this.#source = undefined;
    if (this.#stream) stopTracks(this.#stream);
    this.#stream = undefined;
  }
}

const askForDevice = async (options: MicrophoneOptions): Promise<MediaStream> => {
  const { signal, constraints, deviceId } = options;
  const obstacle = microphoneObstacle();
  if (obstacle) throw obstacle;
  signal.throwIfAborted();
  const audio: MediaTrackConstraints = {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: { ideal: 1 },
    ...constraints,
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    signal.throwIfAborted();
    // The one that was chosen is not there: another is better than none.
    if (deviceId && (error as Error).name === 'OverconstrainedError')
      return askForDevice({ ...options, deviceId: '' });
    throw microphoneError(error);
  }
};

const stopTracks = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) {
    // Chromium holds on to a device's track long after its end, and by this handler to all of us.
    track.onended = track.onmute = track.onunmute = null;
    track.stop();
  }
};
