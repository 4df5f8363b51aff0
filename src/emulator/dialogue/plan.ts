import type { Answer, Delivery } from '../script/answer.ts';
import type { AnswerStep, CallStep } from '../script/answer-steps.ts';
import { FILLERS } from '../assumptions/index.ts';

/** What of an answer can be sent without waiting for anything, and how it goes on. */
export interface Stretch {
  readonly steps: readonly AnswerStep[];
  /** `turn`: it is over; `part`: a turn is complete, and more follows; `calls`: responses are waited for. */
  readonly end: 'turn' | 'part' | 'calls' | Extract<AnswerStep, { kind: 'none' }>;
  readonly rest: readonly AnswerStep[];
}

/** How the model behaves where the script says nothing. */
export interface Habits {
  /** Whether the model waits for the responses to these calls. */
  readonly waits: (step: CallStep) => boolean;
  /** Whether it says something before it thinks. */
  readonly thinksAloud: boolean;
  /** Whether it shows the code of a call before the call. */
  readonly codeFirst: boolean;
}

const python = (value: unknown): string => {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
};

/** The call as the code that models of 2.x show (`BEHAVIOURS.codeBeforeCall`). */
const codeOf = ({ calls }: CallStep): AnswerStep => ({
  kind: 'code',
  code: calls
    .map(({ name, args = {} }) => {
      const list = Object.entries(args).map(([key, value]) => `${key}=${python(value)}`);
      return `print(default_api.${name}(${list.join(', ')}))`;
    })
    .join('\n'),
});

const said = (text: string): readonly AnswerStep[] => (text === '' ? [] : [{ kind: 'say', text }]);

/** The steps of an answer, with what the model does of itself: fillers, and code before a call. */
export const stepsOf = (answer: Answer, { waits, thinksAloud, codeFirst }: Habits): readonly AnswerStep[] => {
  const steps = answer.kind === 'steps' ? answer.steps : [answer];
  return steps.flatMap((step, index): readonly AnswerStep[] => {
    if (step.kind === 'think') {
      const filler = said(step.filler ?? (thinksAloud ? FILLERS.thinking : ''));
      return filler.length === 0 ? [step] : [...filler, { kind: 'complete' }, step];
    }
    if (step.kind !== 'call') return [step];
    const code = codeFirst ? [codeOf(step)] : [];
    if (waits(step)) return [...code, step];
    const last = index === steps.length - 1;
    return [...code, step, ...said(step.filler ?? (last ? FILLERS.calling : ''))];
  });
};

/** The first stretch of the steps, and what is left. */
export const cut = (steps: readonly AnswerStep[], waits: (step: CallStep) => boolean): Stretch => {
  const at = steps.findIndex(
    (step) => step.kind === 'complete' || step.kind === 'none' || (step.kind === 'call' && waits(step)),
  );
  const stop = steps[at];
  if (!stop) return { steps, end: 'turn', rest: [] };
  const [before, rest] = [steps.slice(0, at), steps.slice(at + 1)];
  if (stop.kind === 'call') return { steps: [...before, stop], end: 'calls', rest };
  if (stop.kind === 'none') return { steps: before, end: stop, rest: [] };
  return { steps: before, end: rest.length > 0 ? 'part' : 'turn', rest };
};

/** The answer after calls that were waited for: the script's own, else what was still to come; else it is asked for. */
export const continuation = (
  { next }: CallStep,
  rest: readonly AnswerStep[],
  { thought: _, ...delivery }: Delivery,
): Answer | undefined => {
  if (rest.length === 0) return next;
  const more = next === undefined ? [] : next.kind === 'steps' ? next.steps : [next];
  return { ...delivery, kind: 'steps', steps: [...more, ...rest] };
};
