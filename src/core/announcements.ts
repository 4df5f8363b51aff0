import type { ErrorCode } from './error-code.ts';
import type { LiveState } from './state.ts';

/** What a screen reader is told beside what it finds by itself. Each name is a term of the locale. */
export type AnnouncementKey =
  | 'announceConnecting'
  | 'announceConnected'
  | 'announceReconnecting'
  | 'announceReconnected'
  | 'announceEnded'
  | 'announceMuted'
  | 'announceUnmuted';

/** An error is announced with its own sentence and remedy, so its code stands for the term. */
export type Announcement = AnnouncementKey | ErrorCode;

/** The part of the conversation that announcements are made from. */
export interface AnnouncementSnapshot {
  readonly state: LiveState;
  readonly muted: boolean;
  readonly error: ErrorCode | undefined;
}

const isRunning = (state: LiveState): boolean =>
  state === 'listening' || state === 'thinking' || state === 'speaking';

const isOver = (state: LiveState): boolean => state === 'idle' || state === 'ended' || state === 'failed';

/**
 * What to say about the step from one snapshot to the next, or `undefined` for silence.
 *
 * Turns are never announced: the visitor hears them, and a screen reader that says "listening" would speak over the
 * model or straight into the microphone. Mute is announced only within a conversation; before it, the pressed state of
 * the button says enough.
 */
export const announcement = (
  previous: AnnouncementSnapshot,
  next: AnnouncementSnapshot,
): Announcement | undefined => {
  if (next.error !== undefined && next.error !== previous.error) return next.error;
  if (next.state !== previous.state) {
    const change = stateChange(previous.state, next);
    if (change !== undefined) return change;
  }
  if (next.muted !== previous.muted && isRunning(next.state)) {
    return next.muted ? 'announceMuted' : 'announceUnmuted';
  }
  return undefined;
};

const stateChange = (previous: LiveState, next: AnnouncementSnapshot): Announcement | undefined => {
  switch (next.state) {
    case 'connecting':
      return 'announceConnecting';
    case 'listening':
    case 'thinking':
    case 'speaking':
      if (previous === 'reconnecting') return 'announceReconnected';
      return isRunning(previous) ? undefined : 'announceConnected';
    case 'reconnecting':
      return 'announceReconnecting';
    case 'ended':
      return isOver(previous) ? undefined : 'announceEnded';
    case 'failed':
      return next.error;
    case 'idle':
      return undefined;
  }
};
