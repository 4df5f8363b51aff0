import { Answering } from './answering.ts';
import type { Answer, CallStep } from '../script/answer.ts';
import { waitsFor } from './call-behavior.ts';
import { newCallId } from './call-ids.ts';
import type { DialogueContext } from './dialogue-context.ts';
import type { FunctionResponse } from '../protocol/function-response.ts';
import type { Partner } from './partner.ts';
import { refusal } from '../protocol/protocol-error.ts';
import { ToolCalls, type Returned } from './tool-calls.ts';
import { completion, interruption } from './turn-ends.ts';
import { EMPTY_TURN, type UserTurn } from '../listening/user-turn.ts';

/** A turn that waits until the one before it is over. */
interface Waiting {
  readonly turn: UserTurn;
  readonly answer?: Answer | undefined;
}

/** Takes turns: at most one answer is on its way; what the visitor says meanwhile interrupts it, or waits for its end. */
export class Dialogue implements Partner {
  readonly #context: DialogueContext;
  readonly #tools = new ToolCalls();
  readonly #waiting: Waiting[] = [];
  #answering: Answering | undefined;
  #speaking = false;
  /** What functions returned that the model was not to speak of. */
  #silent: FunctionResponse[] = [];
  #cancelPhantom: (() => void) | undefined;

  constructor(context: DialogueContext) {
    this.#context = context;
  }

  /** Realtime input has come. Throws `ProtocolError` 1008 when it may not come now. */
  realtimeInput(): void {
    if (this.#tools.strict(this.#context.strictCalls)) throw refusal('callInProgress');
  }

  /** The visitor begins to speak. */
  activityStarted(): void {
    this.#speaking = true;
    if (this.#interrupts) this.interrupt();
  }

  heardMore(): void {
    // It listens to the end.
  }

  /** The visitor's turn is over. Incremental content always interrupts (`BEHAVIOURS.contentInterrupts`). */
  userTurn(turn: UserTurn): void {
    if (turn.kind === 'speech') this.#speaking = false;
    if ((this.#answering ?? this.#tools.waiting) && !this.#interrupts && turn.kind !== 'content') {
      this.#waiting.push({ turn });
      return;
    }
    this.interrupt();
    this.#begin({ turn });
  }

  /** Function responses; throws `ProtocolError` 1008 for those of unknown calls. */
  toolResponse(responses: readonly FunctionResponse[]): void {
    for (const returned of this.#tools.respond(responses)) this.#returned(returned);
  }

  /** Ends the answer that is on its way, as a barge-in does, and gives up the calls that do not survive one. */
  interrupt(): void {
    const answering = this.#answering;
    const { send } = this.#context;
    const cancellation = this.#tools.cancel();
    if (answering) this.#cutShort(answering, cancellation);
    else if (cancellation) send(cancellation);
  }

  /** The connection has ended: what is sent from now on is sent to nobody. */
  dispose(): void {
    const { keeper } = this.#context;
    const answering = this.#answering;
    if (answering) keeper.speak(answering.sent.words, answering.sent.consumption);
    for (const { turn } of this.#waiting) keeper.hear(turn);
    answering?.stop();
    this.#cancelPhantom?.();
    this.#answering = undefined;
    this.#waiting.length = 0;
  }

  get #interrupts(): boolean {
    return this.#context.agreement.setup.realtimeInputConfig?.activityHandling !== 'NO_INTERRUPTION';
  }

  #begin({ turn, answer }: Waiting): void {
    const before = this.#answering;
    before?.stop();
    const { memory, keeper, moment } = this.#context;
    const responses = turn.kind === 'tool' ? turn.responses : this.#silent.splice(0);
    if (turn.kind !== 'tool') memory.turns += 1;
    keeper.hear(turn);
    keeper.settle();
    if (turn.kind !== 'tool' && moment('turn')) return;
    const answering: Answering = new Answering(
      this.#context,
      { ...turn, responses },
      {
        completed: (message, more) => this.#completed(answering, message, more),
        faded: () => {
          keeper.speak(answering.sent.words, answering.sent.consumption);
          this.#answering = undefined;
          this.#context.handles.free();
          this.#next();
        },
        called: (step, next) => this.#call(step, next),
      },
      before?.sent,
    );
    this.#answering = answering;
    answering.start(answer);
  }

  #returned({ responses, scheduling, next }: Returned): void {
    const waiting = { turn: { ...EMPTY_TURN, kind: 'tool' as const, responses }, answer: next };
    if (scheduling === 'SILENT') {
      this.#silent.push(...responses); // BEHAVIOURS.silentResponses
      return;
    }
    if (scheduling === 'waited-for') return this.#begin(waiting);
    // BEHAVIOURS.interruptWaits
    const now =
      scheduling === 'INTERRUPT' && !(this.#speaking && this.#context.agreement.traits.speechComesFirst);
    if (now && this.#answering && !this.#tools.waiting) this.#cutShort(this.#answering, undefined);
    else if (this.#answering ?? (!now && this.#speaking)) return void this.#waiting.push(waiting);
    this.#begin(waiting);
  }

  #call(step: CallStep, next: Answer | undefined): void {
    const { agreement, tools, send } = this.#context;
    const waits = waitsFor(step, agreement, tools());
    const newId = (): string => newCallId(agreement.traits.callIds);
    const status = agreement.traits.interactionStatus ? { interactionStatus: 'IN_PROGRESS' } : {};
    send({ ...this.#tools.open(step, { waits, next, newId }), ...status });
  }

  #completed(answering: Answering, message: object, more: boolean): void {
    this.#complete(answering, message, more);
    if (more) return;
    answering.stop();
    this.#answering = undefined;
    this.#next();
  }

  /** Tells that a turn is complete, and what it took. */
  #complete(answering: Answering, message: object, more: boolean, before: object = {}): void {
    const { agreement, send, keeper, handles, moment, clock } = this.#context;
    const { words, consumption } = answering.sent;
    const { usage: { when = 'with-turn-complete', ...told } = {} } = answering.delivery;
    const usageMetadata = keeper.usage(consumption, told);
    const usage = when === 'with-turn-complete' ? usageMetadata : undefined;
    keeper.speak(words, consumption);
    const busy = more || this.#tools.running || this.#waiting.some(({ turn }) => turn.kind === 'tool');
    send(completion(message, { agreement, busy, usage, before }));
    if (when === 'alone') send({ usageMetadata });
    const { interruptedAfterTurn: again = false } = answering.delivery;
    const phantom = (): void => send({ serverContent: { interrupted: true } });
    if (again === true) phantom();
    else if (again !== false && !more) this.#cancelPhantom = clock.schedule(again, phantom);
    if (!busy) handles.free();
    moment('turn-complete');
  }

  /** `interrupted` and `turnComplete`, in the order that the script has for them. */
  #cutShort(answering: Answering, cancellation: object | undefined): void {
    const { send, keeper, handles } = this.#context;
    answering.stop();
    this.#answering = undefined;
    const { first, along, last, completes } = interruption(answering.delivery.bargeIn);
    if (first) send(first);
    if (cancellation) send(cancellation);
    if (completes) this.#complete(answering, {}, false, along);
    else {
      keeper.speak(answering.sent.words, answering.sent.consumption);
      handles.free();
    }
    if (last) send(last);
    answering.tellHeard();
  }

  #next(): void {
    const ready = this.#waiting.findIndex(({ turn }) => turn.kind !== 'tool' || !this.#speaking);
    if (ready < 0 || this.#tools.waiting) return;
    const [waiting] = this.#waiting.splice(ready, 1);
    if (waiting) this.#begin(waiting);
  }
}
