import type { LiveClientContextUpdate } from '@google/genai/web';
import { say } from '../core/say.ts';
import type { SessionPlan } from '../core/session-config.ts';
import { type ContentRules, contentOf, updatesOf } from './context-messages.ts';

/** Properties that new instructions can carry, and new tools. */
const INSTRUCTING: ReadonlySet<string> = new Set(['systemInstruction', 'variables', 'config']);
const EQUIPPING: ReadonlySet<string> = new Set(['googleSearch', 'config', 'tools']);

/**
 * What a change of properties means for the session that runs: an update for the service, or a warning that it has to wait
 * for the next connection. `names`: properties of which a setup is made; `plan`: what it would be made of now.
 */
export const settingsUpdate = (
  names: readonly string[],
  { config, profile }: SessionPlan,
  { settings, warn }: Pick<ContentRules, 'settings' | 'warn'>,
): LiveClientContextUpdate | undefined => {
  const updates = updatesOf({ profile, settings });
  const instructing = names.filter((name) => updates.instructs && INSTRUCTING.has(name));
  const equipping = names.filter((name) => updates.equips && EQUIPPING.has(name));
  for (const name of names) {
    if (instructing.includes(name) || equipping.includes(name)) continue;
    warn({ code: 'takes-effect-later', message: say('later', name) });
  }
  if (instructing.length + equipping.length === 0) return undefined;
  const { systemInstruction, tools } = config;
  // An absent field keeps what the model has; an empty list of tools takes them away.
  return {
    ...(instructing.length > 0 ? { systemInstruction: contentOf(systemInstruction) } : {}),
    ...(equipping.length > 0 ? { tools: { tools: tools ?? [] } } : {}),
  };
};
