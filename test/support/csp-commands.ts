/** Where a page has the element's files from. */
export type CspFiles = 'own' | 'cdn' | 'full' | 'folder';

/** A page to be served. In `headers`, `{own}`, `{cdn}` and `{twin}` stand for the origins of page, other files and socket. */
export interface CspPage {
  readonly files: CspFiles;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it tries all that loads later, and not one spoken turn alone. */
  readonly tour?: boolean;
}

/** What a page tells of what it has tried. */
export interface CspReport {
  /** Whether the tag is registered. */
  readonly defined: boolean;
  readonly states: readonly string[];
  readonly transcript: readonly string[];
  /** Code of what ended it, with the sentence for developers. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly warnings: readonly string[];
  /** Each `addModule` with how its address begins, and how it ended. */
  readonly worklets: readonly string[];
  /** Effective directive and the place that was refused (its origin, or a word). */
  readonly violations: readonly string[];
  /** Exceptions, and what our code said in the console. */
  readonly complaints: readonly string[];
  /** On a tour: what was to be seen, in this order. */
  readonly seen?: readonly string[];
  /** Whether the panel's button looks as our style sheet says. */
  readonly styled: boolean;
}

/** What the servers saw. */
export interface CspSeen {
  /** Where the engine ran, told by the length of the microphone's frames; `none` when it sent nothing. */
  readonly engine: 'worker' | 'page' | 'none';
  /** The files beside the script that nobody asked for, without the hashes in their names. */
  readonly unasked: readonly string[];
}

export type CspOutcome = CspReport & CspSeen;
