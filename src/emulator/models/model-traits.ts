import type { Backend } from '../access/endpoints.ts';

/** How a model's messages look and what it puts up with: facts that only the service's side of the line needs. */
export interface ModelTraits {
  /** Who offers it. Elsewhere its name is not found. */
  readonly backends: readonly Backend[];
  readonly displayName: string;
  /** Size of the context window, tokens. */
  readonly contextTokens: number;
  /** Most that it gives in one answer, tokens. */
  readonly outputTokens: number;
  /** `realtimeInput.mediaChunks`, deprecated; 1007 where it is `false`. */
  readonly mediaChunks: boolean;
  /** `realtimeInput.video`. */
  readonly video: boolean;
  /** `clientContent` after the first realtime input; before it, turns that seed the history work everywhere. */
  readonly midSessionContent: boolean;
  /** Whether the transcript of an answer shares messages with its audio or has messages of its own. */
  readonly transcripts: 'bundled' | 'separate';
  /** What ids of function calls look like: `fc_` or `function-call-` and 19 digits, or a UUID. */
  readonly callIds: 'fc' | 'function-call' | 'uuid';
  /** `{"serverContent": {}}` ahead of every answer. */
  readonly emptyContentFirst: boolean;
  /** A thought summary ahead of a spoken answer, though nobody asked for thoughts. */
  readonly thoughtsUnasked: boolean;
  /** `modelTurn{executableCode}` ahead of a function call, when it answers in text. */
  readonly codeBeforeCall: boolean;
  /** Tools of the service's own that it may use beside `googleSearch`; asking for another is refused. */
  readonly ownTools: readonly ('codeExecution' | 'urlContext' | 'googleSearchRetrieval')[];
  /** Resumption handles though `setup` has no `sessionResumption`. */
  readonly unsolicitedHandles: boolean;
  /** `sessionResumption: {"handle": null}` is refused; elsewhere it is as if it were absent. */
  readonly refusesNullHandle: boolean;
  /** `interactionStatus` tells when all is done: an interaction has several `turnComplete`. */
  readonly interactionStatus: boolean;
  /** `interimInputTranscription`: preliminary transcripts, each replacing the one before. */
  readonly interimTranscripts: boolean;
  /** Function calls that block are given up when the visitor speaks, and INTERRUPT waits for them to finish. */
  readonly speechComesFirst: boolean;
  /** What a turn covers when `turnCoverage` is unset. */
  readonly turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY' | 'TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO';
  /** How long a session may last without compression of its context: with audio only, and with video; minutes. */
  readonly sessionMinutes: { readonly audio: number; readonly video: number };
  /** When a session ends even with compression, minutes; absent: never. */
  readonly lastMinute?: number;
}
