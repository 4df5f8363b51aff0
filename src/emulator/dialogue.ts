import { ANSWER_DELAY_MS } from './assumptions.ts';
import type { Voice } from './babble.ts';
import type { FunctionResponse } from './client-message.ts';
import type { EmulatorClock } from './clock.ts';
import { deliver, type DeliveryStyle, type Step } from './delivery.ts';
import { Playout } from './playout.ts';
import { deltasOf, render } from './render.ts';
import type { Answer, Delivery, Moment, Turn } from './script.ts';
import type { SessionMemory } from './session-memory.ts';
import type { Agreement } from './setup-rules.ts';
import { ToolCalls } from './tool-calls.ts';
import { NOTHING, sum, usageMetadata, type Consumption } from './usage.ts';

/** What the visitor contributed; the dialogue numbers it. */
export type UserTurn = Omit<Turn, 'index' | 'connection' | 'systemInstruction' | 'model'> & {
  /** Text that was sent while they spoke: the transcript, when the script has none. */
  readonly heardText: string;
  readonly consumption: Consumption;
};

/** What the dialogue needs from around it. */
export interface DialogueContext {
  readonly agreement: Agreement;
  readonly memory: SessionMemory;
  readonly clock: EmulatorClock;
  readonly voice: Voice;
  readonly pace: number;
  readonly send: (message: object) => void;
  /** The turn with its number and the like, as a script sees it. */
  readonly describe: (turn: UserTurn) => Turn;
  readonly answer: (turn: Turn) => Promise<Answer>;
  /** Faults that are due; `true` when one of them ended the connection. */
  readonly moment: (moment: Moment) => boolean;
  /** A new resumption handle, unless the client wants none. */
  readonly handleUpdate: () => object | undefined;
  readonly fail: (error: unknown) => void;
}

/** An answer on its way: from the end of the visitor's turn to `turnComplete`. */
interface Generation {
  playout: Playout | undefined;
  cancelDelay: (() => void) | undefined;
  /** Audio sent so far, s. */
  seconds: number;
  delivery: Delivery;
  next: Answer | undefined;
}

/** Takes turns: at most one answer is on its way; what the visitor says meanwhile interrupts it, or waits. */
export class Dialogue {
  readonly #context: DialogueContext;
  readonly #tools = new ToolCalls();
  readonly #waiting: UserTurn[] = [];
  #generation: Generation | undefined;

  constructor(context: DialogueContext) {
    this.#context = context;
  }

  /** The visitor begins to speak. */
  activityStarted(): void {
    if (this.#interrupts) this.interrupt();
  }

  /** The visitor's turn is over. */
  userTurn(turn: UserTurn): void {
    if (this.#generation) {
      if (!this.#interrupts && turn.kind !== 'content') {
        this.#waiting.push(turn);
        return;
      }
      this.interrupt();
    }
    this.#begin(turn);
  }

  /** Function responses; throws `ProtocolError` 1008 for those of unknown calls. */
  toolResponse(responses: readonly FunctionResponse[]): void {
    const all = this.#tools.respond(responses);
    const next = this.#generation?.next;
    if (!all) return;
    const turn: UserTurn = { ...EMPTY_TURN, kind: 'tool', responses: all };
    this.#begin(turn, next);
  }

  /** Ends the answer that is on its way, as a barge-in does. */
  interrupt(): void {
    const generation = this.#generation;
    if (!generation) return;
    this.#stop();
    this.#context.send({ serverContent: { interrupted: true } });
    const cancellation = this.#tools.cancel();
    if (cancellation) this.#context.send(cancellation);
    this.#endTurn({}, generation);
  }

  /** Nothing more is sent. */
  dispose(): void {
    this.#stop();
    this.#waiting.length = 0;
  }

  get #interrupts(): boolean {
    return this.#context.agreement.setup.realtimeInputConfig?.activityHandling !== 'NO_INTERRUPTION';
  }

  #stop(): void {
    this.#generation?.cancelDelay?.();
    this.#generation?.playout?.stop();
    this.#generation = undefined;
  }

  #begin(turn: UserTurn, given?: Answer): void {
    this.#stop();
    const generation: Generation = { playout: undefined, cancelDelay: undefined, seconds: 0, delivery: {}, next: undefined };
    this.#generation = generation;
    const { memory } = this.#context;
    if (turn.kind !== 'tool') memory.turns += 1;
    memory.context = sum(memory.context, turn.consumption);
    if (this.#context.moment('turn')) return;
    this.#ask(generation, turn, given).catch((error: unknown) => this.#context.fail(error));
  }

  async #ask(generation: Generation, userTurn: UserTurn, given: Answer | undefined): Promise<void> {
    const turn = this.#context.describe(userTurn);
    const answer = given ?? (await this.#context.answer(turn));
    if (this.#generation !== generation) return;
    generation.delivery = answer;
    if ((answer.heardWhen ?? 'before') === 'before') this.#sendHeard(userTurn, answer);
    const rendered =
      answer.kind === 'none' || answer.kind === 'call' ? undefined : await render(answer, turn, this.#context.voice);
    if (this.#generation !== generation) return;
    generation.cancelDelay = this.#context.clock.schedule(answer.delayMs ?? ANSWER_DELAY_MS, () => {
      if (answer.kind === 'none') return this.#sayNothing(generation, answer.end ?? 'turn-complete');
      if (answer.kind === 'call') {
        generation.next = answer.next;
        return this.#context.send(this.#tools.open(answer.calls, this.#context.agreement.generation));
      }
      this.#preamble(answer);
      if (!rendered) return;
      const steps = deliver(rendered, this.#style(answer));
      const perform = (step: Step): void => this.#perform(generation, userTurn, step);
      generation.playout = new Playout(this.#context.clock, steps, perform, () => this.#finish(generation));
      generation.playout.run();
    });
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

  /** What the service sends ahead of an answer (recorded). */
  #preamble({ thought }: Answer): void {
    const { agreement, send } = this.#context;
    if (agreement.setup.sessionResumption) send({ sessionResumptionUpdate: {} });
    if (agreement.generation === '3.x') send({ serverContent: {} });
    const text = thought ?? (agreement.generation === '2.x' && agreement.modality === 'AUDIO' ? '**Answering**\n\n\n' : '');
    if (text !== '') send({ serverContent: { modelTurn: { parts: [{ text, thought: true }] } } });
  }

  #perform(generation: Generation, userTurn: UserTurn, step: Step): void {
    generation.seconds += step.seconds ?? 0;
    if (step.endsTurn === true) {
      this.#stop();
      this.#endTurn(step.message ?? {}, generation);
      if (generation.delivery.heardWhen === 'after-turn') this.#sendHeard(userTurn, generation.delivery);
    } else if (step.message) {
      this.#context.send(step.message);
    }
    if (step.mark === 'first-audio' && generation.delivery.heardWhen === 'after-first-audio') {
      this.#sendHeard(userTurn, generation.delivery);
    }
    if (step.mark) this.#context.moment(step.mark);
  }

  /** An answer whose `turnComplete` never comes: the next turn may begin all the same. */
  #finish(generation: Generation): void {
    if (this.#generation !== generation) return;
    this.#stop();
    this.#nextWaiting();
  }

  #sayNothing(generation: Generation, end: 'turn-complete' | 'waiting-for-input' | 'nothing'): void {
    this.#stop();
    if (end === 'waiting-for-input') this.#context.send({ serverContent: { waitingForInput: true } });
    if (end === 'turn-complete') this.#endTurn({}, generation);
    else this.#nextWaiting();
  }

  #endTurn(message: object, generation: Generation): void {
    const { send, memory, handleUpdate, moment } = this.#context;
    const response: Consumption = { ...NOTHING, audioSeconds: generation.seconds };
    const usage = usageMetadata(memory.context, response);
    memory.context = sum(memory.context, response);
    const { serverContent = {} } = message as { readonly serverContent?: object };
    send({ serverContent: { ...serverContent, turnComplete: true }, usageMetadata: usage });
    if (generation.delivery.interruptedAfterTurn === true) send({ serverContent: { interrupted: true } });
    const update = handleUpdate();
    if (update) send(update);
    if (!moment('turn-complete')) this.#nextWaiting();
  }

  #nextWaiting(): void {
    const turn = this.#waiting.shift();
    if (turn) this.#begin(turn);
  }

  #sendHeard(turn: UserTurn, { heard }: Delivery): void {
    const { agreement, send } = this.#context;
    if (turn.kind !== 'speech' || !agreement.setup.inputAudioTranscription) return;
    const unknown = `(${turn.seconds.toFixed(1)} s of speech)`;
    const words = heard ?? (turn.heardText === '' ? unknown : turn.heardText);
    // The first delta begins with a space like any other (recorded).
    for (const text of deltasOf(typeof words === 'string' ? ` ${words}` : words)) send({ serverContent: { inputTranscription: { text } } });
  }
}

/** A turn in which nothing was said. */
export const EMPTY_TURN: UserTurn = {
  kind: 'content',
  text: '',
  heardText: '',
  seconds: 0,
  audio: new Int16Array(0),
  startSample: 0,
  responses: [],
  consumption: NOTHING,
};
