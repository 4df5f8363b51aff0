/** How long things last, ms; 0 = without end. What is left out is as the service has it. */
export interface LimitsOptions {
  /** No limits at all, whatever else stands here. Default false. */
  readonly off?: boolean;
  /** From `setupComplete` to the end of the connection. Default 590,000. */
  readonly connectionMs?: number;
  /** How long before the end `goAway` comes; 0 = never. Default 50,000; on Vertex AI 60,000. */
  readonly goAwayMs?: number;
  /** A session without `contextWindowCompression`, over all of its connections. Default: the model's, mostly 900,000. */
  readonly sessionMs?: number;
  /** The same, from the first frame of video on. Default: the model's, mostly 120,000. */
  readonly videoSessionMs?: number;
  /** Any session, compressed or not. Default: the model's, 3,480,000 with 3.8, else 0. */
  readonly hardSessionMs?: number;
  /** How a connection is closed after `goAway`: 1008 `aborted` (default) or 1011 `deadline`. */
  readonly closeAs?: 'aborted' | 'deadline';
  /** Whether `goAway` says how much time is left. Default true. */
  readonly timeLeft?: boolean;
}
