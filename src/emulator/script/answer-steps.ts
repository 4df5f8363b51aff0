import type { Answer } from './answer.ts';
import type { GroundStep, UrlsStep } from '../dialogue/grounding.ts';

/** A call that the model makes. */
export interface ScriptedCall {
  readonly name: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** Default: made up, in the form that the model gives its ids. '' = the call is sent without one, as Vertex AI may. */
  readonly id?: string;
  /**
   * Default: what `setup` declares for the function, else the model's own. A function that nobody declared is called all the
   * same, as models do now and then, and waited for (`BEHAVIOURS.undeclaredCall`).
   */
  readonly behavior?: 'BLOCKING' | 'NON_BLOCKING';
}

/** Function calls. Several at once travel in one message. */
export interface CallStep {
  readonly kind: 'call';
  readonly calls: readonly ScriptedCall[];
  /**
   * The answer once all have been responded to. Default: the steps that follow a BLOCKING call; without any, the script is
   * asked for the answer to a turn of kind `tool`.
   */
  readonly next?: Answer;
  /** What is said while a NON_BLOCKING call runs; '' = nothing. Default: the steps that follow, else a short sentence. */
  readonly filler?: string;
  /** Realtime input that comes while a BLOCKING call is open closes with 1008. Default: the twin's `strictCalls`. */
  readonly strict?: boolean;
  /** Whether a barge-in cancels NON_BLOCKING calls too; BLOCKING ones it always does. Default false. */
  readonly cancelledByBargeIn?: boolean;
}

/** What is heard. */
export type SpokenStep =
  | { readonly kind: 'say'; readonly text: string }
  /** A sine, amplitude 0…1 (default 0.5), without fades: every sample can be reckoned. */
  | { readonly kind: 'tone'; readonly hz: number; readonly seconds: number; readonly amplitude?: number }
  /** The visitor's own audio of this turn; after typed text, the text spoken. */
  | { readonly kind: 'parrot' }
  /** 24 kHz 16-bit little-endian PCM, base64. */
  | { readonly kind: 'audio'; readonly base64: string };

/** Thinking, before or amid an answer. */
export interface ThinkStep {
  readonly kind: 'think';
  /** The summary; sent where the model sends thoughts unasked, and where `includeThoughts` asks for them. */
  readonly text?: string;
  /** Its cost in `thoughtsTokenCount`. Default: that of the text. */
  readonly tokens?: number;
  /** How long it takes, ms of the clock. Default 0. */
  readonly ms?: number;
  /**
   * Said before, as a turn of its own whose interaction is still IN_PROGRESS; '' = nothing. Default: a short sentence on
   * models with extended thinking, nothing elsewhere.
   */
  readonly filler?: string;
}

/** Code that the model ran, and what came of it. */
export interface CodeStep {
  readonly kind: 'code';
  readonly code: string;
  /** Default: no result follows. */
  readonly output?: string;
  /** Default `OUTCOME_OK`. */
  readonly outcome?: 'OUTCOME_OK' | 'OUTCOME_FAILED' | 'OUTCOME_DEADLINE_EXCEEDED';
}

/** One thing that the model does within a turn. */
export type AnswerStep =
  | SpokenStep
  | CallStep
  | ThinkStep
  | CodeStep
  | GroundStep
  | UrlsStep
  /** A text part, whatever the modality; it is not spoken. */
  | { readonly kind: 'text'; readonly text: string }
  /** A picture in the answer. `mimeType` is `image/png` when unset. */
  | { readonly kind: 'image'; readonly base64: string; readonly mimeType?: string }
  /** An avatar's video: chunks of `chunkBytes` (default 32,768) as `video/mp4`, or another type. */
  | {
      readonly kind: 'video';
      readonly base64: string;
      readonly mimeType?: string;
      readonly chunkBytes?: number;
    }
  /** Nothing is sent for so long, ms of the clock. */
  | { readonly kind: 'pause'; readonly ms: number }
  /** Completes the turn amid the answer; what follows is another turn of the same interaction. */
  | { readonly kind: 'complete' }
  /**
   * No answer, or no more of it; `end` is what comes instead. Default `turn-complete`; `interrupted` is sent without any turn
   * that it could end, as the service has been seen to do.
   */
  | {
      readonly kind: 'none';
      readonly end?: 'turn-complete' | 'waiting-for-input' | 'nothing' | 'interrupted';
    };
