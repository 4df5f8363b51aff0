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

/** A frame of audio: there are so many that only what differs is kept. */
export class ReceivedAudioFrame implements ReceivedMessage {
  readonly at: number;
  readonly #mimeType: string | undefined;
  readonly #bytes: number;

  constructor(at: number, mimeType: string | undefined, bytes: number) {
    this.at = at;
    this.#mimeType = mimeType;
    this.#bytes = bytes;
  }

  get kind(): 'audio' {
    return 'audio';
  }

  get message(): { readonly realtimeInput: { readonly audio: object } } {
    return { realtimeInput: { audio: { mimeType: this.#mimeType, bytes: this.#bytes } } };
  }
}
