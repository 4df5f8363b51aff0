import type {
  LiveConnectConfig,
  LiveSendClientContentParameters,
  LiveClientContextUpdate,
  LiveSendRealtimeInputParameters,
  LiveSendToolResponseParameters,
  LiveServerMessage,
} from '@google/genai/web';
import type { PlaybackReport } from '../audio/messages.ts';

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

/** Conversation → engine. */
export type ToEngine =
  /** Connect. `first` is sent right after `setupComplete`, before anything that was kept meanwhile. */
  | {
      readonly type: 'open';
      readonly line: number;
      readonly options: ConnectionOptions;
      /** Push to talk: the service detects no activity by itself. */
      readonly manualActivity: boolean;
      readonly first: readonly ClientMessage[];
    }
  /** The engine's ends of the worklets' channels, transferred; a new one replaces the old. */
  | { readonly type: 'ports'; readonly capture?: MessagePort; readonly playback?: MessagePort }
  /** Sent in order with the audio; kept while the line is down. */
  | { readonly type: 'send'; readonly message: ClientMessage }
  /** Muted: frames stop at once, and the service is told that the stream pauses. */
  | { readonly type: 'mute'; readonly muted: boolean }
  /** Push to talk, pressed or released. */
  | { readonly type: 'activity'; readonly active: boolean }
  /** Silence the model: flush, and drop what still comes of this turn. */
  | { readonly type: 'interrupt' }
  /** Hang up and forget everything. */
  | { readonly type: 'close' };

/** Engine → conversation. `line` is the number given with `open`. */
export type FromEngine =
  | { readonly type: 'ready' }
  | { readonly type: 'opened'; readonly line: number }
  /** A server message without its audio. */
  | { readonly type: 'message'; readonly line: number; readonly message: LiveServerMessage }
  /** First audio of a turn: the answer has begun on the wire, nothing is heard yet. */
  | { readonly type: 'audio'; readonly line: number }
  /** A frame that was no JSON object; it was ignored. */
  | { readonly type: 'garbage'; readonly line: number }
  | {
      readonly type: 'ended';
      readonly line: number;
      readonly end: LineEnd;
      /** How long it had been set up, ms; 0 when it never was. */
      readonly healthyMs: number;
    }
  | { readonly type: 'playback'; readonly report: PlaybackReport }
  /** The network does not keep up; `dropped` frames of the visitor's voice were lost so far. */
  | { readonly type: 'slow'; readonly dropped: number };
