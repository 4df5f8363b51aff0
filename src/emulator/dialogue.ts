import { Answering } from './answering.ts';
import type { DialogueContext } from './dialogue-context.ts';
import type { FunctionResponse } from './function-response.ts';
import type { Answer, ScriptedCall } from './answer.ts';
import { ToolCalls } from './tool-calls.ts';
import { sum, usageMetadata } from './usage.ts';
import { EMPTY_TURN, type UserTurn } from './user-turn.ts';

/** Takes turns: at most one answer is on its way; what the visitor says meanwhile interrupts it, or waits for its end. */
export class Dialogue {
  readonly #context: DialogueContext;
  readonly #tools = new ToolCalls();
  readonly #waiting: UserTurn[] = [];
  #answering: Answering | undefined;
  #afterCalls: Answer | undefined;

  constructor(context: DialogueContext) {
    this.#context = context;
  }

  /** The visitor begins to speak. */
  activityStarted(): void {
    if (this.#interrupts) this.interrupt();
  }

  /** The visitor's turn is over. Incremental content always interrupts (`BEHAVIOURS.contentInterrupts`). */
  userTurn(turn: UserTurn): void {
    if (this.#answering && !this.#interrupts && turn.kind !== 'content') {
      this.#waiting.push(turn);
      return;
    }
    this.interrupt();
    this.#begin(turn);
  }

  /** Function responses; throws `ProtocolError` 1008 for those of unknown calls. */
  toolResponse(responses: readonly FunctionResponse[]): void {
    const all = this.#tools.respond(responses);
    if (all) this.#begin({ ...EMPTY_TURN, kind: 'tool', responses: all }, this.#afterCalls);
  }

  /** Ends the answer that is on its way, as a barge-in does. */
  interrupt(): void {
    const answering = this.#answering;
    if (!answering) return;
    const { send } = this.#context;
    send({ serverContent: { interrupted: true } });
    const cancellation = this.#tools.cancel();
    if (cancellation) send(cancellation);
    this.#complete(answering, {});
  }

  /** Nothing more is sent. */
  dispose(): void {
    this.#answering?.stop();
    this.#answering = undefined;
    this.#waiting.length = 0;
  }

  get #interrupts(): boolean {
    return this.#context.agreement.setup.realtimeInputConfig?.activityHandling !== 'NO_INTERRUPTION';
  }

  #begin(turn: UserTurn, known?: Answer): void {
    this.#answering?.stop();
    const { memory, moment } = this.#context;
    if (turn.kind !== 'tool') memory.turns += 1;
    memory.context = sum(memory.context, turn.consumption);
    if (turn.kind !== 'tool' && moment('turn')) return;
    const answering: Answering = new Answering(this.#context, turn, {
      completed: (message) => {
        this.#complete(answering, message);
        this.#next();
      },
      faded: () => {
        this.#answering = undefined;
        this.#next();
      },
      called: (calls, next) => this.#call(calls, next),
    });
    this.#answering = answering;
    answering.start(known);
  }

  #call(calls: readonly ScriptedCall[], next: Answer | undefined): void {
    this.#afterCalls = next;
    this.#context.send(this.#tools.open(calls, this.#context.agreement.generation));
  }

  #complete(answering: Answering, message: object): void {
    answering.stop();
    this.#answering = undefined;
    const { send, memory, handleUpdate, moment } = this.#context;
    const usage = usageMetadata(memory.context, answering.given);
    memory.context = sum(memory.context, answering.given);
    const { serverContent = {} } = message as { readonly serverContent?: object };
    send({ serverContent: { ...serverContent, turnComplete: true }, usageMetadata: usage });
    if (answering.delivery.interruptedAfterTurn === true) send({ serverContent: { interrupted: true } });
    const update = handleUpdate();
    if (update) send(update);
    moment('turn-complete');
  }

  #next(): void {
    const turn = this.#waiting.shift();
    if (turn) this.#begin(turn);
  }
}
