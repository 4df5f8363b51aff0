import { isObject } from '../../core/merge.ts';
import { seeded } from '../../core/random.ts';

/** How the messages of the server share frames, where that differs from what the service does. */
export interface Bundling {
  /** How many messages are held back to be shuffled, merged or put into one frame. Default 1: none. */
  readonly window?: number;
  /** How long at most, ms. Default 50. */
  readonly holdMs?: number;
  /**
   * Whether those in a window change places: `streams` lets what has no promised order trade places (transcripts of either
   * side, audio with the marks of the turn, resumption handles, usage), `any` lets everything. Default `kept`.
   */
  readonly order?: 'kept' | 'streams' | 'any';
  /** `split`: one field a message; `merge`: neighbours in a window become one message as far as they go together. */
  readonly fields?: 'as-is' | 'split' | 'merge';
  /** So many messages follow each other in one frame. The service never does that. Default 1. */
  readonly perFrame?: number;
  /** Of the shuffling. Default 1. */
  readonly seed?: number;
}

type Fields = Readonly<Record<string, unknown>>;

const contentOf = (message: object): Fields | undefined => {
  const { serverContent } = message as { readonly serverContent?: unknown };
  return isObject(serverContent) ? serverContent : undefined;
};

/** One message for each field; those of `serverContent` count singly. An empty message stays one. */
const splitFields = (message: object): readonly object[] => {
  const parts = Object.entries(message as Fields).flatMap(([name, value]): object[] => {
    const fields = name === 'serverContent' && isObject(value) ? Object.entries(value) : [];
    if (fields.length < 2) return [{ [name]: value }];
    return fields.map(([field, inner]) => ({ serverContent: { [field]: inner } }));
  });
  return parts.length === 0 ? [message] : parts;
};

/** Both as one message, `undefined` when a field is in both. The parts of two model turns follow each other. */
const mergeTwo = (first: object, second: object): object | undefined => {
  const [one, two] = [contentOf(first), contentOf(second)];
  if (!one || !two) return undefined;
  const rest = { ...first, ...second };
  if (Object.keys(rest).length < Object.keys(first).length + Object.keys(second).length - 1) return undefined;
  const { modelTurn: a, ...others } = one as { readonly modelTurn?: { readonly parts: readonly object[] } };
  const { modelTurn: b, ...more } = two as typeof others & { modelTurn?: typeof a };
  if (Object.keys(more).some((name) => Object.hasOwn(others, name))) return undefined;
  const modelTurn = a && b ? { ...a, parts: [...a.parts, ...b.parts] } : (a ?? b);
  return { ...rest, serverContent: { ...(modelTurn ? { modelTurn } : {}), ...others, ...more } };
};

/** Neighbours as one message, as far as they go together. */
const mergeFields = (messages: readonly object[]): readonly object[] => {
  const merged: object[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    const both = last && mergeTwo(last, message);
    if (both) merged.splice(-1, 1, both);
    else merged.push(message);
  }
  return merged;
};

/** Which of the streams without a promised order between them a message belongs to. */
const streamOf = (message: object): string => {
  const [first = ''] = Object.keys(message);
  const content = contentOf(message);
  if (!content) return first;
  const names = Object.keys(content);
  const transcript = /transcription/i;
  return names.length > 0 && names.every((name) => transcript.test(name)) ? (names[0] ?? '') : 'model';
};

/** Draws the next message from a stream chosen by chance, until all are drawn: within a stream the order stays. */
export const shuffle = (
  messages: readonly object[],
  order: 'streams' | 'any',
  random: () => number,
): readonly object[] => {
  const streams = new Map<string, object[]>();
  for (const [index, message] of messages.entries()) {
    const stream = order === 'any' ? String(index) : streamOf(message);
    streams.set(stream, [...(streams.get(stream) ?? []), message]);
  }
  const queues = [...streams.values()];
  const drawn: object[] = [];
  while (queues.length > 0) {
    const at = Math.floor(random() * queues.length);
    const next = queues[at]?.shift();
    if (next) drawn.push(next);
    if (queues[at]?.length === 0) queues.splice(at, 1);
  }
  return drawn;
};

/** What becomes of one window, by these rules; a new one of these for each connection. */
export const bundler = ({
  order = 'kept',
  fields = 'as-is',
  seed = 1,
}: Bundling): ((messages: readonly object[]) => readonly object[]) => {
  const random = seeded(seed);
  return (messages: readonly object[]): readonly object[] => {
    const single = fields === 'split' ? messages.flatMap(splitFields) : messages;
    const ordered = order === 'kept' ? single : shuffle(single, order, random);
    return fields === 'merge' ? mergeFields(ordered) : ordered;
  };
};
