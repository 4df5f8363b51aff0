import type { FromEngine } from '../engine/messages.ts';
import { isObject } from '../core/merge.ts';
import type { FeatureName } from './features/features.ts';
import type { ConversationSettings } from './host.ts';

/** Which features a run needs from its beginning. */
export const wantedFrom = (settings: ConversationSettings): readonly FeatureName[] => {
  const { functions, hybridEndOfTurn, record, usageLimit, video } = settings;
  const wanted: readonly (readonly [FeatureName, boolean])[] = [
    ['tools', functions !== undefined],
    ['sight', video !== 'off'],
    ['sound', record],
    ['speech', hybridEndOfTurn],
    ['insight', usageLimit < Infinity],
  ];
  return wanted.filter(([, is]) => is).map(([name]) => name);
};

/** Which features what has just come calls for. */
export const wantedBy = (told: FromEngine): readonly FeatureName[] => {
  if (told.type !== 'message') return [];
  const { serverContent, toolCall, toolCallCancellation } = told.message;
  const wanted: FeatureName[] = isObject(toolCall) || isObject(toolCallCancellation) ? ['tools'] : [];
  const parts: unknown = serverContent?.modelTurn?.parts;
  const thinks = Array.isArray(parts) && parts.some((part) => isObject(part) && part['thought'] === true);
  return thinks || Object.keys(serverContent?.groundingMetadata ?? {}).length > 0
    ? [...wanted, 'insight']
    : wanted;
};
