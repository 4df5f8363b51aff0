import type { Answer } from './answer.ts';
import type { Bundling } from '../line/bundling.ts';
import type { Endpoint } from '../access/endpoints.ts';
import type { Fault } from './fault.ts';
import type { Network } from '../line/network.ts';
import type { Turn } from './turn.ts';

export type AnswerFunction = (turn: Turn) => Answer | Promise<Answer>;

/** Who a script is for. */
export interface ScriptClient {
  /** The connection, counted from 1. */
  readonly connection: number;
  /** Path and query of the upgrade, with key or token blotted out. */
  readonly path: string;
  /** The page that opened it; absent outside browsers. */
  readonly origin: string | undefined;
  readonly endpoint: Endpoint;
  /** The API key that the client came with, or with which its token was minted; `undefined` without either. */
  readonly key: string | undefined;
}

/**
 * A whole session as one function: each `yield` hands over an answer and waits for the next turn; the first `yield` has no
 * answer yet, and what it hands over is dropped. After its end, `defaultAnswer` goes on. A session that is resumed on a
 * new connection begins anew.
 */
export type Conversation = (
  client: ScriptClient,
) => Generator<Answer | undefined, void, Turn> | AsyncGenerator<Answer | undefined, void, Turn>;

/** A script as plain data: it can be written as JSON and sent to a twin in another process. */
export interface ScriptData {
  /** The answers, turn by turn; the last one repeats. Default: see `defaultAnswer`. */
  readonly answers?: readonly Answer[];
  readonly faults?: readonly Fault[];
  /**
   * Refuses the upgrade with this HTTP status: on this connection or on all, at most so many times. Short for a fault at
   * `upgrade`.
   */
  readonly refuse?: {
    readonly status: number;
    readonly connection?: number;
    readonly times?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | object;
  };
  /** From `setup` to `setupComplete`, ms. Default: the twin's own. */
  readonly setupDelayMs?: number;
  /** The network between client and twin. Default: as good as it is. */
  readonly network?: Network;
  /** How messages share frames. Default: as the service does it. */
  readonly bundling?: Bundling;
  /** Kind of frames that are sent. Default: the twin's own. */
  readonly frames?: 'binary' | 'text';
  /** Of the faults that happen by chance. Default 1. */
  readonly seed?: number;
}

/** A function that answers, or data, in which the answers may be a function or a whole session as well. */
export type Script =
  | AnswerFunction
  | ScriptData
  | (Omit<ScriptData, 'answers'> & { readonly answers: AnswerFunction })
  | (Omit<ScriptData, 'answers'> & { readonly conversation: Conversation });

/** Scripts by the API key of the client, or a function that chooses; whoever gets none has the twin's own. */
export type Scripts = Readonly<Record<string, Script>> | ((client: ScriptClient) => Script | undefined);

/** What is answered when no script says otherwise: typed text is repeated in words, speech is measured, or repeated by a model that translates. */
export const defaultAnswer = (turn: Turn): Answer => {
  switch (turn.kind) {
    case 'speech':
      if (turn.simultaneous) return { kind: 'parrot' };
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
