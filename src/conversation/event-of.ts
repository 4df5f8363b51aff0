import {
  GeminiLiveDeviceChangeEvent,
  GeminiLiveErrorEvent,
  GeminiLiveGoAwayEvent,
  GeminiLiveGroundingEvent,
  GeminiLiveInterruptedEvent,
  GeminiLiveMessageEvent,
  GeminiLiveMuteChangeEvent,
  GeminiLiveReconnectEvent,
  GeminiLiveStateChangeEvent,
  GeminiLiveTokenRequestEvent,
  GeminiLiveToolCallEvent,
  GeminiLiveToolCancelEvent,
  GeminiLiveTranscriptEvent,
  GeminiLiveUsageEvent,
  GeminiLiveWarningEvent,
} from '../events.ts';
import type { Happening } from './host.ts';

/**
 * The event that the page gets. Made in the entry, whose classes are the ones that the page knows; what is loaded later
 * has no copies of them.
 */
export const eventOf = (happening: Happening): Event => {
  switch (happening.type) {
    case 'statechange':
      return new GeminiLiveStateChangeEvent(happening.state, happening.previous);
    case 'transcript':
      return new GeminiLiveTranscriptEvent(happening.entry);
    case 'interrupted':
      return new GeminiLiveInterruptedEvent(happening.playedMs);
    case 'toolcall':
      return new GeminiLiveToolCallEvent(happening.call);
    case 'toolcancel':
      return new GeminiLiveToolCancelEvent(happening.ids);
    case 'usage':
      return new GeminiLiveUsageEvent(happening.usage);
    case 'goaway':
      return new GeminiLiveGoAwayEvent(happening.timeLeft);
    case 'reconnect':
      return new GeminiLiveReconnectEvent(happening.reconnect);
    case 'grounding':
      return new GeminiLiveGroundingEvent(happening.metadata);
    case 'warning':
      return new GeminiLiveWarningEvent(happening.warning);
    case 'error':
      return new GeminiLiveErrorEvent(happening.error);
    case 'tokenrequest':
      return new GeminiLiveTokenRequestEvent(happening.request);
    case 'mutechange':
      return new GeminiLiveMuteChangeEvent(happening.muted);
    case 'devicechange':
      return new GeminiLiveDeviceChangeEvent(happening.devices);
    case 'message':
      return new GeminiLiveMessageEvent(happening.message);
    default:
      return happening satisfies never;
  }
};
