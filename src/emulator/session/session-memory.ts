import { EMPTY_CONTEXT, type ContextWindow } from './context-window.ts';
import type { SessionRecord } from './session-record.ts';
import type { Unfinished } from './unfinished.ts';

/** What outlives a connection: handed on when a session is resumed. */
export interface SessionMemory {
  readonly record: SessionRecord;
  /** Turns so far. */
  turns: number;
  /** What was said so far. */
  context: ContextWindow;
  /** What the user had begun to say when the last connection ended, unless it is forgotten. */
  unfinished: Unfinished | undefined;
}

export const newMemory = (record: SessionRecord): SessionMemory => ({
  record,
  turns: 0,
  context: EMPTY_CONTEXT,
  unfinished: undefined,
});
