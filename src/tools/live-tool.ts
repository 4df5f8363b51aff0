import type { FunctionCall, FunctionDeclaration } from '@google/genai/web';

/** What a handler is told beside the arguments. */
export interface ToolContext {
  /** Aborted when the model cancels the call, when it has taken too long, or when the conversation ends. */
  readonly signal: AbortSignal;
  /** The call as the model made it. */
  readonly call: FunctionCall;
}

/** A function of the page that the model may call. */
export interface LiveTool {
  /** What the model is told of it, in the SDK's own type; `name` is required. */
  readonly declaration: FunctionDeclaration;
  /**
   * Runs a call. `args` is what the model made up: check it. What it returns, or resolves with, goes to the model: an object as it is,
   * anything else as `{ output }`. An error goes to the model as `{ error }`. Without a handler the call is left to the
   * `gemini-live-toolcall` event.
   */
  readonly handler?: (args: Record<string, unknown>, context: ToolContext) => unknown;
  /** Asks the visitor first. A text says what will happen. Default false. */
  readonly confirm?: boolean | string | ((args: Record<string, unknown>) => string);
}
