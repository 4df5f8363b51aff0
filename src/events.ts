import type { FunctionCall, GroundingMetadata, LiveServerMessage } from '@google/genai/web';
import type { LiveDevices } from './core/devices.ts';
import type { LiveState, Warning } from './core/state.ts';
import type { TranscriptEntry } from './core/transcript.ts';
import type { Usage } from './core/usage.ts';
import type { GeminiLiveError } from './errors.ts';
import type { LiveToken } from './tokens/live-token.ts';

/** All of ours bubble and cross shadow roots, so that a page can listen anywhere above the element. */
class LiveEvent extends Event {
  /** `fields` are those that the class declares. */
  constructor(type: string, fields: object = {}, cancelable = false) {
    super(`gemini-live-${type}`, { bubbles: true, composed: true, cancelable });
    Object.assign(this, fields);
  }
}

/** The state changed. Fired for real changes only. */
export class GeminiLiveStateChangeEvent extends LiveEvent {
  declare readonly state: LiveState;
  declare readonly previous: LiveState;
  constructor(state: LiveState, previous: LiveState) {
    super('statechange', { state, previous });
  }
}

/** An utterance began, grew or became final. */
export class GeminiLiveTranscriptEvent extends LiveEvent {
  declare readonly entry: TranscriptEntry;
  constructor(entry: TranscriptEntry) {
    super('transcript', { entry });
  }
}

/** The model was cut short, by the visitor's voice or by `interrupt()`. */
export class GeminiLiveInterruptedEvent extends LiveEvent {
  /** How much of the turn had been heard, ms. */
  declare readonly playedMs: number;
  constructor(playedMs: number) {
    super('interrupted', { playedMs });
  }
}

/** The model calls a function. `preventDefault()`, then answer with `sendToolResponse()`. */
export class GeminiLiveToolCallEvent extends LiveEvent {
  declare readonly call: FunctionCall;
  constructor(call: FunctionCall) {
    super('toolcall', { call }, true);
  }
}

/** The model does not want these calls' results any more. */
export class GeminiLiveToolCancelEvent extends LiveEvent {
  declare readonly ids: readonly string[];
  constructor(ids: readonly string[]) {
    super('toolcancel', { ids });
  }
}

/** Tokens used so far by this conversation. */
export class GeminiLiveUsageEvent extends LiveEvent {
  declare readonly usage: Usage;
  constructor(usage: Usage) {
    super('usage', { usage });
  }
}

/** The service will close this connection. */
export class GeminiLiveGoAwayEvent extends LiveEvent {
  /** Time left, ms; `undefined` when the service did not say. */
  declare readonly timeLeft: number | undefined;
  constructor(timeLeft: number | undefined) {
    super('goaway', { timeLeft });
  }
}

/** The conversation goes on over another connection. */
export class GeminiLiveReconnectEvent extends LiveEvent {
  /** How many attempts it took; 0 when a successor took over before the line was shown as lost. */
  declare readonly attempt: number;
  /** Whether the service kept the context; without it the transcript seeds the new session. */
  declare readonly resumed: boolean;
  /** Typed turns and stretches of speech that were sent once more: the service may have known them. */
  declare readonly again: number;
  /** Words of the visitor's that found no room, and had no answer, ms. */
  declare readonly lost: number;
  constructor(fields: Pick<GeminiLiveReconnectEvent, 'attempt' | 'resumed' | 'again' | 'lost'>) {
    super('reconnect', fields);
  }
}

/** Sources of a grounded answer, as the service sent them. Everything in it is untrusted text. */
export class GeminiLiveGroundingEvent extends LiveEvent {
  declare readonly metadata: GroundingMetadata;
  constructor(metadata: GroundingMetadata) {
    super('grounding', { metadata });
  }
}

/** Something the page's author should know; the conversation goes on. */
export class GeminiLiveWarningEvent extends LiveEvent {
  declare readonly code: string;
  declare readonly message: string;
  constructor({ code, message }: Warning) {
    super('warning', { code, message });
  }
}

/** The conversation failed. Fired once a failure. */
export class GeminiLiveErrorEvent extends LiveEvent {
  declare readonly error: GeminiLiveError;
  constructor(error: GeminiLiveError) {
    super('error', { error });
  }
}

/** A conversation is about to start; `preventDefault()` keeps it from it. */
export class GeminiLiveBeforeStartEvent extends LiveEvent {
  constructor() {
    super('beforestart', {}, true);
  }
}

/** A token is about to be asked for: change the request, or answer it oneself. `preventDefault()` fails the start. */
export class GeminiLiveTokenRequestEvent extends LiveEvent {
  declare readonly headers: Headers;
  declare readonly body: Record<string, unknown>;
  /** Gives a token instead of the request; to be called while the event is dispatched. */
  declare readonly respondWith: (answer: Promise<string | LiveToken>) => void;
  constructor(request: Pick<GeminiLiveTokenRequestEvent, 'headers' | 'body' | 'respondWith'>) {
    super('tokenrequest', request, true);
  }
}

/** The panel was opened or closed by the visitor. */
export class GeminiLiveToggleEvent extends LiveEvent {
  declare readonly open: boolean;
  constructor(open: boolean) {
    super('toggle', { open });
  }
}

/** The microphone was muted or unmuted. */
export class GeminiLiveMuteChangeEvent extends LiveEvent {
  declare readonly muted: boolean;
  constructor(muted: boolean) {
    super('mutechange', { muted });
  }
}

/** Devices came or went, another was chosen, or their names became known. */
export class GeminiLiveDeviceChangeEvent extends LiveEvent {
  declare readonly devices: LiveDevices;
  constructor(devices: LiveDevices) {
    super('devicechange', { devices });
  }
}

/** Only with `options.debug`: a server message, audio left out. */
export class GeminiLiveMessageEvent extends LiveEvent {
  declare readonly message: LiveServerMessage;
  constructor(message: LiveServerMessage) {
    super('message', { message });
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
    'gemini-live-devicechange': GeminiLiveDeviceChangeEvent;
    'gemini-live-message': GeminiLiveMessageEvent;
  }
}
