import type { Answer } from './answer.ts';
import type { Bundling } from '../line/bundling.ts';
import type { Fault } from './fault.ts';
import { FaultPlan } from './fault-plan.ts';
import type { Network } from '../line/network.ts';
import { checkScript } from './script-check.ts';
import {
  defaultAnswer,
  type AnswerFunction,
  type Script,
  type ScriptClient,
  type ScriptData,
} from './script.ts';
import type { Turn } from './turn.ts';

/** A script as one client has it. */
export interface ClientScript {
  /** The answer to a turn. Rejects with whatever a function of the host throws. */
  answer(turn: Turn): Promise<Answer>;
  readonly setupDelayMs: number | undefined;
}

type Settings = Omit<ScriptData, 'answers'>;

const faultsOf = ({ faults = [], refuse }: Settings): readonly Fault[] => {
  if (!refuse) return faults;
  const { connection, times, ...answer } = refuse;
  const refusal: Fault = {
    at: 'upgrade',
    ...(connection === undefined ? {} : { connection }),
    ...(times === undefined ? {} : { times }),
    do: { kind: 'http', ...answer },
  };
  return [refusal, ...faults];
};

/** A script of the host's, in whichever form it is; the count of its faults goes over all who have it. */
export class ScriptRunner {
  readonly faults: FaultPlan;
  readonly #script: Script;
  readonly #settings: Settings;

  /**
   * `path`: where the script stands, for messages. Throws `TypeError` for what is unknown or of the wrong type, `RangeError`
   * for a value that cannot be, each with its path.
   */
  constructor(script: Script, path: string) {
    checkScript(script, path);
    this.#script = script;
    this.#settings = typeof script === 'object' ? script : {};
    this.faults = new FaultPlan(faultsOf(this.#settings), this.#settings.seed ?? 1);
  }

  get network(): Network | undefined {
    return this.#settings.network;
  }

  get bundling(): Bundling | undefined {
    return this.#settings.bundling;
  }

  get frames(): 'binary' | 'text' | undefined {
    return this.#settings.frames;
  }

  /** Whether the network of its clients can be a slow one. */
  get shapesNetwork(): boolean {
    return this.network !== undefined || this.faults.has('network');
  }

  /** The script for one client, from its first turn on. */
  begin(client: ScriptClient): ClientScript {
    const { setupDelayMs } = this.#settings;
    const ask = this.#asking(client);
    return { setupDelayMs, answer: async (turn) => ask(turn) };
  }

  #asking(client: ScriptClient): AnswerFunction {
    const script = this.#script;
    if (typeof script === 'function') return script;
    if ('conversation' in script) {
      const session = script.conversation(client);
      const started = once(() => session.next());
      return async (turn) => {
        await started();
        const { value } = await session.next(turn);
        return value ?? defaultAnswer(turn);
      };
    }
    const { answers } = script;
    if (typeof answers === 'function') return answers;
    return (turn) => {
      // What functions return is no turn of the list: a call without `next` would be made again and again.
      const listed = turn.kind === 'tool' ? undefined : answers?.[Math.min(turn.index, answers.length) - 1];
      return listed ?? defaultAnswer(turn);
    };
  }
}

const once = <Result>(run: () => Result): (() => Result) => {
  let result: { readonly value: Result } | undefined;
  return () => (result ??= { value: run() }).value;
};
