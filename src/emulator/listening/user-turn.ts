import type { Turn } from '../script/turn.ts';
import { NOTHING, type Consumption } from '../session/usage.ts';

/** What the visitor contributed; the session numbers it and adds what a script wants to know beside. */
export type UserTurn = Omit<
  Turn,
  'index' | 'connection' | 'systemInstruction' | 'tools' | 'proactive' | 'model' | 'history' | 'contextTokens'
> & {
  /** Text that was sent while they spoke: the transcript, when the script has none. */
  readonly heardText: string;
  readonly consumption: Consumption;
};

/** A turn in which nothing was said. */
export const EMPTY_TURN: UserTurn = {
  kind: 'content',
  text: '',
  heardText: '',
  seconds: 0,
  audio: new Int16Array(0),
  startSample: 0,
  frames: [],
  simultaneous: false,
  responses: [],
  consumption: NOTHING,
};
