import { GeminiLiveError } from '../errors.ts';
import { type Deferred, deferred } from './deferred.ts';

/** Asks the visitor, once, whether the microphone may be used; the answer holds for as long as the element lives. */
export class Consent {
  readonly #changed: () => void;
  #given = false;
  #question: Deferred | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The question is on screen. */
  get pending(): boolean {
    return this.#question !== undefined;
  }

  get given(): boolean {
    return this.#given;
  }

  /**
   * Puts the question. Resolves within the visitor's click, so that it still counts as a gesture; rejects with
   * `consent-declined`, or with an AbortError when the question was withdrawn.
   */
  ask(): Promise<void> {
    if (this.#question) return this.#question.promise;
    this.#question = deferred();
    this.#changed();
    return this.#question.promise;
  }

  accept(): void {
    this.#given = true;
    this.#close()?.resolve();
  }

  decline(): void {
    this.#close()?.reject(
      new GeminiLiveError('consent-declined', 'The visitor declined the use of the microphone.'),
    );
  }

  /** Takes the question away, unanswered. */
  withdraw(): void {
    this.#close()?.reject(new DOMException('The conversation was ended.', 'AbortError'));
  }

  #close(): Deferred | undefined {
    const question = this.#question;
    this.#question = undefined;
    if (question) this.#changed();
    return question;
  }
}
