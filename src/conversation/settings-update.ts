import type { LiveClientContextUpdate } from '@google/genai/web';
import { contentOf } from '../core/part-fields.ts';
import { say } from '../core/say.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { ClientMessage } from '../engine/messages.ts';
import { type ContentRules, contextMessages, type Told, updatesOf } from './context-messages.ts';

const PINNED = 'locked-by-token';

const asText = (value: unknown): string => JSON.stringify(value) ?? '';

/** Properties that new instructions can carry, and new tools. */
const INSTRUCTING: ReadonlySet<string> = new Set(['systemInstruction', 'variables', 'config']);
const EQUIPPING: ReadonlySet<string> = new Set(['googleSearch', 'config', 'tools']);

/**
 * What a change of properties means for the session that runs: an update for the service, or a warning that it has to wait
 * for the next connection. `names`: properties of which a setup is made; `plan`: what it would be made of now; `before`: what
 * the model has been told.
 */
const settingsUpdate = (
  names: readonly string[],
  { config, locked, profile, warnings }: SessionPlan,
  { before, settings, warn }: Pick<ContentRules, 'settings' | 'warn'> & { readonly before: Told },
): LiveClientContextUpdate | undefined => {
  const updates = updatesOf({ profile, settings });
  // Of what the plan leaves out, that alone is news: the token will pin it for as long as this session lasts.
  warnings.filter(({ code }) => code === PINNED).forEach(warn);
  const differs = (name: keyof Told): boolean => {
    if (asText(config[name]) === asText(before[name])) return false;
    if (!locked.some((path) => `${path}.`.startsWith(`${name}.`))) return true;
    warn({ code: PINNED, message: say('pinned', name, name) });
    return false;
  };
  const instructing = names.filter((name) => updates.instructs && INSTRUCTING.has(name));
  const equipping = names.filter((name) => updates.equips && EQUIPPING.has(name));
  for (const name of names) {
    if (instructing.includes(name) || equipping.includes(name)) continue;
    warn({ code: 'takes-effect-later', message: say('later', name) });
  }
  const { systemInstruction, tools } = config;
  const instructs = instructing.length > 0 && differs('systemInstruction');
  const equips = equipping.length > 0 && differs('tools');
  // What else of `config` has changed waits.
  if (names.includes('config') && !instructs && !equips && instructing.length + equipping.length > 0)
    warn({ code: 'takes-effect-later', message: say('later', 'config') });
  if (!instructs && !equips) return undefined;
  // An absent field keeps what the model has; an empty list of tools takes them away.
  return {
    ...(instructs ? { systemInstruction: contentOf(systemInstruction) } : {}),
    ...(equips ? { tools: { tools: tools ?? [] } } : {}),
  };
};

/**
 * The messages by which the running session is told of changed properties; what it cannot be told is a warning. `setUp`: what it
 * was set up with.
 */
export const settingsMessages = (
  names: readonly string[],
  plan: SessionPlan,
  setUp: Told,
  rules: ContentRules,
): readonly ClientMessage[] => {
  const { kept } = rules;
  const before = kept.told ?? setUp;
  const update = settingsUpdate(names, plan, { ...rules, before });
  if (!update) return [];
  // The newer of the two.
  for (const name of Object.keys(update) as (keyof Told)[]) delete kept.over?.[name];
  const { systemInstruction, tools } = plan.config;
  kept.told = {
    ...before,
    ...(update.systemInstruction ? { systemInstruction } : {}),
    ...(update.tools ? { tools } : {}),
  };
  return contextMessages({ contextUpdate: update }, rules);
};
