/** Length of a frame as the engine gets it on the page, ms, and in samples at 16 kHz. */
export const FRAME_MS = 80;
const FRAME = 16 * FRAME_MS;
/** A square wave of 1 kHz: loud enough to be speech, and of an amplitude that says which frame of which utterance it is. */
const HALF_WAVE = 8;
const NUMBER_AT = 8_000;
const INDEX_AT = 16_000;
const CODES = 4_000;
/** A code counts when it was heard for so long, in samples. */
const CERTAIN = 160;

/** One frame of an utterance. */
export interface Voiced {
  readonly utterance: number;
  readonly index: number;
}

const write = (samples: Int16Array, from: number, amplitude: number): void => {
  for (let at = from; at < from + FRAME / 2; at += 1)
    samples[at] = Math.floor(at / HALF_WAVE) % 2 === 0 ? amplitude : -amplitude;
};

export const voicedFrame = ({ utterance, index }: Voiced): ArrayBuffer => {
  const samples = new Int16Array(FRAME);
  write(samples, 0, NUMBER_AT + (utterance % CODES));
  write(samples, FRAME / 2, INDEX_AT + (index % CODES));
  return samples.buffer;
};

export const silentFrame = (): ArrayBuffer => new ArrayBuffer(2 * FRAME);

/** The frames that can be found in what was heard, in its order. */
export const decodeVoice = (samples: Int16Array): readonly Voiced[] => {
  const found: Voiced[] = [];
  let utterance: number | undefined;
  for (let at = 0; at < samples.length;) {
    const level = Math.abs(samples[at] ?? 0);
    let end = at + 1;
    while (end < samples.length && Math.abs(samples[end] ?? 0) === level) end += 1;
    if (end - at >= CERTAIN && level >= NUMBER_AT) {
      if (level < INDEX_AT) utterance = level - NUMBER_AT;
      else if (utterance !== undefined) found.push({ utterance, index: level - INDEX_AT });
      if (level >= INDEX_AT) utterance = undefined;
    }
    at = end;
  }
  return found;
};

/** Frame after frame of one utterance, as often as one follows another. */
export const runsOf = (frames: readonly Voiced[]): readonly (readonly Voiced[])[] => {
  const runs: Voiced[][] = [];
  for (const frame of frames) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (last?.utterance === frame.utterance && last.index + 1 === frame.index) run?.push(frame);
    else runs.push([frame]);
  }
  return runs;
};

/** A word for such a run, `v17:0-8`, so that a transcript says what was heard. */
export const wordFor = (run: readonly Voiced[]): string =>
  `v${run[0]?.utterance}:${run[0]?.index}-${run.at(-1)?.index}`;
