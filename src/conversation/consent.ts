import { GeminiLiveError } from '../errors.ts';

interface Question {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: GeminiLiveError) => void;
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

  /** Puts the question. Resolves within the visitor's click, so that it still counts as a gesture; rejects with `consent-declined`. */
  ask(): Promise<void> {
    if (this.#question) return this.#question.promise;
    let resolve = (): void => undefined;
    let reject: Question['reject'] = () => undefined;
    const promise = new Promise<void>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    this.#question = { promise, resolve, reject };
    this.#changed();
    return promise;
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

  #close(): Question | undefined {
    const question = this.#question;
    this.#question = undefined;
    if (question) this.#changed();
    return question;
  }
}
