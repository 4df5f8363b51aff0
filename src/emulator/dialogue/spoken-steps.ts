import { CHUNK_BYTES, NEXT_CHUNK_BYTES, OUTPUT_RATE } from '../assumptions/index.ts';
import type { DeliveryStyle, Step } from './delivery-step.ts';
import type { Sound } from './render.ts';
import { transcription } from './transcription.ts';
import { NOTHING } from '../session/usage.ts';

export const BYTES_PER_SECOND = 2 * OUTPUT_RATE;

function* chunkSizes(list: readonly number[] | undefined): Generator<number, never> {
  const sizes = (list ?? []).filter((size) => size >= 1);
  if (sizes.length === 0) yield* CHUNK_BYTES;
  const cycle = sizes.length === 0 ? NEXT_CHUNK_BYTES : sizes;
  for (;;) yield* cycle;
}

const audioPart = (bytes: Buffer): object => ({
  inlineData: { mimeType: `audio/pcm;rate=${OUTPUT_RATE}`, data: bytes.toString('base64') },
});

/** The words that fall between two points of the audio, 0…1. The last point takes all that is left. */
export const wordsBetween = (deltas: readonly string[], from: number, to: number): string =>
  deltas
    .slice(Math.ceil(from * deltas.length), to >= 1 ? deltas.length : Math.ceil(to * deltas.length))
    .join('');

/** Bytes of 16-bit samples, without a copy. */
export const bytesOf = (audio: Int16Array): Buffer =>
  Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength);

/** Where the transcript is not sent along with the audio, it has steps of its own. */
const separately = ({ bundle, delivery }: DeliveryStyle): boolean =>
  bundle === 'separate' || delivery.shuffle !== undefined || (delivery.spokenWhen ?? 'along') !== 'along';

/**
 * The messages of a piece of sound, from `begin` ms on. `before`: how much of the answer was heard already, s, which the times
 * of its words count from.
 */
export function* spokenSteps(
  { audio, deltas }: Sound,
  style: DeliveryStyle,
  begin: number,
  before: number,
): Generator<Step> {
  const bytes = bytesOf(audio);
  const sizes = chunkSizes(style.delivery.chunkBytes);
  const perMessage = Math.max(1, style.delivery.partsPerMessage ?? 1);
  const apart = separately(style);
  let from = 0;
  while (from < bytes.length) {
    const start = from;
    const parts: object[] = [];
    while (parts.length < perMessage && from < bytes.length) {
      const end = Math.min(bytes.length, from + sizes.next().value);
      parts.push(audioPart(bytes.subarray(from, end)));
      from = end;
    }
    const at = begin + (style.pace > 0 ? (start / BYTES_PER_SECOND / style.pace) * 1000 : 0);
    const words = wordsBetween(deltas, start / bytes.length, from / bytes.length);
    const span = { from: before + start / BYTES_PER_SECOND, to: before + from / BYTES_PER_SECOND };
    const carried =
      style.transcribe === undefined || words === ''
        ? {}
        : { outputTranscription: transcription(words, span, style.transcribe, style.speaker) };
    if (apart && Object.keys(carried).length > 0) {
      yield { at, message: { serverContent: carried }, transcript: true };
    }
    yield {
      at,
      message: { serverContent: { modelTurn: { parts }, ...(apart ? {} : carried) } },
      gives: { ...NOTHING, audioSeconds: (from - start) / BYTES_PER_SECOND },
      words,
      ...(start === 0 && before === 0 ? { mark: 'first-audio' as const } : {}),
    };
  }
}

/** The same piece where the model answers in text. */
export function* writtenSteps({ deltas }: Sound, at: number): Generator<Step> {
  for (const text of deltas) {
    const message = { serverContent: { modelTurn: { parts: [{ text }] } } };
    yield { at, message, gives: { ...NOTHING, textCharacters: text.length }, words: text };
  }
}
