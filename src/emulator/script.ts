import type { Answer } from './answer.ts';
import type { Fault } from './fault.ts';
import type { Turn } from './turn.ts';

export type AnswerFunction = (turn: Turn) => Answer | Promise<Answer>;

/** A script as plain data: it can be written as JSON and sent to a twin in another process. */
export interface ScriptData {
  /** The answers, turn by turn; the last one repeats. Default: see `defaultAnswer`. */
  readonly answers?: readonly Answer[];
  readonly faults?: readonly Fault[];
  /** Refuses the upgrade with this HTTP status, on this connection or on all. */
  readonly refuse?: { readonly status: number; readonly connection?: number };
  readonly setupDelayMs?: number;
}

/** A function that answers, or data, in which the answers may be a function as well. */
export type Script =
  AnswerFunction | ScriptData | (Omit<ScriptData, 'answers'> & { readonly answers: AnswerFunction });

/** What is answered when no script says otherwise: typed text is repeated in words, speech is measured. */
export const defaultAnswer = (turn: Turn): Answer => {
  switch (turn.kind) {
    case 'speech':
      return { kind: 'say', text: `I heard you speak for ${turn.seconds.toFixed(1)} seconds.` };
    case 'text':
    case 'content':
      return {
        kind: 'say',
        text: turn.text === '' ? 'Hello. What can I do for you?' : `You wrote: ${turn.text}`,
      };
    case 'tool':
      return { kind: 'say', text: `The function ${turn.responses[0]?.name ?? ''} has answered.` };
  }
};
