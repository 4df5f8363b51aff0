import type { FromEngine } from '../engine/messages.ts';
import type { SessionPlan } from '../core/session-config.ts';
import { isObject } from '../core/merge.ts';
import type { FeatureName, LoadFeature } from './features/features.ts';
import type { ConversationSettings } from './host.ts';

/** Which features a run needs from its beginning. */
export const wantedFrom = (settings: ConversationSettings): readonly FeatureName[] => {
  const { hybridEndOfTurn, record, tools, usageLimit, video } = settings;
  const wanted: readonly (readonly [FeatureName, boolean])[] = [
    ['tools', tools !== undefined],
    ['sight', video !== 'off'],
    ['sound', record],
    ['speech', hybridEndOfTurn],
    // Counts, and looks at the count.
    ['page', usageLimit < Infinity],
    ['insight', usageLimit < Infinity],
  ];
  return wanted.filter(([, is]) => is).map(([name]) => name);
};

/** Whether the setup has to be read out of more than attributes. */
export const isConfigured = ({ config, declared, tools }: ConversationSettings): boolean =>
  (config ?? declared ?? tools) !== undefined;

/** Whether the instruction of the attribute, which alone needs no reading, may have variables in it. */
export const isTemplate = ({ session }: ConversationSettings): boolean => {
  const instruction: unknown = session.systemInstruction;
  return typeof instruction === 'string' && instruction.includes('{{');
};

/** Fetches, before anybody has asked for a conversation, what one with these settings will need. */
export const preloadFeatures = (settings: ConversationSettings, load: LoadFeature): void => {
  if (isConfigured(settings) || isTemplate(settings) || settings.history)
    load('config').catch(() => undefined);
  for (const name of new Set<FeatureName>(['page', ...wantedFrom(settings)]))
    load(name).catch(() => undefined);
};

/** Which features what has just come calls for. */
export const wantedBy = (told: FromEngine, plan: SessionPlan | undefined): readonly FeatureName[] => {
  // The start does not wait for what is wanted once it is over.
  if (told.type === 'opened') return ['devices'];
  if (told.type !== 'message') return [];
  const { serverContent, toolCall, toolCallCancellation } = told.message;
  const wanted: FeatureName[] = isObject(toolCall) || isObject(toolCallCancellation) ? ['tools'] : [];
  // Some models think aloud unasked.
  const thinks = plan?.config.thinkingConfig?.includeThoughts === true;
  const insightful =
    thinks ||
    plan?.profile.turns === false ||
    Object.keys({ ...serverContent?.groundingMetadata, ...serverContent?.urlContextMetadata }).length > 0;
  return insightful ? [...wanted, 'insight'] : wanted;
};
