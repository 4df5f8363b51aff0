import type { ModelProfile } from './model-profile.ts';
import { say } from './say.ts';

/** Why the model does not take a wire value: a sentence that completes "model x …"; `undefined` when it does. */
export type Refusal = (profile: ModelProfile, value: unknown) => string | undefined;

/** For a fact that is yes or no. */
export const refuseUnless =
  (
    fact: 'affectiveDialog' | 'googleSearch' | 'languageCode' | 'systemInstruction' | 'translation',
    why: string,
  ): Refusal =>
  (profile) =>
    profile[fact] ? undefined : why;

/** A model of unknown name may have voices of its own. */
export const refuseVoice: Refusal = ({ known, voices }, value) =>
  !known || voices.includes(String(value)) ? undefined : say('voices', voices.join(', '));

/** `value` is the list that goes on the wire; its first entry counts. */
export const refuseModality: Refusal = ({ responseModalities }, value) =>
  responseModalities.some((modality) => Array.isArray(value) && value[0] === modality)
    ? undefined
    : say('modalities', responseModalities.join(' or '));

/** A budget of 0 switches thinking off, which not every model that thinks can do. */
export const refuseBudget: Refusal = ({ thinkingBudget, thinkingLevels, thinkingOff }, value) => {
  if (!thinkingBudget) return say(thinkingLevels.length > 0 ? 'use-level' : 'no-thinking');
  return Number(value) !== 0 || thinkingOff ? undefined : say('no-thinking-off');
};

/** Levels are taken in either case: the documentation writes them small. */
export const refuseLevel: Refusal = ({ thinkingBudget, thinkingLevels }, value) => {
  if (thinkingLevels.length === 0) return say(thinkingBudget ? 'use-budget' : 'no-thinking');
  const level = String(value).toUpperCase();
  return thinkingLevels.some((legal) => legal === level)
    ? undefined
    : say('takes', thinkingLevels.join(', ').toLowerCase());
};

/** Only a model that can be told how to think can be asked for its thoughts. */
export const refuseThoughts: Refusal = ({ thinkingBudget, thinkingLevels }) =>
  thinkingBudget || thinkingLevels.length > 0 ? undefined : say('no-thinking');

/** Where it is always on, asking for it is harmless and `false` is an error. */
export const refuseProactive: Refusal = ({ proactiveAudio }, value) => {
  if (proactiveAudio === 'always') return value === true ? undefined : say('always-proactive');
  return proactiveAudio === 'optional' ? undefined : say('no-proactivity');
};
