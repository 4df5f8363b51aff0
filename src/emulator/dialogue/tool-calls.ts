import type { Answer, CallStep, ScriptedCall } from '../script/answer.ts';
import type { FunctionResponse } from '../protocol/function-response.ts';
import { refusal } from '../protocol/protocol-error.ts';

/** Calls that were made together. */
interface Group {
  readonly step: CallStep;
  readonly next: Answer | undefined;
  /** The model says nothing until all of them have been responded to. */
  readonly waits: boolean;
  readonly open: Set<string>;
  readonly collected: FunctionResponse[];
}

interface OpenCall {
  readonly group: Group;
  readonly name: string;
  /** The client was told no id. */
  readonly unnamed: boolean;
}

/** What functions have returned, and what is to be done about it. */
export interface Returned {
  readonly responses: readonly FunctionResponse[];
  /** `waited-for`: the model has waited, and goes on; the others as the client asked. */
  readonly scheduling: 'waited-for' | 'SILENT' | 'WHEN_IDLE' | 'INTERRUPT';
  readonly next: Answer | undefined;
}

const schedulingOf = ({ scheduling }: FunctionResponse): 'SILENT' | 'WHEN_IDLE' | 'INTERRUPT' =>
  scheduling === 'SILENT' || scheduling === 'INTERRUPT' ? scheduling : 'WHEN_IDLE';

/** The calls that have not been responded to. */
export class ToolCalls {
  readonly #groups = new Map<string, OpenCall>();

  /** Whether the model waits. */
  get waiting(): boolean {
    return [...this.#groups.values()].some(({ group }) => group.waits);
  }

  /** Whether any call is open. */
  get running(): boolean {
    return this.#groups.size > 0;
  }

  /** Whether one of the calls that the model waits for wants no realtime input meanwhile. */
  strict(byDefault: boolean): boolean {
    return [...this.#groups.values()].some(({ group }) => group.waits && (group.step.strict ?? byDefault));
  }

  /** Opens calls; answers with what is sent. `next` is what follows their responses. */
  open(
    step: CallStep,
    { waits, next, newId }: { waits: boolean; next: Answer | undefined; newId: () => string },
  ): object {
    const open = new Set<string>();
    const group: Group = { step, next, waits, open, collected: [] };
    const functionCalls = step.calls.map(({ name, args = {}, id: given }: ScriptedCall) => {
      const id = given || newId();
      open.add(id);
      this.#groups.set(id, { group, name, unnamed: given === '' });
      return { name, args, ...(given === '' ? {} : { id }) };
    });
    return { toolCall: { functionCalls } };
  }

  /**
   * Takes responses; answers with what is complete. Throws `ProtocolError` 1008 for a response to something that was never
   * asked, or was cancelled. A response without an id belongs to the oldest call of its name, as Vertex AI has it.
   */
  respond(responses: readonly FunctionResponse[]): readonly Returned[] {
    return responses.flatMap((response) => {
      const id = response.id || this.#idOf(response.name);
      const found = id === undefined ? undefined : this.#groups.get(id);
      if (id === undefined || !found) throw refusal('unknownCall');
      const { group } = found;
      group.collected.push(response);
      if (response.willContinue !== true) {
        this.#groups.delete(id);
        group.open.delete(id);
      }
      // Where the script has an answer ready it comes once, after the last; else each response is answered as it comes.
      if (group.open.size > 0 && (group.waits || group.next)) return [];
      const scheduling = group.waits ? 'waited-for' : schedulingOf(response);
      return [{ responses: group.collected.splice(0), scheduling, next: group.next }];
    });
  }

  /** The visitor speaks: gives up what does not survive that; answers with what is sent, if anything was. */
  cancel(): object | undefined {
    const cancelled = [...this.#groups].filter(
      ([, { group }]) => group.waits || group.step.cancelledByBargeIn === true,
    );
    for (const [id] of cancelled) this.#groups.delete(id);
    const ids = cancelled.filter(([, { unnamed }]) => !unnamed).map(([id]) => id);
    return ids.length === 0 ? undefined : { toolCallCancellation: { ids } };
  }

  #idOf(name: string | undefined): string | undefined {
    return [...this.#groups].find(([, call]) => call.name === name)?.[0];
  }
}
