import type { Content, LiveConnectConfig } from '@google/genai/web';
import type { Latency } from '../audio/audio-context.ts';
import type { SessionSettings } from '../core/session-config.ts';
import type { TokenProvider } from '../tokens/token-source.ts';

/** What the page asked for; read anew for each run and each connection. */
export interface ConversationSettings {
  readonly session: SessionSettings;
  readonly config?: LiveConnectConfig | undefined;
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** Earlier turns that the model is to know. */
  readonly history?: readonly Content[] | undefined;
  readonly tokenEndpoint?: string | undefined;
  readonly tokenProvider?: TokenProvider | undefined;
  readonly credentials?: RequestCredentials | undefined;
  /** Already checked for trust; `undefined` is the service itself. */
  readonly baseUrl?: string | undefined;
  readonly apiVersion?: string | undefined;
  /** Already checked for trust. */
  readonly workletBase?: string | undefined;
  readonly latency: Latency;
  readonly audioConstraints?: MediaTrackConstraints | undefined;
  readonly microphoneId?: string | undefined;
  readonly volume: number;
  /** `auto` runs the engine in a Worker where the page allows one. */
  readonly engine: 'auto' | 'inline';
  /** Time allowed from asking for a connection to `setupComplete`, ms. */
  readonly connectTimeoutMs: number;
  /** Hang up after this much silence on both sides, s; 0 is never. */
  readonly idleTimeout: number;
  readonly debug: boolean;
}

/** The element, as a conversation sees it. */
export interface ConversationHost {
  settings(): ConversationSettings;
  /** Dispatches one of our events; false when a listener prevented it. */
  emit(event: Event): boolean;
  /** Something that can be shown has changed; `record`: only what was said and what it cost. */
  changed(what?: 'record'): void;
}
