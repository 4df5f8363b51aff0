import type { FunctionCall } from '@google/genai/web';

/** The visitor is asked whether a function may run. */
export interface Question {
  readonly call: FunctionCall;
  /** The host's sentence about what will happen, if it gave one. */
  readonly text: string | undefined;
  /** The first answer counts. */
  readonly answer: (agreed: boolean) => void;
}

/** What the visitor is asked, one at a time, the oldest first. */
export class Questions {
  readonly #changed: (oldest: Question | undefined) => void;
  #open: readonly Question[] = [];

  /** `changed` hears of another question in front, or of none. */
  constructor(changed: (oldest: Question | undefined) => void) {
    this.#changed = changed;
  }

  /** Resolves with the answer; rejects, and asks no longer, when the signal aborts. */
  ask(call: FunctionCall, text: string | undefined, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const withdraw = (): void => {
        signal.removeEventListener('abort', aborted);
        const [front] = this.#open;
        this.#open = this.#open.filter((one) => one !== question);
        if (front === question) this.#changed(this.#open[0]);
      };
      const aborted = (): void => {
        withdraw();
        reject(signal.reason as Error);
      };
      const answer = (agreed: boolean): void => {
        withdraw();
        resolve(agreed);
      };
      const question: Question = { call, text, answer };
      signal.addEventListener('abort', aborted);
      this.#open = [...this.#open, question];
      if (this.#open.length === 1) this.#changed(question);
    });
  }
}
