/**
 * What the visitor is shown: one word for the whole conversation.
 *
 * - `idle`: nothing runs; nothing is open.
 * - `connecting`: the visitor acted; token, microphone and socket are being fetched.
 * - `listening`: the session is set up and it is the visitor's turn.
 * - `thinking`: the visitor's turn is over and nothing of the answer is heard yet.
 * - `speaking`: the answer is being heard. It follows the playback queue, not the wire.
 * - `reconnecting`: the line is down and is being set up again.
 * - `ended`: the visitor, the page or the idle timeout hung up.
 * - `failed`: it ended by an error, which `error` holds.
 */
export type LiveState =
  'idle' | 'connecting' | 'listening' | 'thinking' | 'speaking' | 'reconnecting' | 'ended' | 'failed';

/** Something the page's author should know; the conversation goes on without it. */
export interface Warning {
  /** Stable, kebab-case; for instance `bad-value`, `not-supported-by-model`. */
  readonly code: string;
  /** One sentence for the developer: what was wrong and what is legal. */
  readonly message: string;
}
