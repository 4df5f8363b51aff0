import type { FirebaseOptions } from './conversation/host.ts';
import type { TermOverrides } from './locales/terms.ts';

/** Something that the visitor can do only where the page's author offers it. */
export type Offer = 'camera' | 'screen' | 'picture' | 'voice' | 'usage';

/** What only a program would set: the element's own options, beside `config`, which goes on the wire. */
export interface GeminiLiveOptions {
  /** The page's own wording, in place of the locale's. Default: none. */
  readonly strings?: TermOverrides;
  /** Merged over echo cancellation, noise suppression and gain control, which are on. Default: none. */
  readonly audioConstraints?: MediaTrackConstraints;
  /** Merged over a camera of 1280×720 at 15 pictures a second that looks at the visitor. Default: none. */
  readonly videoConstraints?: MediaTrackConstraints;
  /** Whether cookies go to `token-endpoint`. Default `same-origin`. */
  readonly credentials?: RequestCredentials;
  /** Where the engine runs: `auto` (default) in a Worker if the page allows one, `inline` on the page. */
  readonly engine?: 'auto' | 'inline';
  /** Time allowed from asking for a connection to the end of its setup, ms. Default 15000. */
  readonly connectTimeoutMs?: number;
  /** Time allowed for a function of the page that the model calls, and for the visitor's consent to it, ms. Default 60000. */
  readonly toolTimeoutMs?: number;
  /** The project of Firebase AI Logic, with `backend="firebase"`. Its key is public by design. */
  readonly firebase?: FirebaseOptions;
  /** Keeps what the model says, for `recording()`. Default false. */
  readonly record?: boolean;
  /**
   * Ends a conversation, after the answer that is being given, once it has used so many tokens or more; so does setting it to what
   * has been used already. Default: no limit.
   */
  readonly usageLimit?: number;
  /**
   * Hears the end of the visitor's turn on the page, too, and tells the service at once, which else waits for its own silence.
   * Default false.
   */
  readonly hybridEndOfTurn?: boolean;
  /**
   * Sends nothing of the microphone while the model is heard, and 300 ms longer: for loudspeakers whose echo the browser does not
   * cancel. The visitor cannot interrupt by voice then, only by typing, by a press in push to talk, or by `interrupt()`. May be
   * changed in mid-conversation. Default false.
   */
  readonly halfDuplex?: boolean;
  /** Controls that the visitor is offered beside the usual ones. Default: none. */
  readonly offers?: readonly Offer[];
  /**
   * Leaves other conversations of the page alone, and is left alone by them. Default false: one that begins ends the one that
   * runs.
   */
  readonly alongside?: boolean;
  /** Fires `gemini-live-message` for each server message, audio left out. Default false. */
  readonly debug?: boolean;
}
