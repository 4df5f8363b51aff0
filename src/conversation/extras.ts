import type { FunctionCall } from '@google/genai/web';

/** What an interface may show beside what was said. Snapshots: replaced at each change, never changed. */
export interface Extras {
  /** The model's function calls, oldest first. */
  readonly calls: readonly ShownCall[];
  /** Sources of grounded answers, oldest first. */
  readonly sources: readonly ShownSources[];
  /** Summaries of thoughts, oldest first. */
  readonly thoughts: readonly ShownThought[];
  /** What the model is shown; `undefined` when it sees nothing. */
  readonly video: ShownVideo | undefined;
  /** Why what was asked for cannot be shown to the model; gone with the next attempt. */
  readonly videoProblem?: VideoProblem | undefined;
  /** Pictures that were sent one by one, oldest first. */
  readonly pictures: readonly ShownPicture[];
  /** The visitor is asked whether a function may run; the oldest question that waits. */
  readonly question: ToolQuestion | undefined;
  /** The model that takes the voice alone, as the page names it: with it, there is nothing to type. */
  readonly hearsOnly: readonly unknown[];
  /** Push to talk, though no attribute says so. */
  readonly manual: boolean;
  /** Answers are written, though no attribute says so. */
  readonly written: boolean;
  /** The host's ceiling of tokens was reached: the conversation ends, or has ended, for that reason. */
  readonly limitReached: boolean;
  /** The visitor is heard to speak; told only with `options.hybridEndOfTurn`. */
  readonly userSpeaking: boolean;
  /** Nothing can be heard at the moment, nor is the visitor: the system, or the browser, holds the sound back. */
  readonly soundAway: boolean;
}

export const NO_EXTRAS: Extras = {
  calls: [],
  sources: [],
  thoughts: [],
  video: undefined,
  pictures: [],
  question: undefined,
  hearsOnly: [],
  manual: false,
  written: false,
  limitReached: false,
  userSpeaking: false,
  soundAway: false,
};

/** Where it belongs between the utterances: after the entry of this id; before all of them when `undefined`. */
interface Placed {
  readonly after: string | undefined;
}

/** A function call as the visitor sees it. */
export interface ShownCall extends Placed {
  readonly id: string;
  /** The function's name, as the model gave it: untrusted text. */
  readonly name: string;
  readonly state: 'asking' | 'running' | 'done' | 'failed' | 'cancelled';
}

/** Where a grounded answer comes from. All of it is untrusted. */
export interface ShownSources extends Placed {
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** HTML and CSS of the search suggestions, which Google's terms ask to show with the answer; not sanitised yet. */
  readonly suggestions: string | undefined;
  /** What was searched for. */
  readonly queries: readonly string[];
}

/** A summary of what the model thought, as far as it has come. */
export interface ShownThought extends Placed {
  readonly text: string;
}

export interface ShownPicture extends Placed {
  /** `data:` address of a small copy: there is nothing to revoke, and it can be read for as long as the transcript. */
  readonly url: string;
}

export interface ShownVideo {
  readonly source: 'camera' | 'screen';
  /** For a preview; ends by itself. */
  readonly stream: MediaStream;
  /** The camera looks at the visitor: the preview is mirrored, what the model sees is not. */
  readonly facing: 'user' | 'environment' | undefined;
  /** There is another camera to turn to. */
  readonly canFlip: boolean;
  /** Turns to the other camera; a new `ShownVideo` follows. */
  readonly flip: () => void;
}

/** Camera or screen cannot be had, or was taken away. */
export interface VideoProblem {
  readonly source: 'camera' | 'screen';
  /**
   * `denied`: by visitor, system or page; `missing`: there is none, or this browser has no such thing; `busy`: in use
   * elsewhere; `lost`: it was there, and was unplugged or taken.
   */
  readonly why: 'denied' | 'missing' | 'busy' | 'lost';
}

/** A function that runs only if the visitor agrees. */
export interface ToolQuestion {
  readonly call: FunctionCall;
  /** The host's sentence about what will happen, if it gave one. */
  readonly text: string | undefined;
  readonly answer: (agreed: boolean) => void;
}
