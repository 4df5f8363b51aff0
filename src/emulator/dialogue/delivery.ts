import { arrange } from './arrange.ts';
import type { DeliveryStyle, Step } from './delivery-step.ts';
import { groundingMetadata, toolTokens, urlContextMetadata } from './grounding.ts';
import type { Piece } from './pieces.ts';
import { BYTES_PER_SECOND, spokenSteps, writtenSteps } from './spoken-steps.ts';
import { NOTHING } from '../session/usage.ts';

export type { DeliveryStyle, Step } from './delivery-step.ts';

interface ContentFields {
  readonly outputTranscription?: object;
}

/** How far the answer has come: times in ms from its first message. */
interface Progress {
  /** When the next piece begins. */
  now: number;
  /** Of the last message. */
  lastAt: number;
  /** When all the sound so far will have been played. */
  played: number;
  /** Sound so far, s. */
  seconds: number;
  said: string;
  /** Whether anything was generated that can be complete. */
  generated: boolean;
  /** What shares the message of the completion. */
  ending: object;
}

const metadataStep = (
  piece: Extract<Piece, { kind: 'ground' | 'urls' }>,
  { tools = [] }: DeliveryStyle,
  progress: Progress,
): Step => {
  const at = progress.now;
  const metadata =
    piece.kind === 'ground'
      ? { groundingMetadata: groundingMetadata(piece, progress.said, tools) }
      : { urlContextMetadata: urlContextMetadata(piece, tools) };
  if (Object.values(metadata).every((value) => value === undefined)) return { at };
  const gives = { ...NOTHING, toolUseTokens: toolTokens(piece) };
  if (piece.kind === 'urls' || piece.when === 'at-once')
    return { at, message: { serverContent: metadata }, gives };
  progress.ending = { ...progress.ending, ...metadata };
  return { at, gives };
};

function* pieceSteps(piece: Piece, style: DeliveryStyle, progress: Progress): Generator<Step> {
  switch (piece.kind) {
    case 'sound': {
      progress.generated = true;
      const { now, seconds } = progress;
      if (style.modality === 'TEXT') {
        yield* writtenSteps(piece, now);
        return;
      }
      const length = (2 * piece.audio.length) / BYTES_PER_SECOND;
      yield* spokenSteps(piece, style, now, seconds);
      progress.seconds += length;
      progress.played = Math.max(progress.played, now) + length * 1000;
      if (style.pace > 0) progress.now += (length / style.pace) * 1000;
      return;
    }
    case 'messages': {
      const { messages, gives, words } = piece;
      const thought = (gives?.thoughtCharacters ?? 0) > 0;
      if (messages.length > 0 && !thought) progress.generated = true;
      const last = { ...(gives ? { gives } : {}), ...(words === undefined ? {} : { words }) };
      for (const message of messages.slice(0, -1)) yield { at: progress.now, message };
      const message = messages.at(-1);
      yield { at: progress.now, ...(message ? { message } : {}), ...last };
      return;
    }
    case 'ground':
    case 'urls':
      yield metadataStep(piece, style, progress);
      return;
    case 'call':
      if (style.end !== 'calls') progress.generated = true; // BEHAVIOURS.vertexCallingTurn
      yield { at: progress.now, calls: piece };
      return;
    case 'pause':
      progress.now += piece.ms;
  }
}

function* contentSteps(pieces: readonly Piece[], style: DeliveryStyle, progress: Progress): Generator<Step> {
  for (const piece of pieces) {
    for (const step of pieceSteps(piece, style, progress)) {
      progress.lastAt = step.at;
      progress.said += step.words ?? '';
      yield step;
      if (step.transcript === true && style.delivery.emptyDeltas === true) {
        yield { at: step.at, message: { serverContent: { outputTranscription: {} } }, transcript: true };
      }
    }
  }
}

/** When the turn ends, ms after the start. One that is never declared complete ends all the same when it was played. */
const turnEnd = ({ delivery }: DeliveryStyle, { lastAt, played, now }: Progress): number => {
  const when = delivery.turnComplete ?? 'after-playback';
  if (when === 'at-once') return lastAt;
  const end = Math.max(lastAt, played, now);
  return typeof when === 'number' ? end + when : end;
};

const isArranged = ({ delivery, heard }: DeliveryStyle): boolean =>
  delivery.shuffle !== undefined ||
  (delivery.spokenWhen ?? 'along') !== 'along' ||
  (heard !== undefined && heard.length > 0);

/** The last message of the content with both completions in it; `undefined` when it cannot hold them. */
const everything = (last: Step | undefined, style: DeliveryStyle, ending: object): Step | undefined => {
  const { serverContent } = (last?.message ?? {}) as { readonly serverContent?: ContentFields };
  if (style.bundle !== 'everything' || !last || !serverContent) return undefined;
  const { outputTranscription: words } = serverContent;
  const finished =
    words && style.finishes === true ? { outputTranscription: { ...words, finished: true } } : {};
  const complete = (style.delivery.generationComplete ?? true) ? { generationComplete: true } : {};
  return {
    ...last,
    message: { serverContent: { ...serverContent, ...finished, ...complete, ...ending } },
    endsTurn: true,
  };
};

/** The answer's messages in order, from the first chunk to the end of the turn, or to the calls that it waits for. */
export function* deliver(pieces: readonly Piece[], style: DeliveryStyle): Generator<Step> {
  const { delivery } = style;
  const progress: Progress = {
    now: 0,
    lastAt: 0,
    played: 0,
    seconds: 0,
    said: '',
    generated: false,
    ending: delivery.reason === undefined ? {} : { turnCompleteReason: delivery.reason },
  };
  let steps: Iterable<Step> = contentSteps(pieces, style, progress);
  let after: readonly object[] = [];
  if (isArranged(style)) ({ steps, after } = arrange([...steps], style));
  if (style.end === 'calls') {
    yield* steps;
    return;
  }
  let held: Step | undefined;
  for (const step of steps) {
    if (held) yield held;
    held = step;
  }
  const endsTurn = delivery.turnComplete !== 'never';
  const all = endsTurn ? everything(held, style, progress.ending) : undefined;
  if (all) {
    yield { ...all, ...(after.length > 0 ? { after } : {}) };
    return;
  }
  if (held) yield held;
  const at = progress.lastAt;
  if (progress.generated && style.finishes === true) {
    yield { at, message: { serverContent: { outputTranscription: { finished: true } } } };
  }
  if (progress.generated && (delivery.generationComplete ?? true)) {
    yield { at, message: { serverContent: { generationComplete: true } }, mark: 'generation-complete' };
  }
  // Where nothing is complete, nothing is said of it either.
  const told = endsTurn || Object.keys(progress.ending).length > 0;
  const ending = told ? { message: { serverContent: progress.ending } } : {};
  yield { at: turnEnd(style, progress), endsTurn, ...ending, ...(after.length > 0 ? { after } : {}) };
}
