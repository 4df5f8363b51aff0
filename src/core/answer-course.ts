import { isObject } from './merge.ts';

/** What a message means for the answer under way. */
export type AnswerStep =
  /** The first of an answer came. */
  | 'began'
  /** All of it has come. */
  | 'ended'
  /** The visitor cut it short. */
  | 'interrupted'
  /** … when all of it had come, but its turn was not over. */
  | 'cut'
  /** What had come was not all: the model thinks on. */
  | 'goes-on'
  /** A turn was over without an answer: the model chose silence. */
  | 'silent';

/**
 * Follows the service's answers, message by message: when one begins, and when it is over, once each. Captions begin nothing,
 * since they trail the turn that they belong to. Some models never say `turnComplete`; an answer that is all generated is over,
 * unless the model says that its interaction is still in progress (extended thinking).
 */
export class AnswerCourse {
  #running = false;
  #thinking = false;
  /** The end of the last answer's turn is still to come: all of it came and is being heard, or it was cut short. */
  #rest: 'none' | 'whole' | 'cut' = 'none';

  /** An answer has begun and is not over. */
  get running(): boolean {
    return this.#running;
  }

  /** … and more turns of it follow, for which the model may take its time. */
  get thinking(): boolean {
    return this.#thinking;
  }

  /** The steps that a message takes, in their order. A `turnComplete` that follows an end already told is none. */
  read(message: {
    readonly serverContent?: unknown;
    readonly toolCall?: unknown;
    readonly interactionStatus?: unknown;
  }): readonly AnswerStep[] {
    const content = isObject(message.serverContent) ? message.serverContent : {};
    const { modelTurn, interrupted, generationComplete, turnComplete, waitingForInput } = content;
    // Documented beside the turn's end, and at the top of a message.
    const status = message.interactionStatus ?? content['interactionStatus'];
    const thought = this.#thinking;
    this.#thinking = status === undefined ? thought && !interrupted : status === 'IN_PROGRESS';
    const steps: AnswerStep[] = [];
    const parts = isObject(modelTurn) && Array.isArray(modelTurn['parts']) ? modelTurn['parts'] : [];
    // What comes with `interrupted` belongs to what was interrupted.
    if (!this.#running && ((parts.length > 0 && !interrupted) || isObject(message.toolCall))) {
      this.#running = true;
      steps.push('began');
    }
    if (!this.#running && this.#thinking) {
      this.#running = true;
      steps.push('goes-on');
    }
    const done = turnComplete || waitingForInput;
    const over = !this.#thinking && (thought || generationComplete || done);
    if (this.#running && (interrupted || over)) {
      this.#running = false;
      steps.push(interrupted ? 'interrupted' : 'ended');
    } else if (interrupted && this.#rest === 'whole') steps.push('cut');
    else if (done && !this.#running && !interrupted && this.#rest === 'none') steps.push('silent');
    if (done) this.#rest = 'none';
    else if (interrupted) this.#rest = 'cut';
    else if (steps.length > 0) this.#rest = this.#running ? 'none' : 'whole';
    return steps;
  }

  /** The line is another: what was under way does not go on. */
  cut(): void {
    this.#running = this.#thinking = false;
    this.#rest = 'none';
  }
}
