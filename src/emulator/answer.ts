/** How an answer travels. Everything is optional: what is not said is as the real service does it. */
export interface Delivery {
  /** Sizes of the audio chunks in bytes, cycled; an odd size splits a sample. Default: 9,600 once, then 11,520. */
  readonly chunkBytes?: readonly number[];
  /** Multiple of real time at which the audio is sent; 0 = all at once. Default: the twin's own. */
  readonly pace?: number;
  /** From the end of the turn to the first message of the answer, ms. Default: 60. */
  readonly delayMs?: number;
  /** What the visitor is said to have spoken; a list is sent as it is, delta by delta. */
  readonly heard?: string | readonly string[];
  /** When `heard` is sent; the service promises no order. Default: before. */
  readonly heardWhen?: 'before' | 'after-first-audio' | 'after-turn';
  /** The transcript of the answer, when it is not what is said. */
  readonly spoken?: string | readonly string[];
  /**
   * Which fields share a message. Default: as the model's generation does it. `everything`: the transcript goes with
   * the audio, and the last of it with `generationComplete`, `turnComplete` and usage.
   */
  readonly bundle?: 'separate' | 'with-audio' | 'everything';
  /** Parts of audio in one message. Default 1. */
  readonly partsPerMessage?: number;
  /** A thought summary that is sent before the answer. */
  readonly thought?: string;
  /** Whether `generationComplete` is sent. Default true. */
  readonly generationComplete?: boolean;
  /** `after-playback` (default): when the audio would have been played; a number: that many ms later still. */
  readonly turnComplete?: 'after-playback' | 'at-once' | 'never' | number;
  /** `interrupted` once more after `turnComplete`, as the service sometimes sends it. */
  readonly interruptedAfterTurn?: boolean;
}

/** A call that the model makes; the id is made up when it is missing. */
export interface ScriptedCall {
  readonly name: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly id?: string;
}

export type Answer = Delivery &
  (
    | { readonly kind: 'say'; readonly text: string }
    /** A sine, amplitude 0…1 (default 0.5), without fades: every sample can be reckoned. */
    | { readonly kind: 'tone'; readonly hz: number; readonly seconds: number; readonly amplitude?: number }
    /** The visitor's own audio of this turn; after typed text, the text spoken. */
    | { readonly kind: 'parrot' }
    /** 24 kHz 16-bit little-endian PCM, base64. */
    | { readonly kind: 'audio'; readonly base64: string }
    /** No answer; `end` is what comes instead. Default `turn-complete`. */
    | { readonly kind: 'none'; readonly end?: 'turn-complete' | 'waiting-for-input' | 'nothing' }
    /** Function calls; `next` is the answer once all have been responded to. */
    | { readonly kind: 'call'; readonly calls: readonly ScriptedCall[]; readonly next?: Answer }
  );
