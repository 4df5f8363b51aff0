import { FakePermission } from './fake-permission.ts';

/** A context of the test's own, one for the whole page: it is no part of what the element holds. */
let studio: { readonly context: AudioContext; readonly voice: GainNode; readonly room: GainNode } | undefined;

const openStudio = (): NonNullable<typeof studio> => {
  const context = new AudioContext();
  context.resume().catch(() => undefined);
  const voice = new GainNode(context, { gain: 0 });
  const tone = new OscillatorNode(context, { frequency: 300 });
  const room = new GainNode(context);
  tone.connect(voice).connect(room);
  tone.start();
  return { context, voice, room };
};

export type GetUserMedia = (constraints?: MediaStreamConstraints) => Promise<MediaStream>;

/** A real microphone is never exactly silent; this is −120 dB, and nothing at 16 bits. */
const NOISE = 1e-6;

/** A microphone in the test's hands, in every engine: who asked for it, what they got, and when somebody speaks. */
export class FakeMicrophone {
  /** What `getUserMedia` was asked for, call by call. */
  readonly calls: MediaStreamConstraints[] = [];
  /** Every track that was given out. */
  readonly tracks: MediaStreamTrack[] = [];
  /** Granted, until the test says otherwise. */
  readonly permission = new FakePermission();
  /** How the next calls are answered. Default: a track that speaks when told to. */
  answer: GetUserMedia = () => Promise.resolve(this.stream());
  /** Held: WebKit collects this object, and our function on it, when no script refers to it. */
  readonly #devices = navigator.mediaDevices;
  readonly #original = this.#devices.getUserMedia;
  readonly #studio: NonNullable<typeof studio>;
  readonly #loudspeakers: AudioNode[] = [];

  /** To be made before `AudioContext` is watched. */
  constructor() {
    this.#studio = studio ??= openStudio();
    this.hush();
    this.#devices.getUserMedia = async (constraints = {}) => {
      this.calls.push(constraints);
      const stream = await this.answer(constraints);
      this.tracks.push(...stream.getTracks());
      return stream;
    };
  }

  /** The track that was given out last. */
  get track(): MediaStreamTrack | undefined {
    return this.tracks.at(-1);
  }

  stream(): MediaStream {
    const { context, room } = this.#studio;
    const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    room.connect(out);
    return out.stream;
  }

  /** From now on every call is refused like this. */
  refuse(name: string): void {
    this.answer = () => Promise.reject(new DOMException('Refused by the test.', name));
  }

  /** The visitor begins to speak; `level` is the tone's amplitude. */
  speak(level = 0.5): void {
    this.#studio.voice.gain.value = level;
  }

  /** The visitor says one word, of exactly this length, s. */
  sayFor(seconds: number, level = 0.5): void {
    const { context, voice } = this.#studio;
    const at = context.currentTime + 0.05;
    voice.gain.setValueAtTime(level, at).setValueAtTime(0, at + seconds);
  }

  /** A loudspeaker in the same room: heard so much softer, and so much later. */
  hear(loudspeaker: MediaStream, { db, delayMs }: { readonly db: number; readonly delayMs: number }): void {
    const { context, room } = this.#studio;
    const air = new DelayNode(context, { delayTime: delayMs / 1000 });
    const loudness = new GainNode(context, { gain: 10 ** (db / 20) });
    new MediaStreamAudioSourceNode(context, { mediaStream: loudspeaker }).connect(air);
    air.connect(loudness).connect(room);
    this.#loudspeakers.push(loudness);
  }

  /** The visitor falls silent. */
  hush(): void {
    this.#studio.voice.gain.value = NOISE;
  }

  /** It is on, and delivers nothing but zeros. */
  die(): void {
    this.#studio.voice.gain.value = 0;
  }

  /** Somebody pulls the plug. */
  unplug(): void {
    const { track } = this;
    // Told first: in Firefox a track that was stopped has no listeners any more.
    track?.dispatchEvent(new Event('ended'));
    track?.stop();
  }

  /** Lets go of the tracks that have ended, and of what was asked for. */
  forget(): void {
    this.calls.length = 0;
    this.tracks.splice(
      0,
      this.tracks.length,
      ...this.tracks.filter(({ readyState }) => readyState === 'live'),
    );
  }

  close(): void {
    this.hush();
    for (const loudspeaker of this.#loudspeakers) loudspeaker.disconnect();
    this.#devices.getUserMedia = this.#original;
    this.permission.close();
  }
}
