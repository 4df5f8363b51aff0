import type { Delivery } from './answer-delivery.ts';
import type { AnswerStep } from './answer-steps.ts';

export type { Delivery } from './answer-delivery.ts';
export type { AnswerStep, CallStep, ScriptedCall, SpokenStep } from './answer-steps.ts';

/**
 * What the model does with a turn: one step, or several in order, and how it travels. Plain data: it can be written as JSON.
 */
export type Answer = Delivery &
  (
    | AnswerStep
    /** Several steps, one after the other, in one turn; `Delivery` holds for all of them. */
    | { readonly kind: 'steps'; readonly steps: readonly AnswerStep[] }
  );
