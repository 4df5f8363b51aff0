import { randomInt } from 'node:crypto';
import type { FunctionResponse } from './function-response.ts';
import { refusal } from './protocol-error.ts';
import type { ScriptedCall } from './answer.ts';

const digits = (count: number): string =>
  Array.from({ length: count }, () => String(randomInt(0, 10))).join('');

/** The calls that the model waits for. */
export class ToolCalls {
  readonly #pending = new Map<string, string>();
  #collected: FunctionResponse[] = [];

  get waiting(): boolean {
    return this.#pending.size > 0;
  }

  /** Opens calls; answers with what is sent. Ids have the form that the model's generation gives them (recorded). */
  open(calls: readonly ScriptedCall[], generation: '2.x' | '3.x'): object {
    const prefix = generation === '3.x' ? 'fc_' : 'function-call-';
    this.#collected = [];
    const functionCalls = calls.map(({ name, args, id }) => ({
      name,
      args: args ?? {},
      id: id ?? prefix + digits(19),
    }));
    for (const { id, name } of functionCalls) this.#pending.set(id, name);
    return { toolCall: { functionCalls } };
  }

  /**
   * Takes responses; answers with all of them once none is missing. Throws `ProtocolError` 1008 for a response to
   * something that was never asked, or was cancelled.
   */
  respond(responses: readonly FunctionResponse[]): readonly FunctionResponse[] | undefined {
    for (const response of responses) {
      if (response.id === undefined || !this.#pending.has(response.id)) throw refusal('unknownCall');
      this.#collected.push(response);
      if (response.willContinue !== true) this.#pending.delete(response.id);
    }
    return this.waiting ? undefined : this.#collected;
  }

  /** Gives up all that is open; answers with what is sent, if anything was. */
  cancel(): object | undefined {
    const ids = [...this.#pending.keys()];
    this.#pending.clear();
    return ids.length === 0 ? undefined : { toolCallCancellation: { ids } };
  }
}
