import type { EmulatorClock } from './clock.ts';
import type { Answer } from './answer.ts';
import type { Moment } from './fault.ts';
import type { Turn } from './turn.ts';
import type { SessionMemory } from './session-memory.ts';
import type { Agreement } from './setup-rules.ts';
import type { UserTurn } from './user-turn.ts';

/** What the taking of turns needs from around it. */
export interface DialogueContext {
  readonly agreement: Agreement;
  readonly memory: SessionMemory;
  readonly clock: EmulatorClock;
  readonly voice: (text: string) => Int16Array | Promise<Int16Array>;
  /** Multiple of real time; 0 = all at once. */
  readonly pace: number;
  readonly send: (message: object) => void;
  /** The turn with its number and the like, as a script sees it. */
  readonly describe: (turn: UserTurn) => Turn;
  /** Asks the script. */
  readonly answer: (turn: Turn) => Promise<Answer>;
  /** Does what is planned for this moment; `true` when that ended the connection. */
  readonly moment: (moment: Moment) => boolean;
  /** A new resumption handle, unless there is none to be given. */
  readonly handleUpdate: () => object | undefined;
  /** An error in what runs by itself: it ends the connection. */
  readonly fail: (error: unknown) => void;
}
