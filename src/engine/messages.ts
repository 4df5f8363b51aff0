import type { LiveServerMessage } from '@google/genai/web';
import type { PlaybackReport } from '../audio/messages.ts';
import type { ClientMessage, ConnectionOptions, LineEnd } from '../wire/messages.ts';

export type { ClientMessage, ConnectionOptions, LineEnd } from '../wire/messages.ts';

/** How a successor takes its place. */
export interface TakeOver {
  /** When nobody speaks, and no later than after so long, ms. */
  readonly withinMs: number;
  /** The service refuses a second connection on a session: the line is closed before its successor is opened. */
  readonly closeFirst: boolean;
}

/** Conversation → engine. */
export type ToEngine =
  /** Connect. `first` is sent right after `setupComplete`, before anything that was kept meanwhile. */
  | {
      readonly type: 'open';
      readonly line: number;
      readonly options: ConnectionOptions;
      readonly first: readonly ClientMessage[];
      /** Take over from the line that serves, instead of replacing it at once. */
      readonly takeOver?: TakeOver;
      /** An answer is owed to whoever speaks or types: without one, the line is doubted. Default true. */
      readonly owes?: boolean;
      /** Whether the visitor marks the turns (push to talk). Default: as was said before. */
      readonly manual?: boolean;
    }
  /** The engine's ends of the worklets' channels, transferred; a new one replaces the old. */
  | { readonly type: 'ports'; readonly capture?: MessagePort; readonly playback?: MessagePort }
  /** Sent in order with the audio; kept while the line is down, but for answers to calls (`unsent`). */
  | { readonly type: 'send'; readonly message: ClientMessage }
  /** Whether the visitor marks the turns (push to talk); said first of all, since frames come before there is a line. */
  | { readonly type: 'manual'; readonly manual: boolean }
  /** Half duplex: whether the visitor's voice is kept back while the model is heard. Not for push to talk. */
  | { readonly type: 'duplex'; readonly half: boolean }
  /** Muted: frames stop at once, and the service is told that the stream pauses. */
  | { readonly type: 'mute'; readonly muted: boolean }
  /** Push to talk, pressed or released. */
  | { readonly type: 'activity'; readonly active: boolean }
  /** A JPEG or other picture, transferred; dropped rather than kept when the line is down or behind. */
  | { readonly type: 'picture'; readonly data: ArrayBuffer; readonly mimeType: string }
  /** The model waits for functions of the page's: it owes no answer meanwhile, and may not change its line. */
  | { readonly type: 'calling'; readonly on: boolean }
  /** While on for any reason, what the visitor says, types and shows is kept back; answers to calls go out. */
  | { readonly type: 'hold'; readonly on: boolean; readonly why: 'call' | 'limit' }
  /** Whether the model's audio is handed back too, as `sound`. */
  | { readonly type: 'record'; readonly on: boolean }
  /** Silence the model: flush, and drop what still comes of this turn. */
  | { readonly type: 'interrupt' }
  /** Hang up and forget everything. */
  | { readonly type: 'close' };

/** Engine → conversation. `line` is the number given with `open`. */
export type FromEngine =
  | { readonly type: 'ready' }
  /** The line is set up, and serves. */
  | {
      readonly type: 'opened';
      readonly line: number;
      /** It took over: from one that still stood, or that had ended or was closed for it. */
      readonly took: boolean;
      /** Typed turns and stretches of speech that were sent once more: the service may know them already. */
      readonly again: number;
      /** How many of them were spoken. */
      readonly spoken: number;
      /** Words of the visitor's that found no room, and had no answer, ms. */
      readonly lost: number;
    }
  /** The line is silent where an answer is due: it may be dead, though no end was told. */
  | { readonly type: 'doubt'; readonly line: number }
  /** The line that was doubted has been heard; who was to take its place is dismissed. */
  | { readonly type: 'alive'; readonly line: number }
  /** A server message without its audio. */
  | { readonly type: 'message'; readonly line: number; readonly message: LiveServerMessage }
  /** First audio of a turn: the answer has begun on the wire, nothing is heard yet. */
  | { readonly type: 'audio'; readonly line: number; readonly turn: number }
  /** A frame that was no JSON object; it was ignored. */
  | { readonly type: 'garbage'; readonly line: number }
  /** The Worker threw what nobody caught: nothing more can be expected of it. */
  | { readonly type: 'crashed' }
  | {
      readonly type: 'ended';
      readonly line: number;
      readonly end: LineEnd;
      /** How long it had been set up, ms; 0 when it never was. */
      readonly healthyMs: number;
    }
  /** An answer to calls that came when the line was down: whether the next session knows the calls is the conversation's to say. */
  | { readonly type: 'unsent'; readonly message: ClientMessage }
  | { readonly type: 'playback'; readonly report: PlaybackReport }
  /** Half duplex: whether the visitor's voice is kept back now. */
  | { readonly type: 'gate'; readonly shut: boolean }
  /** With `record`: audio of the model, 24 kHz, mono, 16-bit little-endian. */
  | { readonly type: 'sound'; readonly turn: number; readonly data: ArrayBuffer }
  /** A picture has gone out; of one that is dropped nothing is told. */
  | { readonly type: 'shown' }
  /** `dropped` frames of the visitor's voice were lost so far: the network does not keep up, or they were `held` for too long. */
  | { readonly type: 'slow'; readonly dropped: number; readonly held: boolean };
