import { loadWorklet } from '../audio/load-worklet.ts';
import { Microphone, type MicrophoneOptions } from '../audio/microphone.ts';
import { Speaker } from '../audio/speaker.ts';
import type { ToEngine } from '../engine/messages.ts';
import type { ConversationHost } from './host.ts';
import type { Parts } from './parts.ts';

export interface AudioPathContext {
  readonly audio: AudioContext;
  readonly signal: AbortSignal;
  readonly host: ConversationHost;
  readonly parts: Parts;
  /** The engine runs on the page's thread, where each frame costs it time. */
  readonly inline: () => boolean;
  /** Gives the engine its ends of the worklets' channels. */
  readonly post: (message: ToEngine) => void;
  /** The microphone's track ended by itself. */
  readonly onMicrophoneEnded: () => void;
  /** A track of the microphone's has come. */
  readonly onMicrophoneOpened: () => void;
}

/** `latency` bounds how long the first audio of a turn may be held back against jitter, ms. */
const START_DELAY_CAP = { interactive: 120, lowest: 60, smooth: 250 } as const;

/** On the page's own thread a frame costs about 0.35 ms, however long it is: a quarter as many, at 60 ms more delay. */
const INLINE_FRAME_MS = 80;

/** Microphone and speaker of a run, and the channels that join their worklets with the engine. */
export class AudioPath {
  readonly #context: AudioPathContext;
  #loaded: Promise<void> | undefined;
  #speaker: Speaker | undefined;
  #microphone: Microphone | undefined;
  #tap: AudioNode | undefined;

  constructor(context: AudioPathContext) {
    this.#context = context;
  }

  get microphone(): Microphone | undefined {
    return this.#microphone;
  }
  get speaker(): Speaker | undefined {
    return this.#speaker;
  }

  async startSpeaker(): Promise<void> {
    const { audio, host, post, signal } = this.#context;
    await this.#loadWorklets();
    signal.throwIfAborted();
    const { port1, port2 } = new MessageChannel();
    const { latency, volume } = host.settings();
    this.#speaker = new Speaker(audio, port1, { maxStartDelayMs: START_DELAY_CAP[latency] }, volume);
    post({ type: 'ports', playback: port2 });
  }

  /** From now on this node hears whatever is the microphone, too. */
  tap(node: AudioNode): void {
    this.#tap = node;
    this.#microphone?.tap(node);
  }

  /**
   * Rejects with the reason why there is no microphone. Muted, the device is not asked for until it is unmuted. With `source`
   * its tracks take the device's place; `onEnded` hears of their end.
   */
  async openMicrophone({
    muted,
    ...foreign
  }: { muted: boolean } & Partial<Pick<MicrophoneOptions, 'source' | 'onEnded'>>): Promise<void> {
    const { audio, host, inline, onMicrophoneEnded, onMicrophoneOpened, post, signal } = this.#context;
    const { audioConstraints, devices } = host.settings();
    // One that could not be had may still be there.
    this.#microphone?.close();
    const microphone = new Microphone({
      context: audio,
      signal,
      constraints: audioConstraints,
      deviceId: devices.devices.chosen.microphone,
      onEnded: onMicrophoneEnded,
      onOpened: onMicrophoneOpened,
      ...foreign,
    });
    this.#microphone = microphone;
    if (this.#tap) microphone.tap(this.#tap);
    if (muted) microphone.mute();
    try {
      await Promise.all([muted ? undefined : microphone.open(), this.#loadWorklets()]);
      signal.throwIfAborted();
    } catch (error) {
      const replaced = this.#microphone !== microphone && !signal.aborted;
      // One of the two may have come, or may still come: the recording light must go out.
      this.closeMicrophone(microphone);
      // Whatever was wrong with it, another has taken its place.
      if (replaced) return;
      throw error;
    }
    if (this.#microphone !== microphone) return;
    const { port1, port2 } = new MessageChannel();
    microphone.connect(port1, inline() ? { frameMs: INLINE_FRAME_MS } : {});
    post({ type: 'ports', capture: port2 });
  }

  /** The conversation goes on without this microphone, unless another has taken its place. */
  closeMicrophone(microphone: Microphone): void {
    microphone.close();
    if (this.#microphone === microphone) this.#microphone = undefined;
  }

  close(): void {
    this.#microphone?.close();
    this.#speaker?.close();
    this.#microphone = this.#speaker = undefined;
  }

  /** One module holds both; whoever comes first loads it. */
  #loadWorklets(): Promise<void> {
    const { audio, host, parts, signal } = this.#context;
    this.#loaded ??= loadWorklet(audio, 'audio', {
      base: host.settings().workletBase,
      loadFile: parts.workletFile,
      loadText: parts.loadWorkletText,
      signal,
    });
    return this.#loaded;
  }
}
