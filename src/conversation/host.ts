import type {
  Content,
  FunctionCall,
  GroundingMetadata,
  LiveConnectConfig,
  LiveServerMessage,
} from '@google/genai/web';
import type { Latency } from '../audio/audio-context.ts';
import type { SessionSettings } from '../core/session-config.ts';
import type { DeviceBook, LiveDevices } from '../core/devices.ts';
import type { LiveState, Warning } from '../core/state.ts';
import type { TranscriptEntry } from '../core/transcript.ts';
import type { Usage } from '../core/usage.ts';
import { type Extras, NO_EXTRAS } from './extras.ts';
import type { AnyTool } from '../tools/tool-set.ts';
import type { GeminiLiveError } from '../errors.ts';
import type { GeminiLiveReconnectEvent } from '../events.ts';
import type { TokenProvider, TokenRequest } from '../tokens/token-source.ts';

/** A project of Firebase AI Logic. Its key is public by design. */
export interface FirebaseOptions {
  readonly apiKey: string;
  readonly projectId: string;
  /** A region of Vertex AI, `us-central1` for instance; without one the Gemini Developer API answers. */
  readonly location?: string;
}

/** What the page asked for; read anew for each run and each connection. */
export interface ConversationSettings {
  readonly session: SessionSettings;
  /** `config` of the JSON child. */
  readonly declared?: LiveConnectConfig | undefined;
  readonly config?: LiveConnectConfig | undefined;
  /** Which service the URL, the credential and the form of the messages are made for. */
  readonly backend: 'gemini' | 'vertex' | 'firebase';
  readonly firebase?: FirebaseOptions | undefined;
  /** The page's functions, by property, then as declarations of the JSON child; not checked. */
  readonly tools?: readonly AnyTool[] | undefined;
  /** Time for a call where its tool says nothing else, ms. */
  readonly toolTimeoutMs: number;
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
  /** What there is to choose from, and what was chosen; kept up by the conversation. */
  readonly devices: DeviceBook;
  readonly volume: number;
  readonly muted: boolean;
  /** `auto` runs the engine in a Worker where the page allows one. */
  readonly engine: 'auto' | 'inline';
  /** Time allowed from asking for a connection to `setupComplete`, ms. */
  readonly connectTimeoutMs: number;
  /** What the model is shown. */
  readonly video: 'off' | 'camera' | 'screen';
  readonly videoConstraints?: MediaTrackConstraints | undefined;
  /** Keep what the model says, for `recording()`. */
  readonly record: boolean;
  /** Tokens after which the conversation ends; `Infinity` for none. */
  readonly usageLimit: number;
  /** The end of the visitor's turn is heard here, too, and told to the service at once. */
  readonly hybridEndOfTurn: boolean;
  /** The visitor's voice is not sent while the model is heard. */
  readonly halfDuplex: boolean;
  /** Hang up after this much silence on both sides, s; 0 is never. */
  readonly idleTimeout: number;
  /** Whether the conversation is carried across a reload. */
  readonly persist: 'none' | 'session';
  /** May go on while another conversation of this page begins, and leaves that one alone. */
  readonly alongside: boolean;
  readonly debug: boolean;
}

/** What the page is told, as data: the element makes its event of it (`gemini-live-` and the type; `event-of.ts`). */
export type Happening =
  | { readonly type: 'statechange'; readonly state: LiveState; readonly previous: LiveState }
  | { readonly type: 'transcript'; readonly entry: TranscriptEntry }
  /** `playedMs`: how much of the turn had been heard. */
  | { readonly type: 'interrupted'; readonly playedMs: number }
  | { readonly type: 'toolcall'; readonly call: FunctionCall }
  | { readonly type: 'toolcancel'; readonly ids: readonly string[] }
  | { readonly type: 'usage'; readonly usage: Usage }
  /** `timeLeft`: ms, when the service said it. */
  | { readonly type: 'goaway'; readonly timeLeft: number | undefined }
  | {
      readonly type: 'reconnect';
      readonly reconnect: Pick<GeminiLiveReconnectEvent, 'attempt' | 'resumed' | 'again' | 'lost'>;
    }
  | { readonly type: 'grounding'; readonly metadata: GroundingMetadata }
  | { readonly type: 'warning'; readonly warning: Warning }
  | { readonly type: 'error'; readonly error: GeminiLiveError }
  | { readonly type: 'tokenrequest'; readonly request: TokenRequest }
  | { readonly type: 'mutechange'; readonly muted: boolean }
  | { readonly type: 'devicechange'; readonly devices: LiveDevices }
  | { readonly type: 'message'; readonly message: LiveServerMessage };

/** The element, as a conversation sees it. */
export interface ConversationHost {
  /** The one setting that is asked for in the visitor's gesture, before the session is here. */
  latency(): Latency;
  settings(): ConversationSettings;
  /** Dispatches the event of it; false when a listener prevented that. */
  emit(happening: Happening): boolean;
  /** The model is shown nothing any more: sharing was ended from outside, or could not begin. */
  videoEnded(): void;
  /** Something that can be shown has changed; `record`: only what was said and what it cost. */
  changed(record?: boolean): void;
}

/** What a conversation has brought so far; replaced, never changed. */
export interface Snapshot {
  readonly transcript: readonly TranscriptEntry[];
  readonly usage: Usage | undefined;
  readonly extras: Extras;
}

export const NOTHING_SAID: Snapshot = { transcript: [], usage: undefined, extras: NO_EXTRAS };
