/** What the instruments tell each other; they run in three scopes, of which this file knows none. */

/** What passed the sockets of one scope, by the wall clock, ms. */
export interface SocketLog {
  /** Frames of the visitor's voice, when they were handed to `send`. */
  readonly sent: number[];
  /** Messages of the service: when each came, and its size in bytes. */
  readonly received: (readonly [ms: number, bytes: number])[];
}

/** What a tap recorded since the last time it was asked. */
export interface TapRecord {
  readonly sampleRate: number;
  /** `currentFrame` of the first recorded sample. */
  readonly startFrame: number;
  /** What went to the destination and what came from the microphone, on one clock and of the same length. */
  readonly heard: Float32Array;
  readonly spoken: Float32Array;
  /** `currentFrame` of each quantum and the wall clock at which it was rendered, ms. */
  readonly clock: readonly (readonly [frame: number, ms: number])[];
  /** When a worklet was told to fall silent: `currentFrame` at that moment. */
  readonly flushes: readonly number[];
  /** When a worklet gave away a full frame of the visitor's voice, ms of the wall clock. */
  readonly captures: readonly number[];
}
