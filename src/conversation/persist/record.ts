import { isObject } from '../../core/merge.ts';
import type { TranscriptEntry } from '../../core/transcript.ts';
import { cap } from '../../core/transcript-state.ts';
import type { ConversationSettings } from '../host.ts';

/** What is kept of one conversation. No token, key or ticket is among it, nor an address that could hold one. */
export interface PersistRecord {
  readonly entries: readonly TranscriptEntry[];
  /** Resumption handle; `undefined` where the service does not remember. */
  readonly handle: string | undefined;
  /** When it was last known to be good, ms since the epoch. */
  readonly time: number;
  /** Of the session that it belongs to: see `placeOf`. */
  readonly place: string;
  /** Somebody hung up: it is shown, and not gone on with. */
  readonly ended: boolean;
}

/** Newest utterances that are kept, and their characters in all: storage holds about 5 MB for a whole origin. */
const MAX_ENTRIES = 300;
const MAX_CHARACTERS = 100_000;
/** Handles of the service have a few hundred characters; one that is much longer is none. */
const MAX_HANDLE = 4_096;
/** What others may have put there is not even parsed beyond. JSON escapes take up to six characters for one. */
const MAX_STORED = 1_000_000;

const HOUR_MS = 3_600_000;
/** For how long the service remembers a session that has ended (documented: 2 h; on Vertex 24 h). */
const REMEMBERED_MS = { gemini: 2 * HOUR_MS, firebase: 2 * HOUR_MS, vertex: 24 * HOUR_MS } as const;

/** FNV-1a: addresses may hold credentials, so that only whether they are the same is kept. */
const digest = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
};

/** Where a session with these settings is at home: a handle means nothing to another model or service. */
export const placeOf = ({ backend, baseUrl, config, session }: ConversationSettings): string =>
  [
    backend,
    session.model ?? '',
    digest(JSON.stringify([baseUrl, session.model, (config as { model?: unknown } | undefined)?.model])),
  ].join(' ');

/** Whether the service should still know of it. */
export const isYoung = ({ time }: PersistRecord, { backend }: ConversationSettings, now: number): boolean =>
  now >= time && now - time < REMEMBERED_MS[backend];

/** The newest utterances, as many as are kept; an utterance is never kept in part. */
const newest = (entries: readonly TranscriptEntry[]): readonly TranscriptEntry[] => {
  let left = MAX_CHARACTERS;
  const kept: TranscriptEntry[] = [];
  for (const entry of entries.slice(-MAX_ENTRIES).reverse()) {
    left -= entry.text.length;
    if (left < 0) break;
    kept.unshift({ ...entry, final: true });
  }
  return kept;
};

export const written = (record: PersistRecord): string =>
  JSON.stringify({ ...record, entries: newest(record.entries) });

const entryOf = (given: unknown): TranscriptEntry | undefined => {
  if (!isObject(given)) return undefined;
  const { again, id, interrupted, role, text, time } = given;
  if (typeof id !== 'string' || !/^t\d{1,9}$/.test(id)) return undefined;
  if (role !== 'user' && role !== 'model') return undefined;
  if (typeof text !== 'string' || text === '' || typeof time !== 'number') return undefined;
  const entry = { id, role, text: cap(text), final: true, interrupted: interrupted === true, time } as const;
  return again === true ? { ...entry, again } : entry;
};

/** What was written, or `undefined` for anything else: every script of the origin can write there. */
export const readRecord = (text: string | null): PersistRecord | undefined => {
  if (!text || text.length > MAX_STORED) return undefined;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(given) || !Array.isArray(given['entries'])) return undefined;
  const { ended, handle, place, time } = given;
  if (typeof time !== 'number' || typeof place !== 'string') return undefined;
  const byId = new Map<string, TranscriptEntry>();
  for (const each of given['entries'] as unknown[]) {
    const entry = entryOf(each);
    if (entry && !byId.has(entry.id)) byId.set(entry.id, entry);
  }
  const sound = typeof handle === 'string' && handle.length <= MAX_HANDLE && /^[\x21-\x7e]+$/.test(handle);
  return {
    entries: newest([...byId.values()]),
    handle: sound ? handle : undefined,
    time,
    place,
    ended: ended === true,
  };
};
