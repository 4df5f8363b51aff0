import type { Content } from '@google/genai';
import { isObject, plainCopy, type PlainObject } from './merge.ts';
import { knownFields } from './part-fields.ts';
import { say } from './say.ts';
import { show } from './setting-values.ts';

/** What the reading of a host's turns needs to know. */
export interface TurnRules {
  /** Size of the model's context window, tokens. */
  readonly contextTokens: number;
  /** On Vertex AI, a turn may be the system's. */
  readonly vertex: boolean;
  /** Told once for each kind of thing that is left out, and why. */
  readonly refuse: (why: string) => void;
}

/**
 * Characters of text that are sent, for each token of the context window. At about four characters a token (documented), the
 * earlier turns take at most three quarters of it.
 */
const CHARACTERS_PER_TOKEN = 3;
/**
 * Bytes of JSON that are sent in all, text and about 3 MB of pictures or sound together, in UTF-8. A message that is much longer
 * breaks the line, and a relay refuses more than 4 MiB as it comes.
 */
const MAX_BYTES = 4_000_000;
/** Turns that are sent; the newest count. */
const MAX_TURNS = 2_000;

const partOf = (part: unknown): PlainObject | undefined => {
  if (typeof part === 'string') return part === '' ? undefined : { text: part };
  if (!isObject(part)) return undefined;
  const { inlineData, text } = part;
  if (text !== undefined) return typeof text === 'string' && text !== '' ? part : undefined;
  if (inlineData === undefined) return Object.keys(part).length > 0 ? part : undefined;
  const isData = isObject(inlineData) && [inlineData['data'], inlineData['mimeType']].every(isText);
  return isData ? part : undefined;
};

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** `parts` as a list, one part alone, or the text of an entry of the transcript. */
const partsOf = ({ parts, text }: PlainObject): unknown[] => {
  if (Array.isArray(parts)) return parts as unknown[];
  return [parts ?? text].filter((part) => part !== undefined && part !== null);
};

const turnOf = (turn: unknown, { refuse, vertex }: TurnRules): Content | undefined => {
  const given = typeof turn === 'string' ? { text: turn } : turn;
  if (!isObject(given)) {
    refuse(say('not-turns'));
    return undefined;
  }
  const role = given['role'] ?? 'user';
  if (role !== 'user' && role !== 'model' && !(vertex && role === 'system')) {
    refuse(say('no-role', show(role), vertex ? 'user, model, system' : 'user, model'));
    return undefined;
  }
  const all = partsOf(given);
  const sent = all.filter((part) => !isCall(part));
  if (sent.length < all.length) refuse(say('no-calls'));
  const parts = sent
    .map(partOf)
    .filter((part) => part !== undefined)
    .map(knownFields);
  if (parts.length < sent.filter((part) => part !== '' && !isEmptyText(part)).length) refuse(say('no-part'));
  return parts.length > 0 ? { role, parts: parts } : undefined;
};

const isEmptyText = (part: unknown): boolean => isObject(part) && part['text'] === '';
const isCall = (part: unknown): boolean =>
  isObject(part) && ('functionCall' in part || 'functionResponse' in part);

const charactersOf = ({ parts = [] }: Content): number =>
  parts.reduce((sum, { text = '' }) => sum + text.length, 0);
const bytesOf = (turn: Content): number => new TextEncoder().encode(JSON.stringify(turn)).length;

/** The newest turns that there is room for. */
const newest = (turns: readonly Content[], { contextTokens, refuse }: TurnRules): readonly Content[] => {
  let room = contextTokens * CHARACTERS_PER_TOKEN;
  let bytes = MAX_BYTES;
  let first = turns.length;
  while (first > 0 && turns.length - first < MAX_TURNS) {
    const turn = turns[first - 1] as Content;
    room -= charactersOf(turn);
    bytes -= bytesOf(turn);
    if (room < 0 || bytes < 0) break;
    first -= 1;
  }
  if (first > 0) refuse(say('too-long', first, turns.length));
  return turns.slice(first);
};

/**
 * A host's turns as the service takes them: in the form of the wire, or as text, or as entries of a transcript; without what
 * is none, has a role that the service does not know, or belongs to functions, and without the oldest where they do not all
 * fit. Never throws.
 */
export const readTurns = (given: unknown, rules: TurnRules): readonly Content[] => {
  if (given === undefined || given === null) return [];
  let dropped = false;
  const copy = plainCopy(given, () => (dropped = true));
  if (dropped) rules.refuse(say('not-plain'));
  const list = Array.isArray(copy) ? (copy as unknown[]) : [copy];
  const turns = list.map((turn) => turnOf(turn, rules)).filter((turn) => turn !== undefined);
  return newest(turns, rules);
};
