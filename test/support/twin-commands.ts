// Only from files without anything of Node in them: browser tests are checked without its types.
import type { ReceivedKind } from '../../src/emulator/received.ts';
import type { ScriptData } from '../../src/emulator/script.ts';

/** Options of a twin that a browser test can send: those of `EmulatorOptions` that are data. */
export interface TwinStart {
  readonly port?: number;
  readonly apiKeys?: readonly string[];
  readonly pace?: number;
  readonly setupDelayMs?: number;
  readonly frames?: 'binary' | 'text';
  readonly refuseRetired?: boolean;
  readonly script?: ScriptData;
}

export interface TwinStarted {
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
  readonly closed: { readonly code: number; readonly reason: string } | null;
}

/** One verb of the plugin with what it takes. `connection` is counted from 1; the last one by default. */
export type TwinCommand =
  | { readonly verb: 'start'; readonly options: TwinStart }
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
  | { readonly verb: 'received'; readonly id: number; readonly connection?: number; readonly pcm?: boolean }
  | { readonly verb: 'wait'; readonly id: number; readonly wait: TwinWait }
  | { readonly verb: 'connections'; readonly id: number }
  | { readonly verb: 'stop'; readonly id: number };
