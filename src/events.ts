import type { FunctionCall, GroundingMetadata, LiveServerMessage } from '@google/genai/web';
import type { LiveState, Warning } from './core/state.ts';
import type { TranscriptEntry } from './core/transcript.ts';
import type { Usage } from './core/usage.ts';
import type { GeminiLiveError } from './errors.ts';
import type { LiveToken } from './tokens/live-token.ts';

/** All of ours bubble and cross shadow roots, so that a page can listen anywhere above the element. */
class LiveEvent extends Event {
  constructor(type: string, init?: EventInit) {
    super(type, { bubbles: true, composed: true, ...init });
  }
}

/** The state changed. Fired for real changes only. */
export class GeminiLiveStateChangeEvent extends LiveEvent {
  readonly state: LiveState;
  readonly previous: LiveState;
  constructor(state: LiveState, previous: LiveState) {
    super('gemini-live-statechange');
    this.state = state;
    this.previous = previous;
  }
}

/** An utterance began, grew or became final. */
export class GeminiLiveTranscriptEvent extends LiveEvent {
  readonly entry: TranscriptEntry;
  constructor(entry: TranscriptEntry) {
    super('gemini-live-transcript');
    this.entry = entry;
  }
}

/** The model was cut short, by the visitor's voice or by `interrupt()`. */
export class GeminiLiveInterruptedEvent extends LiveEvent {
  /** How much of the turn had been heard, ms. */
  readonly playedMs: number;
  constructor(playedMs: number) {
    super('gemini-live-interrupted');
    this.playedMs = playedMs;
  }
}

/** The model calls a function. `preventDefault()`, then answer with `sendToolResponse()`. */
export class GeminiLiveToolCallEvent extends LiveEvent {
  readonly call: FunctionCall;
  constructor(call: FunctionCall) {
    super('gemini-live-toolcall', { cancelable: true });
    this.call = call;
  }
}

/** The model does not want these calls' results any more. */
export class GeminiLiveToolCancelEvent extends LiveEvent {
  readonly ids: readonly string[];
  constructor(ids: readonly string[]) {
    super('gemini-live-toolcancel');
    this.ids = ids;
  }
}

/** Tokens used so far by this conversation. */
export class GeminiLiveUsageEvent extends LiveEvent {
  readonly usage: Usage;
  constructor(usage: Usage) {
    super('gemini-live-usage');
    this.usage = usage;
  }
}

/** The service will close this connection. */
export class GeminiLiveGoAwayEvent extends LiveEvent {
  /** Time left, ms; `undefined` when the service did not say. */
  readonly timeLeft: number | undefined;
  constructor(timeLeft: number | undefined) {
    super('gemini-live-goaway');
    this.timeLeft = timeLeft;
  }
}

/** The line was set up again. */
export class GeminiLiveReconnectEvent extends LiveEvent {
  /** How many attempts it took, from 1. */
  readonly attempt: number;
  /** Whether the service kept the context; without it the transcript seeds the new session. */
  readonly resumed: boolean;
  constructor(attempt: number, resumed: boolean) {
    super('gemini-live-reconnect');
    this.attempt = attempt;
    this.resumed = resumed;
  }
}

/** Sources of a grounded answer, as the service sent them. Everything in it is untrusted text. */
export class GeminiLiveGroundingEvent extends LiveEvent {
  readonly metadata: GroundingMetadata;
  constructor(metadata: GroundingMetadata) {
    super('gemini-live-grounding');
    this.metadata = metadata;
  }
}

/** Something the page's author should know; the conversation goes on. */
export class GeminiLiveWarningEvent extends LiveEvent {
  readonly code: string;
  readonly message: string;
  constructor({ code, message }: Warning) {
    super('gemini-live-warning');
    this.code = code;
    this.message = message;
  }
}

/** The conversation failed. Fired once a failure. */
export class GeminiLiveErrorEvent extends LiveEvent {
  readonly error: GeminiLiveError;
  constructor(error: GeminiLiveError) {
    super('gemini-live-error');
    this.error = error;
  }
}

/** A conversation is about to start; `preventDefault()` keeps it from it. */
export class GeminiLiveBeforeStartEvent extends LiveEvent {
  constructor() {
    super('gemini-live-beforestart', { cancelable: true });
  }
}

/** A token is about to be asked for: change the request, or answer it oneself. `preventDefault()` fails the start. */
export class GeminiLiveTokenRequestEvent extends LiveEvent {
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  /** Gives a token instead of the request; to be called while the event is dispatched. */
  readonly respondWith: (answer: Promise<string | LiveToken>) => void;
  constructor(request: Pick<GeminiLiveTokenRequestEvent, 'headers' | 'body' | 'respondWith'>) {
    super('gemini-live-tokenrequest', { cancelable: true });
    this.headers = request.headers;
    this.body = request.body;
    this.respondWith = request.respondWith;
  }
}

/** The panel was opened or closed by the visitor. */
export class GeminiLiveToggleEvent extends LiveEvent {
  readonly open: boolean;
  constructor(open: boolean) {
    super('gemini-live-toggle');
    this.open = open;
  }
}

/** The microphone was muted or unmuted. */
export class GeminiLiveMuteChangeEvent extends LiveEvent {
  readonly muted: boolean;
  constructor(muted: boolean) {
    super('gemini-live-mutechange');
    this.muted = muted;
  }
}

/** Only with `options.debug`: a server message, audio left out. */
export class GeminiLiveMessageEvent extends LiveEvent {
  readonly message: LiveServerMessage;
  constructor(message: LiveServerMessage) {
    super('gemini-live-message');
    this.message = message;
  }
}

declare global {
  interface HTMLElementEventMap {
    'gemini-live-statechange': GeminiLiveStateChangeEvent;
    'gemini-live-transcript': GeminiLiveTranscriptEvent;
    'gemini-live-interrupted': GeminiLiveInterruptedEvent;
    'gemini-live-toolcall': GeminiLiveToolCallEvent;
    'gemini-live-toolcancel': GeminiLiveToolCancelEvent;
    'gemini-live-usage': GeminiLiveUsageEvent;
    'gemini-live-goaway': GeminiLiveGoAwayEvent;
    'gemini-live-reconnect': GeminiLiveReconnectEvent;
    'gemini-live-grounding': GeminiLiveGroundingEvent;
    'gemini-live-warning': GeminiLiveWarningEvent;
    'gemini-live-error': GeminiLiveErrorEvent;
    'gemini-live-beforestart': GeminiLiveBeforeStartEvent;
    'gemini-live-tokenrequest': GeminiLiveTokenRequestEvent;
    'gemini-live-toggle': GeminiLiveToggleEvent;
    'gemini-live-mutechange': GeminiLiveMuteChangeEvent;
    'gemini-live-message': GeminiLiveMessageEvent;
  }
}
