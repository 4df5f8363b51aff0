import { isObject, valueAt } from '../core/merge.ts';
import { planSession, type SessionPlan } from '../core/session-config.ts';
import type { LoadFeature } from './features/features.ts';
import type { ConversationSettings } from './host.ts';
import { isVertex } from './is-vertex.ts';
import { isConfigured, isTemplate } from './wanted-features.ts';

/** What a session would be set up with by these settings; `locked` names the fields that a token pins. */
export const planFor = async (
  settings: ConversationSettings,
  loadFeature: LoadFeature,
  locked?: readonly string[],
): Promise<SessionPlan> => {
  const { backend, config, declared, session, tools, variables } = settings;
  const isRead = isConfigured(settings);
  const reading = isRead || isTemplate(settings) ? await loadFeature('config') : undefined;
  return planSession({
    settings: session,
    declared,
    config,
    functions: tools && (await reading?.declarationsOf(tools)),
    variables,
    locked,
    backend: isVertex(settings) ? 'vertex' : backend,
    readConfig: isRead ? reading?.readConfig : undefined,
    fill: reading?.fillInstruction,
  });
};

/** Whether the visitor marks the turns, as far as that can be told before there is a plan. */
export const isManual = ({ config, declared, session }: ConversationSettings): boolean => {
  if (session.vad !== undefined) return session.vad === 'manual';
  const disabled = [config, declared].map((given: unknown) =>
    isObject(given) ? valueAt(given, 'realtimeInputConfig.automaticActivityDetection.disabled') : undefined,
  );
  return (disabled[0] ?? disabled[1]) === true;
};
