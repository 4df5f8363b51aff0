import type { Answer, Fault, Moment, Script, ScriptData, Turn } from './script.ts';
import { defaultAnswer } from './script.ts';

type Settings = Omit<ScriptData, 'answers'> & {
  readonly answers?: ScriptData['answers'] | ((turn: Turn) => unknown);
};

/** Asks the script, in whichever form it is. One for a twin; it remembers nothing but which faults have happened. */
export class ScriptRunner {
  readonly #script: Script | undefined;
  readonly #settings: Settings;

  constructor(script: Script | undefined) {
    this.#script = script;
    this.#settings = typeof script === 'object' ? script : {};
  }

  /** The answer to a turn. Whatever a function of the host throws comes through. */
  async answer(turn: Turn): Promise<Answer> {
    const script = this.#script;
    if (typeof script === 'function') return script(turn);
    const answers = script?.answers;
    if (typeof answers === 'function') return answers(turn);
    return answers?.[Math.min(turn.index, answers.length) - 1] ?? defaultAnswer(turn);
  }

  /** The HTTP status with which this upgrade is refused. */
  refusal(connection: number): number | undefined {
    const { refuse } = this.#settings;
    return refuse && (refuse.connection ?? connection) === connection ? refuse.status : undefined;
  }

  get setupDelayMs(): number | undefined {
    return this.#settings.setupDelayMs;
  }

  /** What goes wrong now. `turn` is 0 before the first one. */
  faults(at: Moment, connection: number, turn: number): readonly Fault[] {
    return (this.#settings.faults ?? []).filter(
      (fault) =>
        fault.at === at && (fault.connection ?? connection) === connection && (fault.turn ?? turn) === turn,
    );
  }
}
