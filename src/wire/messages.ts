import type {
  LiveClientContextUpdate,
  LiveConnectConfig,
  LiveSendClientContentParameters,
  LiveSendRealtimeInputParameters,
  LiveSendToolResponseParameters,
} from '@google/genai/web';

/** Where and as whom to connect. */
export interface ConnectionOptions {
  /** The socket's whole address, credential included: kept in memory only, and no part of any message. */
  readonly url: string;
  readonly model: string;
  /** Cloneable: no functions. */
  readonly config: LiveConnectConfig;
  /** What stands in `setup` in place of what the SDK makes of model and config, in the words of the wire. */
  readonly setup?: Readonly<Record<string, unknown>> | undefined;
  /** Time allowed from here to `setupComplete`, ms. */
  readonly timeoutMs: number;
}

/** One frame for the service; the keys are those of the wire. */
export type ClientMessage =
  | { readonly realtimeInput: LiveSendRealtimeInputParameters }
  | { readonly clientContent: LiveSendClientContentParameters }
  | { readonly toolResponse: LiveSendToolResponseParameters }
  | { readonly contextUpdate: LiveClientContextUpdate };

/** How a connection ended, when it was not we who closed it. */
export type LineEnd =
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  /** No `setupComplete` within `timeoutMs`. */
  | { readonly kind: 'timeout' }
  /** The page's Content-Security-Policy does not let it connect there. */
  | { readonly kind: 'csp' }
  /** The connection could not even be tried: a malformed URL or setup. */
  | { readonly kind: 'refused'; readonly message: string };
