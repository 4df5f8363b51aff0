import type { Content, LiveClientContextUpdate } from '@google/genai/web';
import { say } from '../core/say.ts';
import type { Warning } from '../core/state.ts';
import type { SessionPlan } from '../core/session-config.ts';

/** Properties that `contextUpdate` can carry, on models that take it. */
const INSTRUCTING: ReadonlySet<string> = new Set(['systemInstruction', 'variables', 'config']);
const EQUIPPING: ReadonlySet<string> = new Set(['googleSearch', 'config', 'tools']);

/**
 * What a change of properties means for the session that runs: a message for the service, or a warning that it has to wait
 * for the next connection. `names`: properties of which a setup is made; `plan`: what it would be made of now.
 */
export const settingsUpdate = (
  names: readonly string[],
  plan: SessionPlan,
  warn: (warning: Warning) => void,
): LiveClientContextUpdate | undefined => {
  const updates = plan.profile.contextUpdate;
  for (const name of names) {
    if (updates && (INSTRUCTING.has(name) || EQUIPPING.has(name))) continue;
    warn({ code: 'takes-effect-later', message: say('later', name) });
  }
  const instructs = updates && names.some((name) => INSTRUCTING.has(name));
  const equips = updates && names.some((name) => EQUIPPING.has(name));
  if (!instructs && !equips) return undefined;
  const { systemInstruction, tools } = plan.config;
  // An absent field keeps what the model has; an empty list of tools takes them away.
  return {
    ...(instructs ? { systemInstruction: contentOf(systemInstruction) } : {}),
    ...(equips ? { tools: { tools: tools ?? [] } } : {}),
  };
};

const contentOf = (instruction: unknown): Content => {
  if (typeof instruction === 'string') return { role: 'user', parts: [{ text: instruction }] };
  return instruction ?? { role: 'user', parts: [] };
};
