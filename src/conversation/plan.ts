import { planSession, type SessionPlan } from '../core/session-config.ts';
import type { ConversationHost } from './host.ts';

/** What a session would be set up with as the page stands now; `locked` names the fields that a token pins. */
export const planFor = (host: ConversationHost, locked?: readonly string[]): SessionPlan => {
  const { config, declared, session, variables } = host.settings();
  return planSession({ settings: session, declared, config, variables, locked });
};
