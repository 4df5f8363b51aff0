import type { UsageTelling } from '../session/usage.ts';

/** How an answer travels. Everything is optional: what is not said is as the real service does it. */
export interface Delivery {
  /**
   * Sizes of the audio chunks in bytes, cycled; an odd size splits a sample, a giant one sends all at once. Default: 9,600
   * once, then 11,520 (`CHUNK_BYTES`).
   */
  readonly chunkBytes?: readonly number[];
  /** Multiple of real time at which the audio is sent; 0 = all at once. Default: the twin's own. */
  readonly pace?: number;
  /** From the end of the turn to the first message of the answer, ms. Default: 60 (`ANSWER_DELAY_MS`). */
  readonly delayMs?: number;
  /** What the visitor is said to have spoken; a list is sent as it is, delta by delta. Default: how long it was. */
  readonly heard?: string | readonly string[];
  /** When `heard` is sent; the service promises no order. Default: before. */
  readonly heardWhen?: 'before' | 'after-first-audio' | 'interleaved' | 'after-turn';
  /** The language of what the visitor spoke, as a BCP-47 code. Default: the first that `setup` names, if any. */
  readonly heardLanguage?: string;
  /** Who spoke, when `setup` asks for diarization. Default: `spk_1`. */
  readonly heardSpeaker?: string;
  /** The transcript of the answer, when it is not what is said. */
  readonly spoken?: string | readonly string[];
  /** When the transcript of the answer is sent. Default: along with its audio. */
  readonly spokenWhen?: 'along' | 'before' | 'after' | 'after-turn';
  /**
   * A seed: the transcripts of both directions fall anywhere between the messages of audio, each in its own order. Wins over
   * `heardWhen` and `spokenWhen`. Default: no shuffle.
   */
  readonly shuffle?: number;
  /** A delta without text beside each piece of transcript, as Vertex AI sends them now and then. Default false. */
  readonly emptyDeltas?: boolean;
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
  /** `turnCompleteReason`, as with `SAFETY`-like endings and `MALFORMED_FUNCTION_CALL`. Default: none is sent. */
  readonly reason?: string;
  /** How its usage is told. Default: with `turnComplete`. */
  readonly usage?: UsageTelling;
  /** `interrupted` once more after `turnComplete`, as the service sometimes sends it; a number: that many ms later. */
  readonly interruptedAfterTurn?: boolean | number;
  /**
   * How a barge-in ends this answer. Default `interrupted-first`: `interrupted`, then `turnComplete`. `together`: both in one
   * message; `complete-first`: the other way round; `interrupted-only`: no `turnComplete` follows.
   */
  readonly bargeIn?: 'interrupted-first' | 'together' | 'complete-first' | 'interrupted-only';
}
