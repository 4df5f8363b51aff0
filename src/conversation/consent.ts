import { GeminiLiveError } from '../errors.ts';
import { type Deferred, deferred } from './deferred.ts';

interface Question extends Deferred {
  readonly start: () => Promise<void>;
}

/** Asks the visitor, once, whether the microphone may be used; the answer holds for as long as the element lives. */
export class Consent {
  readonly #changed: () => void;
  #given = false;
  #question: Question | undefined;

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
   * Puts the question. A "yes" starts within the visitor's click, so that it still counts as a gesture; the promise is then
   * settled as the start is. Rejects with `consent-declined`, or with an AbortError when the question was withdrawn.
   */
  ask(start: () => Promise<void>): Promise<void> {
    if (this.#question) return this.#question.promise;
    this.#question = { ...deferred(), start };
    this.#changed();
    return this.#question.promise;
  }

  accept(): void {
    this.#given = true;
    const question = this.#close();
    question?.start().then(question.resolve, question.reject);
  }

  /** The failure that the page is to be told of; `undefined` when nothing was asked. */
  decline(): GeminiLiveError | undefined {
    const question = this.#close();
    if (!question) return undefined;
    const refusal = new GeminiLiveError(
      'consent-declined',
      'The visitor declined the use of the microphone.',
    );
    question.reject(refusal);
    return refusal;
  }

  /** Takes the question away, unanswered. */
  withdraw(): void {
    this.#close()?.reject(new DOMException('The conversation was ended.', 'AbortError'));
  }

  #close(): Question | undefined {
    const question = this.#question;
    this.#question = undefined;
    if (question) this.#changed();
    return question;
  }
}
