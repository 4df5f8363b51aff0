import type { FunctionResponse } from '../protocol/function-response.ts';
import type { ToolSpec } from '../protocol/setup.ts';
import type { VideoFrame } from '../listening/video-frames.ts';

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
  /** Frames of video that belong to the turn, as the turn coverage has it; the last 120 of them, and of these at most 16 MB. */
  readonly frames: readonly VideoFrame[];
  /** As it is now: of `setup`, or of the last `contextUpdate`. */
  readonly systemInstruction: string;
  /** As they are now; none after an update with an empty list. */
  readonly tools: readonly ToolSpec[];
  /** Whether the model may choose to say nothing (proactive audio). */
  readonly proactive: boolean;
  /** The visitor has only begun to speak: a model that translates or transcribes answers meanwhile. */
  readonly simultaneous: boolean;
  /** What the model remembers, this turn included; speech without a known text is an empty one. */
  readonly history: readonly { readonly by: 'user' | 'model' | 'tool'; readonly text: string }[];
  /** Size of the context with this turn, tokens; falls when the sliding window drops old turns. */
  readonly contextTokens: number;
  readonly model: string;
  /** After a call: what came back. In another turn: what came back since the last one, to be kept SILENT. */
  readonly responses: readonly FunctionResponse[];
}
