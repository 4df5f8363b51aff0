import type { Behavior, FunctionCall, FunctionDeclaration, Schema } from '@google/genai/web';

/**
 * When the model is told of a result, where it did not wait for it: never of itself (`SILENT`: it knows from its next turn on), after
 * what it is saying (`WHEN_IDLE`, the service's default), or at once (`INTERRUPT`).
 */
export type ToolScheduling = 'SILENT' | 'WHEN_IDLE' | 'INTERRUPT';

/** What a handler is told beside the arguments. */
export interface ToolContext {
  /**
   * Aborted when nobody waits for the result any more: the model cancelled the call, it took too long, the conversation ended,
   * or the line went and the service does not remember the call.
   */
  readonly signal: AbortSignal;
  /** The call as the model made it. */
  readonly call: FunctionCall;
  /** Says when the model is told of what is returned or yielded from now on, in place of the tool's own `scheduling`. */
  schedule(when: ToolScheduling): void;
}

/** The SDK's own type, in which words may stand for its enums. `name` is required. */
export type ToolDeclaration = Omit<FunctionDeclaration, 'behavior' | 'parameters' | 'response'> & {
  /** Whether the model waits for the result. Default: as the model does it. */
  readonly behavior?: Behavior | 'BLOCKING' | 'NON_BLOCKING';
  readonly parameters?: Schema | Readonly<Record<string, unknown>>;
  readonly response?: Schema | Readonly<Record<string, unknown>>;
};

/**
 * A function of the page that the model may call. `Args` is what the declaration promises (a `type`, for instance
 * `LiveTool<{ city: string }>`); nobody checks that the model keeps to it.
 */
export interface LiveTool<Args extends object = Record<string, unknown>> {
  /** What the model is told of it. */
  readonly declaration: ToolDeclaration;
  /**
   * Runs a call. `args` is what the model made up: check it. What it returns, or resolves with, goes to the model as JSON: an object as
   * it is, anything else as `{ output }`, nothing as `{ output: 'ok' }`; at most 64 KiB. An error goes to the model as `{ error }`,
   * with its message alone. A generator's values go one by one while the model goes on (where it waits, the last one goes).
   * Without a handler the call is left to the `gemini-live-toolcall` event.
   */
  handler?(args: Args, context: ToolContext): unknown;
  /** Asks the visitor first; a text says what will happen, `false` asks nothing. Default false. */
  readonly confirm?: boolean | string | ((args: Args) => boolean | string);
  /** Default: the service's, `WHEN_IDLE`. */
  readonly scheduling?: ToolScheduling;
  /** Time allowed for a call, and for each value of a generator, ms. Default: `options.toolTimeoutMs`. */
  readonly timeoutMs?: number;
}
