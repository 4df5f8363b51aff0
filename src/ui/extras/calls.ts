import type { ShownCall } from '../../conversation/extras.ts';
import type { ExtrasContext } from './contract.ts';
import type { AllTerms } from '../../locales/more/all-terms.ts';
import { icon } from './icons.ts';
import { plain } from './plain.ts';

const MAX_NAME = 60;

const STATES = {
  asking: 'callAsking',
  running: 'callRunning',
  done: 'callDone',
  failed: 'callFailed',
  cancelled: 'callCancelled',
} as const satisfies Record<ShownCall['state'], keyof AllTerms>;

/**
 * A function call in the transcript: its name, and what became of it, in words and a sign. It is not announced: the model goes
 * on speaking, and says itself what it found or could not do.
 */
export const drawCall = (context: ExtrasContext, { name, state }: ShownCall, terms: AllTerms): unknown =>
  context.html`<p class="call" part="call call-${state}" data-state=${state}>
    ${icon(context, state)} <span class="name" part="call-name" dir="auto">${plain(name, MAX_NAME)}</span>
    <span class="state" part="call-state">${terms[STATES[state]]}</span>
  </p>`;
