/** What a user had begun and not ended when a connection was lost. */
export interface Unfinished {
  /** 16 kHz. */
  readonly audio: Int16Array;
  /** Whether they were speaking; if not, the audio is the little that is kept in case that they begin. */
  readonly speaking: boolean;
  /** Text that came while they spoke. */
  readonly typed: string;
  readonly videoFrames: number;
}
