import type { ModelProfile } from './model-profile.ts';

const NO_THINKING = 'takes no thinkingConfig';

/** `why`, which completes "model x …", unless the model takes it. */
export const refuseUnless = (takes: boolean, why: string): string | undefined => (takes ? undefined : why);

/** A model of unknown name may have voices of its own. */
export const refuseVoice = ({ known, voices }: ModelProfile, value: unknown): string | undefined =>
  refuseUnless(
    !known || voices.includes(String(value)),
    voices.length > 0 ? `has the voices ${voices.join(', ')}` : 'has no choice of voices',
  );

/** `value` is the list that goes on the wire; its first entry counts. */
export const refuseModality = ({ responseModalities }: ModelProfile, value: unknown): string | undefined =>
  refuseUnless(
    responseModalities.some((modality) => Array.isArray(value) && value[0] === modality),
    `answers in ${responseModalities.join(' or ')} only`,
  );

/** A budget of 0 switches thinking off, which not every model that thinks can do. */
export const refuseBudget = (profile: ModelProfile, value: unknown): string | undefined => {
  if (!profile.thinkingBudget)
    return profile.thinkingLevels.length > 0 ? 'takes thinking-level instead' : NO_THINKING;
  return refuseUnless(Number(value) !== 0 || profile.thinkingOff, 'cannot switch thinking off');
};

/** Levels are taken in either case: the documentation writes them small. */
export const refuseLevel = (
  { thinkingLevels, thinkingBudget }: ModelProfile,
  value: unknown,
): string | undefined => {
  if (thinkingLevels.length === 0) return thinkingBudget ? 'takes thinking-budget instead' : NO_THINKING;
  const level = String(value).toUpperCase();
  return refuseUnless(
    thinkingLevels.some((legal) => legal === level),
    `takes ${thinkingLevels.join(', ').toLowerCase()}`,
  );
};

/** Only a model that can be told how to think can be asked for its thoughts. */
export const refuseThoughts = ({ thinkingLevels, thinkingBudget }: ModelProfile): string | undefined =>
  refuseUnless(thinkingBudget || thinkingLevels.length > 0, NO_THINKING);

/** Where it is always on, asking for it is harmless and `false` is an error. */
export const refuseProactive = ({ proactiveAudio }: ModelProfile, value: unknown): string | undefined => {
  if (proactiveAudio === 'always')
    return refuseUnless(value === true, 'is always proactive, and false is an error');
  return refuseUnless(proactiveAudio === 'optional', 'has no proactive audio');
};
