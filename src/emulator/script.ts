import type { FunctionResponse } from './function-response.ts';

/** How an answer travels. Everything is optional: what is not said is as the real service does it. */
export interface Delivery {
  /** Sizes of the audio chunks in bytes, cycled; an odd size splits a sample. Default: 9,600 once, then 11,520. */
  readonly chunkBytes?: readonly number[];
  /** Multiple of real time at which the audio is sent; 0 = all at once. Default: the twin's own. */
  readonly pace?: number;
  /** From the end of the turn to the first message of the answer, ms. Default: 60. */
  readonly delayMs?: number;
  /** What the visitor is said to have spoken; a list is sent as it is, delta by delta. */
  readonly heard?: string | readonly string[];
  /** When `heard` is sent; the service promises no order. Default: before. */
  readonly heardWhen?: 'before' | 'after-first-audio' | 'after-turn';
  /** The transcript of the answer, when it is not what is said. */
  readonly spoken?: string | readonly string[];
  /**
   * Which fields share a message. Default: as the model's generation does it. `everything`: the transcript goes with
   * the audio, and the last of it with `generationComplete`, `turnComplete` and usage.
   */
  readonly bundle?: 'separate' | 'with-audio' | 'everything';
  /** Parts of audio in one message. Default 1. */
  readonly partsPerMessage?: number;
  /** A thought summary that is sent before the answer. */
  readonly thought?: string;
  /** Whether `generationComplete` is sent. Default true. */
  readonly generationComplete?: boolean;
  /** `after-playback` (default): when the audio would have been played; a number: that many ms later still. */
  readonly turnComplete?: 'after-playback' | 'at-once' | 'never' | number;
  /** `interrupted` once more after `turnComplete`, as the service sometimes sends it. */
  readonly interruptedAfterTurn?: boolean;
}

/** A call that the model makes; the id is made up when it is missing. */
export interface ScriptedCall {
  readonly name: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly id?: string;
}

export type Answer = Delivery &
  (
    | { readonly kind: 'say'; readonly text: string }
    /** A sine, amplitude 0…1 (default 0.5), without fades: every sample can be reckoned. */
    | { readonly kind: 'tone'; readonly hz: number; readonly seconds: number; readonly amplitude?: number }
    /** The visitor's own audio of this turn; after typed text, the text spoken. */
    | { readonly kind: 'parrot' }
    /** 24 kHz 16-bit little-endian PCM, base64. */
    | { readonly kind: 'audio'; readonly base64: string }
    /** No answer; `end` is what comes instead. Default `turn-complete`. */
    | { readonly kind: 'none'; readonly end?: 'turn-complete' | 'waiting-for-input' | 'nothing' }
    /** Function calls; `next` is the answer once all have been responded to. */
    | { readonly kind: 'call'; readonly calls: readonly ScriptedCall[]; readonly next?: Answer }
  );

/** Points in a connection's life at which something can go wrong. */
export type Moment =
  | 'open'
  | 'setup'
  | 'setup-complete'
  | 'first-input'
  | 'speech-start'
  | 'turn'
  | 'first-audio'
  | 'generation-complete'
  | 'turn-complete';

export type FaultAction =
  | { readonly kind: 'close'; readonly code: number; readonly reason?: string }
  /** The line goes dead without a close frame: 1006 at the client. */
  | { readonly kind: 'drop' }
  /** Nothing more is sent; the socket stays open. */
  | { readonly kind: 'stall' }
  | { readonly kind: 'send'; readonly message: object }
  /** Bytes as they are, in a binary frame; text in a text frame. */
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'raw'; readonly base64: string };

export interface Fault {
  readonly at: Moment;
  /** Only on this connection of the twin, counted from 1. */
  readonly connection?: number;
  /** Only in this turn of the session, counted from 1. */
  readonly turn?: number;
  /** That much after the moment, ms. Default 0: before anything else happens. */
  readonly afterMs?: number;
  readonly do: FaultAction;
}

/** What the visitor did; a function that answers gets this. */
export interface Turn {
  readonly kind: 'speech' | 'text' | 'content' | 'tool';
  /** Of this session, from 1; a resumed session goes on counting. */
  readonly index: number;
  /** Of this twin, from 1. */
  readonly connection: number;
  /** What was typed, or the text of the last user content; empty after speech. */
  readonly text: string;
  /** Length of what was spoken, s. */
  readonly seconds: number;
  /** What was spoken, 16 kHz. */
  readonly audio: Int16Array;
  /** Where it began in all that this connection received, in samples at 16 kHz. */
  readonly startSample: number;
  readonly systemInstruction: string;
  readonly model: string;
  /** After a call: what came back. */
  readonly responses: readonly FunctionResponse[];
}

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
