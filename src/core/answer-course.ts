import { isObject } from './merge.ts';

/** What a message means for the answer under way. */
export type AnswerStep =
  /** The first of an answer came. */
  | 'began'
  /** All of it has come. */
  | 'ended'
  /** The visitor cut it short. */
  | 'interrupted';

/**
 * Follows the service's answers, message by message: when one begins, and when it is over, once each. Captions begin nothing,
 * since they trail the turn that they belong to. Some models never say `turnComplete`; an answer that is all generated is over.
 */
export class AnswerCourse {
  #running = false;

  /** An answer has begun and is not over. */
  get running(): boolean {
    return this.#running;
  }

  /** The steps that a message takes, in their order. A `turnComplete` that follows an end already told is none. */
  read(message: { readonly serverContent?: unknown; readonly toolCall?: unknown }): readonly AnswerStep[] {
    const content = isObject(message.serverContent) ? message.serverContent : {};
    const { modelTurn, interrupted, generationComplete, turnComplete, waitingForInput } = content;
    const steps: AnswerStep[] = [];
    const parts = isObject(modelTurn) && Array.isArray(modelTurn['parts']) ? modelTurn['parts'] : [];
    // What comes with `interrupted` belongs to what was interrupted.
    if (!this.#running && ((parts.length > 0 && !interrupted) || isObject(message.toolCall))) {
      this.#running = true;
      steps.push('began');
    }
    if (this.#running && (interrupted || generationComplete || turnComplete || waitingForInput)) {
      this.#running = false;
      steps.push(interrupted ? 'interrupted' : 'ended');
    }
    return steps;
  }

  /** The line is another: what was under way does not go on. */
  cut(): void {
    this.#running = false;
  }
}
