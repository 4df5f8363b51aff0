import { seeded } from '../../../src/core/random.ts';

/** Utterances differ by their pitch: so many pitches, Hz apart, all below what 16 kHz can carry. */
const PITCHES = 60;
const LOWEST = 400;
const STEP = 100;
/** Of an utterance, s. */
export const UTTERANCE_S = 0.6;
/** A stretch of voice is one, samples at 16 kHz long, above this level. */
const LOUD = 1500;
const WINDOW = 320;

const pitchOf = (number: number): number => LOWEST + STEP * (number % PITCHES);

/** A voice that says numbers, for a fake microphone. One context for the page. */
export class CodedVoice {
  readonly #context = new AudioContext();
  readonly #gain = new GainNode(this.#context, { gain: 0 });
  readonly #tone = new OscillatorNode(this.#context);

  constructor() {
    this.#context.resume().catch(() => undefined);
    this.#tone.connect(this.#gain);
    this.#tone.start();
  }

  stream(): MediaStream {
    const out = new MediaStreamAudioDestinationNode(this.#context, { channelCount: 1 });
    this.#gain.connect(out);
    return out.stream;
  }

  /** Says a number; the time of it is the context's, so that the length is exact. */
  say(number: number): void {
    const { currentTime } = this.#context;
    this.#tone.frequency.setValueAtTime(pitchOf(number), currentTime + 0.02);
    this.#gain.gain.setValueAtTime(0.5, currentTime + 0.03);
    this.#gain.gain.setValueAtTime(0, currentTime + 0.03 + UTTERANCE_S);
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** A stretch of one pitch in what was heard. */
export interface HeardTone {
  /** The utterance's number, less what is the same in steps of the number of pitches. */
  readonly code: number;
  readonly seconds: number;
  /** Its last sample. */
  readonly end: number;
}

interface Stretch {
  readonly begin: number;
  end: number;
  /** How often the sign changed in `windows` windows that tell the pitch. */
  crossings: number;
  windows: number;
}

/** Window by window: how loud, and how often the sign changes; the pitch is that of the whole stretch. */
export const heardTones = (samples: Int16Array, rate = 16_000): readonly HeardTone[] => {
  const tones: Stretch[] = [];
  const hertz = ({ crossings, windows }: Pick<Stretch, 'crossings' | 'windows'>): number =>
    (crossings * rate) / (2 * WINDOW * windows);
  let open: Stretch | undefined;
  for (let from = 0; from + WINDOW <= samples.length; from += WINDOW) {
    let peak = 0;
    let crossings = 0;
    for (let at = from; at < from + WINDOW; at += 1) {
      peak = Math.max(peak, Math.abs(samples[at] ?? 0));
      if (at > 0 && (samples[at] ?? 0) >= 0 !== (samples[at - 1] ?? 0) >= 0) crossings += 1;
    }
    if (peak < LOUD) open = undefined;
    else if (open && Math.abs(hertz(open) - hertz({ crossings, windows: 1 })) < 0.75 * STEP) {
      open.crossings += crossings;
      open.windows += 1;
      open.end = from + WINDOW;
    } else tones.push((open = { crossings, windows: 1, begin: from, end: from + WINDOW }));
  }
  // A click in a window hides its pitch: it belongs to what it touches.
  const whole: Stretch[] = [];
  let loose: Stretch | undefined;
  for (const tone of tones) {
    const before = whole.at(-1);
    if (tone.windows > 1) {
      whole.push(loose?.end === tone.begin ? { ...tone, begin: loose.begin } : tone);
      loose = undefined;
    } else if (before?.end === tone.begin) before.end = tone.end;
    else loose = tone;
  }
  return whole.map((tone) => ({
    code: Math.round((hertz(tone) - LOWEST) / STEP),
    seconds: (tone.end - tone.begin) / rate,
    end: tone.end,
  }));
};

export const codeOf = (number: number): number => number % PITCHES;

/** What happens next, and when: the same for the same seed. */
export const chance = (seed: number) => {
  const random = seeded(seed);
  return {
    between: (low: number, high: number): number => low + (high - low) * random(),
    pick: <One>(all: readonly One[]): One => all[Math.floor(random() * all.length)] as One,
  };
};
