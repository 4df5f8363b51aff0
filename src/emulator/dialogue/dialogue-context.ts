import type { Answer } from '../script/answer.ts';
import type { EmulatorClock } from '../time/clock.ts';
import type { ContextKeeper } from '../session/context-keeper.ts';
import type { Moment } from '../script/fault.ts';
import type { HandleGiver } from '../session/handle-giver.ts';
import type { SessionMemory } from '../session/session-memory.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { ToolSpec } from '../protocol/setup.ts';
import type { Turn } from '../script/turn.ts';
import type { UserTurn } from '../listening/user-turn.ts';

/** What the taking of turns needs from around it. */
export interface DialogueContext {
  readonly agreement: Agreement;
  readonly memory: SessionMemory;
  /** The model's context, and what is counted. */
  readonly keeper: ContextKeeper;
  readonly clock: EmulatorClock;
  readonly voice: (text: string) => Int16Array | Promise<Int16Array>;
  /** Multiple of real time; 0 = all at once. */
  readonly pace: number;
  /** Whether realtime input during a BLOCKING call ends the connection, when the script does not say. */
  readonly strictCalls: boolean;
  /** The tools as they are now: of `setup`, or of the last `contextUpdate`. */
  readonly tools: () => readonly ToolSpec[];
  readonly send: (message: object) => void;
  /** The turn with its number and the like, as a script sees it. */
  readonly describe: (turn: UserTurn) => Turn;
  /** Asks the script. */
  readonly answer: (turn: Turn) => Promise<Answer>;
  /** Does what is planned for this moment; `true` when that ended the connection. */
  readonly moment: (moment: Moment) => boolean;
  /** Gives out resumption handles: told of each generation, and of its end. */
  readonly handles: HandleGiver;
  /** An error in what runs by itself: it ends the connection. */
  readonly fail: (error: unknown) => void;
}
