import type { Answer } from './answer.ts';
import type { Fault, Moment } from './fault.ts';
import type { Script, ScriptData } from './script.ts';
import type { Turn } from './turn.ts';
import { defaultAnswer } from './script.ts';

type Settings = Omit<ScriptData, 'answers'>;

/** Whether a close frame may carry it; 1005 and 1006 stand for a frame without a code, and for none. */
const isCloseCode = (code: number): boolean =>
  Number.isInteger(code) &&
  ((code >= 1000 && code <= 1014 && code !== 1004) || (code >= 3000 && code <= 4999));

/** Asks the script, in whichever form it is. One for a twin. */
export class ScriptRunner {
  readonly #script: Script | undefined;
  readonly #settings: Settings;

  /** Throws `RangeError` for a script that would close with a code that is none. */
  constructor(script: Script | undefined) {
    this.#script = script;
    this.#settings = typeof script === 'object' ? script : {};
    for (const { do: action } of this.#settings.faults ?? []) {
      if (action.kind === 'close' && !isCloseCode(action.code)) {
        throw new RangeError(`A script cannot close with ${action.code}: 1000…1014 or 3000…4999 are codes.`);
      }
    }
  }

  /** The answer to a turn. Rejects with whatever a function of the host throws. */
  async answer(turn: Turn): Promise<Answer> {
    const answers = typeof this.#script === 'function' ? this.#script : this.#script?.answers;
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
