import type { TermOverrides } from './locales/terms.ts';

/** What only a program would set: the element's own options, beside `config`, which goes on the wire. */
export interface GeminiLiveOptions {
  /** The page's own wording, in place of the locale's. Default: none. */
  readonly strings?: TermOverrides;
  /** Merged over echo cancellation, noise suppression and gain control, which are on. Default: none. */
  readonly audioConstraints?: MediaTrackConstraints;
  /** Whether cookies go to `token-endpoint`. Default `same-origin`. */
  readonly credentials?: RequestCredentials;
  /** Where the engine runs: `auto` (default) in a Worker if the page allows one, `inline` on the page. */
  readonly engine?: 'auto' | 'inline';
  /** Time allowed from asking for a connection to the end of its setup, ms. Default 15000. */
  readonly connectTimeoutMs?: number;
  /** Fires `gemini-live-message` for each server message, audio left out. Default false. */
  readonly debug?: boolean;
}
