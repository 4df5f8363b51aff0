import type { VideoProblem } from '../conversation/extras.ts';
import type { Announcement, AnnouncementKey } from '../core/announcements.ts';
import type { ErrorCode } from '../core/error-code.ts';
import type { UsageModality } from '../core/usage.ts';

/** What the visitor reads when something went wrong: never blame, never jargon. */
export interface ErrorTerms {
  /** One sentence: what happened. */
  readonly what: string;
  /** One sentence: what the visitor can do about it. */
  readonly remedy: string;
}

/**
 * Every string of the interface in one language. It is an interface, so that a locale that lacks a term does not
 * compile. A term with parameters is a function. Terms are looked up while rendering, never kept.
 */
export interface Terms extends Readonly<Record<AnnouncementKey, string>> {
  /** BCP-47 tag of these terms; assistive technology pronounces the interface by it. */
  readonly lang: string;
  /** Name of the panel. */
  readonly title: string;
  /** Text on the launcher. */
  readonly launch: string;
  /** Puts the panel away; a running conversation goes on. */
  readonly hide: string;
  readonly start: string;
  /** Starts again after a conversation has ended. */
  readonly startAgain: string;
  readonly end: string;
  /** Gives up connecting. */
  readonly cancel: string;
  /** Name of the toggle that silences the microphone; the same whether pressed or not. */
  readonly mute: string;
  /** Name of the push-to-talk button; the same whether held or not. */
  readonly holdToTalk: string;
  /** After a failure that may pass by itself. */
  readonly tryAgain: string;

  /** The status line. A child should understand it. */
  readonly statusIdle: string;
  readonly statusConnecting: string;
  readonly statusListening: string;
  readonly statusMuted: string;
  /** It is the visitor's turn in a conversation without a microphone. */
  readonly statusTyping: string;
  /** It is the visitor's turn and the talk button is not held. */
  readonly statusPushToTalk: string;
  /** The talk button is held. */
  readonly statusTalking: string;
  readonly statusThinking: string;
  readonly statusSpeaking: string;
  readonly statusReconnecting: string;
  readonly statusEnded: string;
  readonly statusFailed: string;

  /** Shown where the transcript will be, before anything was said. */
  readonly invitation: string;
  /** The same once the visitor can talk. */
  readonly invitationLive: string;
  /** Name of the list of utterances. */
  readonly transcript: string;
  /** Who spoke; read by assistive technology before the utterance. */
  readonly speaker: (role: 'user' | 'model') => string;
  /** Marks an utterance of the model that was cut off. */
  readonly interrupted: string;

  /** Name and hint of the text field. */
  readonly message: string;
  readonly messageHint: string;
  readonly send: string;

  readonly consentTitle: string;
  readonly consentText: string;
  readonly consentAccept: string;
  readonly consentDecline: string;

  readonly errors: Readonly<Record<ErrorCode, ErrorTerms>>;

  /**
   * What only some conversations show. The element has these words in its own languages; in another that lacks them, that
   * part of the interface is in English.
   */
  readonly more?: MoreTerms;
}

/** Words of what only some conversations show; they load together with what shows them. */
export interface MoreTerms {
  /** What became of a function call. */
  readonly callAsking: string;
  readonly callRunning: string;
  readonly callDone: string;
  readonly callFailed: string;
  readonly callCancelled: string;
  /** The question whether a function may run, by its name. */
  readonly mayRun: (name: string) => string;
  readonly allow: string;
  readonly deny: string;

  /** Name of the list of an answer's sources. */
  readonly sources: string;
  /** What folds out to a summary of the model's thoughts. */
  readonly thoughts: string;

  /** The things that can be shown to the model. */
  readonly camera: string;
  readonly screen: string;
  readonly picture: string;
  /** Stands under the preview of camera or screen. */
  readonly seeing: string;
  /** Turns to the other camera. */
  readonly flip: string;
  readonly stopVideo: string;
  /** Why camera or screen cannot be shown; stands after its name and a colon. */
  readonly videoProblems: Readonly<Record<VideoProblem['why'], string>>;

  /** Name of the choice of voices, and the model's own choice. */
  readonly voice: string;
  readonly anyVoice: string;

  /** Before the number of tokens. */
  readonly tokens: string;
  readonly modalities: Readonly<Record<UsageModality, string>>;
  /** The page's ceiling of tokens was reached. */
  readonly limitReached: string;
  /** A call, another app or the browser holds the sound back. */
  readonly soundAway: string;
}

/** Some terms replaced by the page's own; errors may be replaced one by one. */
export type TermOverrides = Partial<Omit<Terms, 'errors' | 'more'> & MoreTerms> & {
  readonly errors?: Partial<Record<ErrorCode, ErrorTerms>>;
};

/** The terms with the page's own wording in their place. */
export const withOverrides = (terms: Terms, overrides: TermOverrides): Terms => ({
  ...terms,
  ...overrides,
  errors: { ...terms.errors, ...overrides.errors },
});

/** The words of an announcement: a term, or both sentences of an error. */
export const announcementText = (terms: Terms, key: Announcement): string => {
  if (!isErrorCode(terms, key)) return terms[key];
  const { what, remedy } = terms.errors[key];
  return `${what} ${remedy}`;
};

const isErrorCode = (terms: Terms, key: Announcement): key is ErrorCode => key in terms.errors;
