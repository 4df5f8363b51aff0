import { fillInstruction } from '../../../src/core/instruction.ts';
import { readConfig } from '../../../src/core/config-reading.ts';
import {
  planSession as plan,
  type SessionInput,
  type SessionPlan,
} from '../../../src/core/session-config.ts';

/** A plan with all that reads `config` at hand, as in a conversation that was given one. */
export const planSession = (input: SessionInput): SessionPlan =>
  plan({ ...input, readConfig, fill: fillInstruction });
