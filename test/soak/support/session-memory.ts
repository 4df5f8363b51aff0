import { codeOf, heardTones, UTTERANCE_S } from './coded-voice.ts';

/** What the twin was given on one connection. */
export interface Given {
  readonly messages: readonly { readonly at: number; readonly message: unknown }[];
  /** All of its audio. */
  readonly samples: Int16Array<ArrayBuffer>;
  /** The resumption handles that it gave. */
  readonly handles: readonly { readonly handle: string; readonly at: number }[];
}

/** A word or a piece of one, and the message with which all of it had come. */
interface Heard {
  readonly name: string;
  readonly place: number;
  readonly at: number;
  /** Of a spoken one. */
  readonly seconds: number;
}

interface ClientFrame {
  readonly setup?: { readonly sessionResumption?: { readonly handle?: string } };
  readonly realtimeInput?: { readonly text?: string; readonly audio?: { readonly bytes?: number } };
}

/** What a session knows. */
export interface Known {
  /** As the words of the verdict, in its order. */
  readonly words: readonly string[];
  /** How much of each spoken one it heard, s. */
  readonly seconds: ReadonlyMap<string, number>;
  /** Those of which something came on more than one connection. */
  readonly again: ReadonlySet<string>;
}

/** Less of an utterance than this was not heard; more than that much of it was heard twice. */
const WHOLE = 0.85;
const TWICE = 1.5;
/** So much of an utterance is missing at least when it counts as not heard, ms. */
export const MISSING_MS = (1 - WHOLE) * UTTERANCE_S * 1000;

/**
 * What came on a connection, in its order. Pitches come again after two minutes: each stretch is of that utterance of its pitch which is
 * nearest to the one heard before (`last`).
 */
const heardOn = (
  { messages, samples }: Given,
  spoken: readonly number[],
  last: { number: number },
): Heard[] => {
  const heard: Heard[] = [];
  /** The samples up to this one had come with this message. */
  const frames: { readonly upTo: number; readonly place: number; readonly at: number }[] = [];
  let upTo = 0;
  for (const [place, { at, message }] of messages.entries()) {
    const { audio, text } = (message as ClientFrame).realtimeInput ?? {};
    if (text !== undefined) heard.push({ name: text, place, at, seconds: 0 });
    if (audio?.bytes) frames.push({ upTo: (upTo += audio.bytes / 2), place, at });
  }
  for (const { code, end, seconds } of heardTones(samples)) {
    const [nearest] = spoken
      .filter((number) => codeOf(number) === code)
      .sort((one, other) => Math.abs(one - last.number) - Math.abs(other - last.number));
    const frame = frames.find((one) => one.upTo >= end);
    if (nearest === undefined || !frame) continue;
    last.number = nearest;
    heard.push({ name: `v${nearest}`, place: frame.place, at: frame.at, seconds });
  }
  return heard.sort((one, other) => one.place - other.place);
};

/**
 * What the session that the visitor ends in knows of what was said: connection by connection,
 * from what the handle that it was set up with stands for. Where the service forgets, that is what had come before the handle
 * was given. Without a handle a seed tells of what came before. A successor that never served knows no more than its handle.
 */
export const knownAtEnd = (
  connections: readonly Given[],
  spoken: readonly number[],
  memory: 'forgets' | 'remembers',
): Known => {
  const last = { number: 0 };
  const came = new Set<string>();
  const again = new Set<string>();
  const byHandle = new Map<string, readonly Heard[]>();
  let known: readonly Heard[] = [];
  for (const given of connections) {
    const [{ setup } = {}] = given.messages
      .map(({ message }) => message as ClientFrame)
      .filter((one) => one.setup);
    const resumed = byHandle.get(setup?.sessionResumption?.handle ?? '');
    const base = memory === 'forgets' ? (resumed ?? known) : known;
    const heard = heardOn(given, spoken, last);
    known = [...base, ...heard];
    const names = new Set(heard.map(({ name }) => name));
    for (const name of names) (came.has(name) ? again : came).add(name);
    for (const { at, handle } of given.handles) {
      byHandle.set(handle, [...base, ...heard.filter((one) => one.at <= at)]);
    }
  }
  const seconds = new Map<string, number>();
  for (const one of known) seconds.set(one.name, (seconds.get(one.name) ?? 0) + one.seconds);
  const first = new Set<string>();
  const words = known.flatMap(({ name }) => {
    if (!name.startsWith('v')) return [name];
    if (first.has(name)) return [];
    first.add(name);
    const length = seconds.get(name) ?? 0;
    const times = length > TWICE * UTTERANCE_S ? 2 : length >= WHOLE * UTTERANCE_S ? 1 : 0;
    return Array.from({ length: times }, () => `${name}:0-0`);
  });
  return { words, seconds, again };
};
