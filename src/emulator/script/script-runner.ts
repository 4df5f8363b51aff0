import type { Answer } from './answer.ts';
import { ANSWER } from './answer-rules.ts';
import type { Bundling } from '../line/bundling.ts';
import type { Fault } from './fault.ts';
import { FaultPlan } from './fault-plan.ts';
import type { Network } from '../line/network.ts';
import { checkScript } from './script-check.ts';
import {
  defaultAnswer,
  type AnswerFunction,
  type Conversation,
  type Script,
  type ScriptClient,
  type ScriptData,
} from './script.ts';
import type { Turn } from './turn.ts';

/** A script as one client has it. */
export interface ClientScript {
  /**
   * The answer to a turn. Rejects with whatever a function of the host throws, and as a script that cannot be for an answer of
   * it that cannot be.
   */
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
  readonly #path: string;

  /**
   * `path`: where the script stands, for messages. Throws `TypeError` for what is unknown or of the wrong type, `RangeError`
   * for a value that cannot be, each with its path.
   */
  constructor(script: Script, path: string) {
    checkScript(script, path);
    this.#script = script;
    this.#path = path;
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
    if (typeof script === 'function') return checked(script, `${this.#path}()`);
    if ('conversation' in script) {
      const place = `${this.#path}.conversation()`;
      const session = script.conversation(client);
      const started = once(() => begun(session, place));
      return checked(async (turn) => {
        await started();
        const { value } = await session.next(turn);
        return value ?? defaultAnswer(turn);
      }, place);
    }
    const { answers } = script;
    if (typeof answers === 'function') return checked(answers, `${this.#path}.answers()`);
    return (turn) => {
      // What functions return is no turn of the list: a call without `next` would be made again and again.
      const listed = turn.kind === 'tool' ? undefined : answers?.[Math.min(turn.index, answers.length) - 1];
      return listed ?? defaultAnswer(turn);
    };
  }
}

/** The same function, whose answers are checked like those of a script that is data. */
const checked =
  (answer: AnswerFunction, place: string): AnswerFunction =>
  async (turn) => {
    const given = await answer(turn);
    ANSWER(given, place);
    return given;
  };

const begun = (session: ReturnType<Conversation>, place: string): unknown => {
  const next: unknown = (session as Partial<typeof session> | undefined)?.next;
  if (typeof next !== 'function') throw new TypeError(`${place} must be a generator.`);
  return session.next();
};

const once = <Result>(run: () => Result): (() => Result) => {
  let result: { readonly value: Result } | undefined;
  return () => (result ??= { value: run() }).value;
};
