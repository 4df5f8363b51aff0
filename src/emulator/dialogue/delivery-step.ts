import type { Delivery } from '../script/answer-delivery.ts';
import type { CallStep } from '../script/answer-steps.ts';
import type { TranscriptionWish, ToolSpec } from '../protocol/setup.ts';
import type { Speaker } from './transcription.ts';
import type { Consumption } from '../session/usage.ts';

/** One thing to do while an answer is delivered. */
export interface Step {
  /** When, ms after the first; never falls from step to step. */
  readonly at: number;
  readonly message?: object;
  /** What it gives the client of the answer. */
  readonly gives?: Consumption;
  /** The words of the answer that it stands for, whether or not their transcript was asked for. */
  readonly words?: string;
  /** It carries nothing but a piece of transcript. */
  readonly transcript?: boolean;
  readonly mark?: 'first-audio' | 'generation-complete' | 'turn-complete';
  /** Functions are called. */
  readonly calls?: CallStep;
  /** The turn is over; `turnComplete` and usage are added by whoever keeps the count. */
  readonly endsTurn?: boolean;
  /** Messages that follow the completion of the turn. */
  readonly after?: readonly object[];
}

export interface DeliveryStyle {
  readonly delivery: Delivery;
  readonly bundle: 'separate' | 'with-audio' | 'everything';
  /** Multiple of real time; 0 = all at once. */
  readonly pace: number;
  /** What the client asked to know of the transcript of the answer; absent: it asked for none. */
  readonly transcribe?: TranscriptionWish;
  /** Says `finished` when a transcript of the answer is over. */
  readonly finishes?: boolean;
  readonly speaker?: Speaker;
  readonly modality: 'AUDIO' | 'TEXT';
  /** The tools that the session has now. */
  readonly tools?: readonly ToolSpec[];
  /** The transcript of what was heard, when it is to be woven into the answer. */
  readonly heard?: readonly object[];
  /**
   * What comes after these pieces. `turn` (default): the end of the turn; `calls`: the responses to the calls that were the last
   * of them, before which nothing is complete.
   */
  readonly end?: 'turn' | 'calls';
}
