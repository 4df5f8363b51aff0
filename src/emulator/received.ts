/** What kind of thing a client sent; `invalid` is what could not be read. */
export type ReceivedKind =
  | 'setup'
  | 'audio'
  | 'video'
  | 'text'
  | 'audioStreamEnd'
  | 'activityStart'
  | 'activityEnd'
  | 'mediaChunks'
  | 'realtimeInput'
  | 'clientContent'
  | 'toolResponse'
  | 'contextUpdate'
  | 'invalid';

/** One frame from the client. */
export interface ReceivedMessage {
  /** When, ms since the epoch by the twin's clock. */
  readonly at: number;
  readonly kind: ReceivedKind;
  /** The JSON as it came; of audio only its size, because the sound is kept apart. */
  readonly message: unknown;
}
