import type {
  LiveClientContextUpdate,
  LiveConnectConfig,
  LiveSendClientContentParameters,
  LiveSendRealtimeInputParameters,
  LiveSendToolResponseParameters,
} from '@google/genai/web';

/** Where and as whom to connect. */
export interface ConnectionOptions {
  /** Origin, and path if any, of the service or twin: `http(s)` or `ws(s)`. */
  readonly baseUrl: string;
  /** `v1alpha` or `v1beta`. */
  readonly apiVersion: string;
  /** Ephemeral token (`auth_tokens/…`) or, on localhost, an API key. Kept in memory only. */
  readonly credential: string;
  readonly model: string;
  /** Cloneable: no functions. */
  readonly config: LiveConnectConfig;
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
