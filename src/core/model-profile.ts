/** What a model of the Live API takes and refuses. Facts only: what to do about them is decided elsewhere. */
export interface ModelProfile {
  /** The bare name, without `models/` or a resource path. */
  readonly model: string;
  /** `false`: the name is not in the table; every option is passed on, and the service decides. */
  readonly known: boolean;
  /** Shut down by the service: a session ends with close code 1008. */
  readonly retired: boolean;
  /** Size of the context window, tokens. */
  readonly contextTokens: number;
  /** A partner, which answers what the visitor says; `false`: a pipeline, which streams and knows no turns. */
  readonly turns: boolean;
  /** `interactionStatus` says when all of an answer was given, which may take several turns. */
  readonly interactionStatus: boolean;
  /** Prebuilt voices; empty when the model does not speak with a chosen voice. */
  readonly voices: readonly string[];
  /** What it can answer in; the first is what it is asked for by default. A session has exactly one. */
  readonly responseModalities: readonly ResponseModality[];
  /** How function calls may run; the first is the model's default, none means that it takes no tools. */
  readonly toolBehaviors: readonly ToolBehavior[];
  /** `systemInstruction` in `setup`. */
  readonly systemInstruction: boolean;
  /** `speechConfig.languageCode`. */
  readonly languageCode: boolean;
  /** `enableAffectiveDialog`. */
  readonly affectiveDialog: boolean;
  /** `proactivity.proactiveAudio`; with `always`, asking for `false` is an error. */
  readonly proactiveAudio: 'no' | 'optional' | 'always';
  /** `thinkingConfig.thinkingBudget`. */
  readonly thinkingBudget: boolean;
  /** `thinkingConfig.thinkingLevel`: the values it takes; empty when it takes none. */
  readonly thinkingLevels: readonly ThinkingLevelName[];
  /** Whether thinking can be switched off by a budget of 0. */
  readonly thinkingOff: boolean;
  /** The `contextUpdate` message: new instructions or tools in a running session. */
  readonly contextUpdate: boolean;
  /** `clientContent`: at any time, only before anything that is said, typed or shown, or not at all. */
  readonly content: 'always' | 'first' | 'never';
  /** Asked to answer content that ends with a turn of its own, it goes on from there; elsewhere that is an error. */
  readonly goesOn: boolean;
  /** `realtimeInput.text`: typed text as a turn. */
  readonly realtimeText: boolean;
  /** The `googleSearch` tool. */
  readonly googleSearch: boolean;
  /**
   * `codeExecution`, `urlContext` and `googleSearchRetrieval`. No model of the table takes `googleMaps`, `fileSearch` or
   * `computerUse` in a live session.
   */
  readonly ownTools: boolean;
  /** `translationConfig`. */
  readonly translation: boolean;
}

export type ResponseModality = 'AUDIO' | 'TEXT' | 'VIDEO';
export type ToolBehavior = 'BLOCKING' | 'NON_BLOCKING';
export type ThinkingLevelName = 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH';
