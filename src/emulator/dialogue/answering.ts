import { heardMessages, showsThoughts, thoughtBefore } from './announcements.ts';
import type { Answer, AnswerStep, CallStep, Delivery } from '../script/answer.ts';
import { ANSWER_DELAY_MS } from '../assumptions/index.ts';
import { waitsFor } from './call-behavior.ts';
import { deliver, type DeliveryStyle, type Step } from './delivery.ts';
import { styleOf } from './delivery-style.ts';
import type { DialogueContext } from './dialogue-context.ts';
import { prepare, type Piece } from './pieces.ts';
import { continuation, cut, stepsOf, type Stretch } from './plan.ts';
import { Playout } from './playout.ts';
import type { Turn } from '../script/turn.ts';
import { NOTHING, sum, type Consumption } from '../session/usage.ts';
import type { UserTurn } from '../listening/user-turn.ts';

/** How an answer comes to its end. */
export interface AnsweringListener {
  /** A turn is complete; `message` is what the completion is bundled with. `more`: another turn of the answer follows. */
  readonly completed: (message: object, more: boolean) => void;
  /** All was sent, and no completion will follow. */
  readonly faded: () => void;
  /** Functions are called; `next` is the answer to their responses, if it is known. */
  readonly called: (step: CallStep, next: Answer | undefined) => void;
}

/** What was sent of an answer: a turn that waited for functions is one with what follows. */
export interface Sent {
  readonly words: string;
  readonly consumption: Consumption;
}

const NOTHING_SENT: Sent = { words: '', consumption: NOTHING };

/**
 * One answer on its way, from the end of the visitor's turn on. Once stopped it does nothing more, whatever still comes, but tell what
 * the visitor said.
 */
export class Answering {
  readonly #context: DialogueContext;
  readonly #turn: UserTurn;
  readonly #listener: AnsweringListener;
  #described: Turn | undefined;
  #delivery: Delivery = {};
  #sent: Sent;
  #heard: readonly object[] = [];
  #stopped = false;
  #cancelDelay: (() => void) | undefined;
  #playout: Playout | undefined;

  /** `sent`: what the turn has given before, when it goes on after a call. */
  constructor(context: DialogueContext, turn: UserTurn, listener: AnsweringListener, sent = NOTHING_SENT) {
    this.#context = context;
    this.#turn = turn;
    this.#listener = listener;
    this.#sent = sent;
  }

  get delivery(): Delivery {
    return this.#delivery;
  }

  /** What was sent of its present turn so far. */
  get sent(): Sent {
    return this.#sent;
  }

  /** Begins; `known` is the answer when it needs no asking. */
  start(known: Answer | undefined): void {
    this.#guard(this.#begin(known));
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelDelay?.();
    this.#playout?.stop();
  }

  #guard(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!this.#stopped) this.#context.fail(error);
    });
  }

  async #begin(known: Answer | undefined): Promise<void> {
    const turn = this.#context.describe(this.#turn);
    const answer = known ?? (await this.#context.answer(turn));
    this.#heard = heardMessages(this.#context, this.#turn, answer);
    if (this.#stopped) return this.tellHeard(); // BEHAVIOURS.transcribedAnyway
    const { agreement } = this.#context;
    this.#described = turn;
    this.#delivery = answer;
    if (answer.shuffle === undefined && (answer.heardWhen ?? 'before') === 'before') this.tellHeard();
    const steps = stepsOf(answer, {
      waits: (step) => this.#waits(step),
      thinksAloud: agreement.traits.interactionStatus,
      codeFirst: agreement.traits.codeBeforeCall && agreement.modality === 'TEXT',
    });
    await this.#continue(steps, thoughtBefore(agreement, answer), answer.delayMs ?? ANSWER_DELAY_MS);
  }

  /** The next stretch of the answer: made ready, and sent `delayMs` later. */
  async #continue(steps: readonly AnswerStep[], first: readonly Piece[], delayMs: number): Promise<void> {
    const { agreement, voice, clock } = this.#context;
    const stretch = cut(steps, (step) => this.#waits(step));
    const turn = this.#described;
    if (!turn) return;
    const pieces = await prepare(stretch.steps, {
      turn,
      voice,
      thoughts: showsThoughts(agreement),
      goesOn: this.#sent.words !== '',
      spoken: this.#delivery.spoken,
    });
    if (this.#stopped) return;
    this.#cancelDelay = clock.schedule(delayMs, () => this.#give(stretch, [...first, ...pieces]));
  }

  #give(stretch: Stretch, pieces: readonly Piece[]): void {
    const { agreement, handles, send, clock } = this.#context;
    const { steps, end } = stretch;
    handles.busy();
    const declined = typeof end === 'object' ? end : undefined;
    if (declined && steps.length === 0) return this.#decline(declined.end ?? 'turn-complete');
    // BEHAVIOURS.emptyServerContent
    if (agreement.traits.emptyContentFirst && steps[0]?.kind !== 'call') send({ serverContent: {} });
    const generates = steps.some(({ kind }) => kind !== 'call');
    const playout = deliver(generates ? pieces : pieces.slice(-steps.length), this.#style(stretch));
    this.#playout = new Playout(
      clock,
      playout,
      (step) => this.#perform(step, stretch),
      () => {
        if (declined) this.#decline(declined.end ?? 'turn-complete');
        else if (end === 'calls') this.tellHeard();
        else this.#listener.faded();
      },
    );
    this.#playout.run();
  }

  #style(stretch: Stretch): DeliveryStyle {
    const { heardWhen, shuffle } = this.#delivery;
    const heard = shuffle !== undefined || heardWhen === 'interleaved' ? this.#takeHeard() : [];
    return styleOf(this.#context, this.#delivery, stretch, heard);
  }

  #perform(step: Step, stretch: Stretch): void {
    const { send, moment } = this.#context;
    this.#sent = {
      words: this.#sent.words + (step.words ?? ''),
      consumption: sum(this.#sent.consumption, step.gives ?? NOTHING),
    };
    if (step.endsTurn === true) return this.#completed(step, stretch);
    if (step.message) send(step.message);
    if (step.calls) this.#call(step.calls, stretch);
    if (step.gives && this.#delivery.heardWhen === 'after-first-audio') this.tellHeard();
    if (step.mark) moment(step.mark);
  }

  #call(step: CallStep, { rest }: Stretch): void {
    const next = this.#waits(step) ? continuation(step, rest, this.#delivery) : step.next;
    this.#listener.called(step, next);
  }

  #completed({ message = {}, after = [] }: Step, { end, rest }: Stretch): void {
    const { send } = this.#context;
    const more = end === 'part';
    this.#listener.completed(message, more);
    for (const late of after) send(late);
    this.tellHeard();
    if (!more || this.#stopped) return;
    this.#sent = NOTHING_SENT;
    this.#guard(this.#continue(rest, [], 0));
  }

  #decline(end: 'turn-complete' | 'waiting-for-input' | 'nothing' | 'interrupted'): void {
    const { send } = this.#context;
    if (end === 'turn-complete') {
      const { reason } = this.#delivery;
      const because = reason === undefined ? {} : { turnCompleteReason: reason };
      this.#listener.completed({ serverContent: because }, false);
    } else {
      if (end === 'waiting-for-input') send({ serverContent: { waitingForInput: true } });
      if (end === 'interrupted') send({ serverContent: { interrupted: true } });
      this.#listener.faded();
    }
    this.tellHeard();
  }

  #waits(step: CallStep): boolean {
    return waitsFor(step, this.#context.agreement, this.#context.tools());
  }

  #takeHeard(): readonly object[] {
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }

  /** Sends what is left of the transcript of what the visitor said. */
  tellHeard(): void {
    for (const message of this.#takeHeard()) this.#context.send(message);
  }
}
