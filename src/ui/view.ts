import type { ErrorCode } from '../core/error-code.ts';
import type { LiveState } from '../core/state.ts';
import type { TranscriptEntry } from '../core/transcript.ts';
import type { Extras } from '../conversation/extras.ts';
import type { Terms } from '../locales/terms.ts';
import type { DrawExtras } from './extras/extras.ts';

/** Everything that the interface shows, as one snapshot. The interface reads nothing else. */
export interface View {
  readonly state: LiveState;
  readonly layout: 'inline' | 'floating' | 'button';
  /** Layouts `floating` and `button`: the panel is shown. */
  readonly open: boolean;
  readonly disabled: boolean;
  readonly muted: boolean;
  /** A microphone takes part; without one the conversation is typed. */
  readonly microphone: boolean;
  /** Push to talk. */
  readonly manual: boolean;
  /** The push-to-talk button is held. */
  readonly talking: boolean;
  readonly captions: boolean;
  readonly textInput: boolean;
  /** Answers are heard. When they are only written, the transcript is announced as it grows. Default: true. */
  readonly audible?: boolean;
  readonly transcript: readonly TranscriptEntry[];
  readonly error: { readonly code: ErrorCode; readonly recoverable: boolean } | undefined;
  readonly visualizer: 'orb' | 'bars' | 'none';
  /** The question whether the microphone may be used is on screen and waits for its answer. */
  readonly consentPending: boolean;
  /** What is shown beside the utterances, and what draws it, once it is loaded. */
  readonly extras?: Extras;
  readonly draw?: DrawExtras | undefined;
  readonly terms: Terms;
}

/** What the visitor can ask for. Nothing is shown before the next `View` says that it happened. */
export interface Actions {
  start(): void;
  stop(): void;
  toggleMute(): void;
  sendText(text: string): void;
  show(): void;
  hide(): void;
  talk(on: boolean): void;
  acceptConsent(): void;
  declineConsent(): void;
}

/** A conversation is running or on its way: there is something to end. */
export const isLive = (state: View['state']): boolean =>
  state !== 'idle' && state !== 'ended' && state !== 'failed';

/** The session is set up: there is somebody to listen and to answer. */
export const isTalking = (state: View['state']): boolean =>
  state === 'listening' || state === 'thinking' || state === 'speaking';

/** In the `button` layout, a question or an error comes up under the button even when the panel was not asked for. */
export const isNotice = (view: View): boolean =>
  view.layout === 'button' && !view.open && (view.error !== undefined || view.consentPending);

export const isPanelShown = (view: View): boolean => view.layout === 'inline' || view.open || isNotice(view);

/** The visitor was brought here by an own act, or must answer a question: keyboard focus belongs into the panel. */
export const takesFocus = (view: View): boolean =>
  view.consentPending || (view.layout !== 'inline' && view.open);
