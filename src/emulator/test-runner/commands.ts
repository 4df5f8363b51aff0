// Only from files without anything of Node in them: pages import these types.
import type { LimitsOptions } from '../session/limits-options.ts';
import type { GivenHandle } from '../line/emulator-connection.ts';
import type { ReceivedKind } from '../line/received.ts';
import type { ResumptionOptions } from '../session/resumption-options.ts';
import type { ScriptData } from '../script/script.ts';

/** Options of a twin that a page can send: those of `EmulatorOptions` that are data. */
export interface TwinStart {
  readonly port?: number;
  /** Default: the one that `TwinStarted` names. */
  readonly apiKeys?: readonly string[];
  readonly accessTokens?: readonly string[];
  readonly pace?: number;
  readonly setupDelayMs?: number;
  readonly frames?: 'binary' | 'text';
  readonly refuseRetired?: boolean;
  readonly strictCalls?: boolean;
  readonly limits?: LimitsOptions;
  readonly timeScale?: number;
  readonly resumption?: ResumptionOptions | 'forgets' | 'remembers';
  readonly keepBytes?: number;
  readonly script?: ScriptData;
  /** By API key. */
  readonly scripts?: Readonly<Record<string, ScriptData>>;
  /** A folder on the machine that runs the tests; `true`: one of its own until the twin is stopped. */
  readonly record?: true | string | { readonly folder: string; readonly maxBytes?: number };
  /** Recordings as text, as they stand in their files. */
  readonly replay?: {
    readonly recording: string | readonly string[];
    readonly speed?: number;
    readonly onDeviation?: 'close' | 'go-on';
  };
}

/** A twin that was started. */
export interface TwinStarted {
  /** What later commands name it by. */
  readonly id: number;
  /** The base address for clients. */
  readonly url: string;
  readonly apiKey: string;
}

/** What to wait for; rejects after `timeoutMs` (default 5 s, at most 10 s). */
export interface TwinWait {
  /** A connection opened or ended, any message, or one of a kind. */
  readonly for: 'connection' | 'closed' | 'message' | ReceivedKind;
  /** How many of them there must be in all. Default 1. */
  readonly count?: number;
  /** On this connection, counted from 1. Default: on any. */
  readonly connection?: number;
  readonly timeoutMs?: number;
}

/** What a client sent. */
export interface TwinReceived {
  readonly connection: number;
  readonly messages: readonly {
    readonly at: number;
    readonly kind: ReceivedKind;
    readonly message: unknown;
  }[];
  /** `pcm`: base64 of 16-bit little-endian samples, when it was asked for. */
  readonly audio: {
    readonly frames: number;
    readonly samples: number;
    readonly rate: number;
    readonly pcm?: string;
  };
  readonly handles: readonly GivenHandle[];
  readonly closed: { readonly code: number; readonly reason: string } | null;
}

/** One verb of the plugin with what it takes. `connection` is counted from 1; the last one by default. */
export type TwinCommand =
  | { readonly verb: 'start'; readonly options?: TwinStart }
  | { readonly verb: 'token'; readonly id: number; readonly body: object; readonly apiKey: string }
  | { readonly verb: 'send'; readonly id: number; readonly connection?: number; readonly message: object }
  | ({ readonly verb: 'raw'; readonly id: number; readonly connection?: number } & (
      { readonly text: string } | { readonly base64: string }
    ))
  | {
      readonly verb: 'close';
      readonly id: number;
      readonly connection?: number;
      readonly code: number;
      readonly reason?: string;
    }
  | { readonly verb: 'terminate'; readonly id: number; readonly connection?: number }
  | { readonly verb: 'offline'; readonly id: number; readonly forMs: number }
  | { readonly verb: 'received'; readonly id: number; readonly connection?: number; readonly pcm?: boolean }
  | { readonly verb: 'wait'; readonly id: number; readonly wait: TwinWait }
  | { readonly verb: 'connections'; readonly id: number }
  | { readonly verb: 'recordings'; readonly id: number }
  | { readonly verb: 'stop'; readonly id: number };
