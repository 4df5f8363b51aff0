import type { Content, LiveClientContextUpdate } from '@google/genai/web';
import { SESSION_ATTRIBUTES } from '../core/attribute-table.ts';
import { say } from '../core/say.ts';
import type { Warning } from '../core/state.ts';
import type { ConversationHost } from './host.ts';
import { planFor } from './plan.ts';

/** Properties that `contextUpdate` can carry, on models that take it. */
const INSTRUCTING: ReadonlySet<string> = new Set(['systemInstruction', 'variables', 'config']);
const EQUIPPING: ReadonlySet<string> = new Set(['googleSearch', 'config']);

/** Properties beside those of `setup` that a connection is made from. */
const CONNECTION: readonly string[] = ['tokenEndpoint', 'baseUrl', 'apiVersion', 'latency', 'workletBase'];

/**
 * What a change of properties means for the session that runs: a message for the service, or a warning that it has to wait
 * for the next connection.
 */
export const settingsUpdate = (
  names: readonly string[],
  host: ConversationHost,
  warn: (warning: Warning) => void,
): LiveClientContextUpdate | undefined => {
  const ofSession = new Set<string>(SESSION_ATTRIBUTES.map(({ property }) => property));
  const plan = planFor(host);
  const updates = plan.profile.contextUpdate;
  for (const name of names) {
    const waits = ofSession.has(name) || INSTRUCTING.has(name) || CONNECTION.includes(name);
    if (!waits || (updates && (INSTRUCTING.has(name) || EQUIPPING.has(name)))) continue;
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
