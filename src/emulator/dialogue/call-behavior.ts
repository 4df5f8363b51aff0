import type { CallStep, ScriptedCall } from '../script/answer-steps.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { ToolSpec } from '../protocol/setup.ts';

/** Whether the model waits for a function: as the script says, as it was declared, or as the model does it. */
const behaviorOf = (
  { name, behavior }: ScriptedCall,
  { profile }: Agreement,
  tools: readonly ToolSpec[],
): 'BLOCKING' | 'NON_BLOCKING' => {
  if (behavior !== undefined) return behavior;
  const declaration = tools
    .flatMap(({ functionDeclarations = [] }) => functionDeclarations)
    .find((one) => one.name === name);
  if (!declaration) return 'BLOCKING'; // BEHAVIOURS.undeclaredCall
  const declared = declaration.behavior ?? 'UNSPECIFIED';
  return declared === 'UNSPECIFIED' ? (profile.toolBehaviors[0] ?? 'BLOCKING') : declared;
};

/** Whether the model says nothing more until the functions have answered: one of them blocks. */
export const waitsFor = ({ calls }: CallStep, agreement: Agreement, tools: readonly ToolSpec[]): boolean =>
  calls.some((call) => behaviorOf(call, agreement, tools) === 'BLOCKING');
