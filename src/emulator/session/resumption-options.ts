/** How sessions are resumed. */
export interface ResumptionOptions {
  /**
   * What a session knows that is resumed. `forgets` (default, documented as "some data loss"): what it knew when the handle
   * was given; later turns, and whatever was being said, are gone. `remembers`: everything that reached the twin, the
   * beginning of an unfinished turn included.
   */
  readonly memory?: 'forgets' | 'remembers';
  /** A handle of a session that still has a connection: `allow` (default, measured) or `refuse` with 1008. */
  readonly whileOpen?: 'allow' | 'refuse';
  /** Whether a session that reached its hard end may begin its time anew. Default false: 1007 (reported). */
  readonly afterHardEnd?: boolean;
  /** From the end of a session's last connection on, ms; 0 = for ever. Default: 2 h, on Vertex AI 24 h. */
  readonly handleLifeMs?: number;
  /** While input streams in and nobody speaks, a new handle comes after this long, ms. Default: 30,000, unasked 5,000. */
  readonly everyMs?: number;
}
