import type { FunctionResponse } from './function-response.ts';

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
