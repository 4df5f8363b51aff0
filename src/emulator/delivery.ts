import { CHUNK_BYTES, NEXT_CHUNK_BYTES, OUTPUT_RATE } from './assumptions/index.ts';
import type { Rendered } from './render.ts';
import type { Delivery } from './answer.ts';
import { NOTHING, type Consumption } from './usage.ts';

/** One thing to do while an answer is delivered. */
export interface Step {
  /** When, ms after the first; never falls from step to step. */
  readonly at: number;
  readonly message?: object;
  /** What it gives the client of the answer. */
  readonly gives?: Consumption;
  readonly mark?: 'first-audio' | 'generation-complete' | 'turn-complete';
  /** The turn is over; `turnComplete` and usage are added by whoever keeps the count. */
  readonly endsTurn?: boolean;
}

export interface DeliveryStyle {
  readonly delivery: Delivery;
  readonly bundle: 'separate' | 'with-audio' | 'everything';
  /** Multiple of real time; 0 = all at once. */
  readonly pace: number;
  /** Whether the client asked for the transcript of the answer. */
  readonly transcribe: boolean;
  readonly modality: 'AUDIO' | 'TEXT';
}

function* chunkSizes(list: readonly number[] | undefined): Generator<number, never> {
  const sizes = (list ?? []).filter((size) => size >= 1);
  if (sizes.length === 0) yield* CHUNK_BYTES;
  const cycle = sizes.length === 0 ? NEXT_CHUNK_BYTES : sizes;
  for (;;) yield* cycle;
}

const BYTES_PER_SECOND = 2 * OUTPUT_RATE;

const audioPart = (bytes: Buffer): object => ({
  inlineData: { mimeType: `audio/pcm;rate=${OUTPUT_RATE}`, data: bytes.toString('base64') },
});

/** The words that fall between two points of the audio, 0…1. The last point takes all that is left. */
const wordsBetween = (deltas: readonly string[], from: number, to: number): string =>
  deltas
    .slice(Math.ceil(from * deltas.length), to >= 1 ? deltas.length : Math.ceil(to * deltas.length))
    .join('');

function* spokenSteps({ audio, deltas }: Rendered, style: DeliveryStyle): Generator<Step> {
  const bytes = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength);
  const sizes = chunkSizes(style.delivery.chunkBytes);
  const perMessage = Math.max(1, style.delivery.partsPerMessage ?? 1);
  let from = 0;
  while (from < bytes.length) {
    const start = from;
    const parts: object[] = [];
    while (parts.length < perMessage && from < bytes.length) {
      const end = Math.min(bytes.length, from + sizes.next().value);
      parts.push(audioPart(bytes.subarray(from, end)));
      from = end;
    }
    const at = style.pace > 0 ? (start / BYTES_PER_SECOND / style.pace) * 1000 : 0;
    const words = style.transcribe ? wordsBetween(deltas, start / bytes.length, from / bytes.length) : '';
    const transcription = words === '' ? {} : { outputTranscription: { text: words } };
    const modelTurn = { parts };
    if (style.bundle === 'separate' && words !== '') yield { at, message: { serverContent: transcription } };
    const extra = style.bundle === 'separate' ? {} : transcription;
    yield {
      at,
      message: { serverContent: { modelTurn, ...extra } },
      gives: { ...NOTHING, audioSeconds: (from - start) / BYTES_PER_SECOND },
      ...(start === 0 ? { mark: 'first-audio' as const } : {}),
    };
  }
}

function* writtenSteps({ deltas }: Rendered): Generator<Step> {
  for (const text of deltas) {
    const message = { serverContent: { modelTurn: { parts: [{ text }] } } };
    yield { at: 0, message, gives: { ...NOTHING, textCharacters: text.length } };
  }
}

/** When the turn ends, ms after the start. One that is never declared complete ends all the same when it was played. */
const turnEnd = (style: DeliveryStyle, lastAt: number, seconds: number): number => {
  const when = style.delivery.turnComplete ?? 'after-playback';
  if (when === 'at-once') return lastAt;
  const played = Math.max(lastAt, seconds * 1000);
  return typeof when === 'number' ? played + when : played;
};

/** The answer's messages in order, from the first chunk to the end of the turn. */
export function* deliver(rendered: Rendered, style: DeliveryStyle): Generator<Step> {
  const wantsComplete = style.delivery.generationComplete ?? true;
  let held: Step | undefined;
  let lastAt = 0;
  let seconds = 0;
  for (const step of style.modality === 'TEXT' ? writtenSteps(rendered) : spokenSteps(rendered, style)) {
    if (held) yield held;
    held = step;
    lastAt = step.at;
    seconds += step.gives?.audioSeconds ?? 0;
  }
  const end = turnEnd(style, lastAt, seconds);
  const endsTurn = style.delivery.turnComplete !== 'never';
  if (style.bundle === 'everything' && held?.message && endsTurn) {
    const { serverContent } = held.message as { readonly serverContent: object };
    const message = {
      serverContent: { ...serverContent, ...(wantsComplete ? { generationComplete: true } : {}) },
    };
    yield { ...held, message, endsTurn: true };
    return;
  }
  if (held) yield held;
  if (wantsComplete) {
    yield {
      at: lastAt,
      message: { serverContent: { generationComplete: true } },
      mark: 'generation-complete',
    };
  }
  yield { at: end, endsTurn };
}
