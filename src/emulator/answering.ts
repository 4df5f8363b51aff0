import { announceAnswer, announceHeard } from './announcements.ts';
import { ANSWER_DELAY_MS } from './assumptions/index.ts';
import { deliver, type DeliveryStyle, type Step } from './delivery.ts';
import type { DialogueContext } from './dialogue-context.ts';
import { Playout } from './playout.ts';
import { render, type Rendered } from './render.ts';
import type { Answer, Delivery, ScriptedCall } from './answer.ts';
import { NOTHING, sum, type Consumption } from './usage.ts';
import type { UserTurn } from './user-turn.ts';

/** How an answer comes to its end. */
export interface AnsweringListener {
  /** The turn is complete; `message` is what the completion is bundled with. */
  readonly completed: (message: object) => void;
  /** All was sent, and no completion will follow. */
  readonly faded: () => void;
  readonly called: (calls: readonly ScriptedCall[], next: Answer | undefined) => void;
}

/** One answer on its way, from the end of the visitor's turn on. Once stopped it does nothing more, whatever still comes. */
export class Answering {
  readonly #context: DialogueContext;
  readonly #turn: UserTurn;
  readonly #listener: AnsweringListener;
  #delivery: Delivery = {};
  #given: Consumption = NOTHING;
  #stopped = false;
  #cancelDelay: (() => void) | undefined;
  #playout: Playout | undefined;

  constructor(context: DialogueContext, turn: UserTurn, listener: AnsweringListener) {
    this.#context = context;
    this.#turn = turn;
    this.#listener = listener;
  }

  get delivery(): Delivery {
    return this.#delivery;
  }

  /** What was sent of it so far. */
  get given(): Consumption {
    return this.#given;
  }

  /** Begins; `known` is the answer when it needs no asking. */
  start(known: Answer | undefined): void {
    this.#prepare(known).catch((error: unknown) => {
      if (!this.#stopped) this.#context.fail(error);
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelDelay?.();
    this.#playout?.stop();
  }

  async #prepare(known: Answer | undefined): Promise<void> {
    const turn = this.#context.describe(this.#turn);
    const answer = known ?? (await this.#context.answer(turn));
    if (this.#stopped) return;
    this.#delivery = answer;
    if ((answer.heardWhen ?? 'before') === 'before') announceHeard(this.#context, this.#turn, answer);
    const silent = answer.kind === 'none' || answer.kind === 'call';
    const rendered = silent ? undefined : await render(answer, turn, this.#context.voice);
    if (this.#stopped) return;
    const delay = answer.delayMs ?? ANSWER_DELAY_MS;
    this.#cancelDelay = this.#context.clock.schedule(delay, () => this.#give(answer, rendered));
  }

  #give(answer: Answer, rendered: Rendered | undefined): void {
    if (answer.kind === 'call') return this.#listener.called(answer.calls, answer.next);
    if (answer.kind === 'none') return this.#decline(answer.end ?? 'turn-complete');
    if (!rendered) return;
    announceAnswer(this.#context, answer);
    const steps = deliver(rendered, this.#style(answer));
    const { clock } = this.#context;
    this.#playout = new Playout(clock, steps, (step) => this.#perform(step), this.#listener.faded);
    this.#playout.run();
  }

  #style(answer: Answer): DeliveryStyle {
    const { agreement, pace } = this.#context;
    return {
      delivery: answer,
      bundle: answer.bundle ?? (agreement.generation === '3.x' ? 'with-audio' : 'separate'),
      pace: answer.pace ?? pace,
      transcribe: agreement.setup.outputAudioTranscription !== undefined,
      modality: agreement.modality,
    };
  }

  #perform(step: Step): void {
    this.#given = sum(this.#given, step.gives ?? NOTHING);
    const { heardWhen } = this.#delivery;
    if (step.endsTurn === true) {
      this.#listener.completed(step.message ?? {});
      if (heardWhen === 'after-turn') announceHeard(this.#context, this.#turn, this.#delivery);
      return;
    }
    if (step.message) this.#context.send(step.message);
    if (step.mark === 'first-audio' && heardWhen === 'after-first-audio') {
      announceHeard(this.#context, this.#turn, this.#delivery);
    }
    if (step.mark) this.#context.moment(step.mark);
  }

  #decline(end: 'turn-complete' | 'waiting-for-input' | 'nothing'): void {
    if (end === 'turn-complete') return this.#listener.completed({});
    if (end === 'waiting-for-input') this.#context.send({ serverContent: { waitingForInput: true } });
    this.#listener.faded();
  }
}
