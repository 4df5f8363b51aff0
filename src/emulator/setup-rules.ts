import { profileOf, type ModelProfile } from '../core/model-profiles.ts';
import { findVoice } from '../core/voices.ts';
import { ProtocolError, refusal } from './protocol-error.ts';
import type { Setup } from './setup.ts';

/** A session as agreed on. */
export interface Agreement {
  readonly setup: Setup;
  readonly profile: ModelProfile;
  /** How the messages are cut: from 3.x on, several fields share a message. */
  readonly generation: '2.x' | '3.x';
  readonly modality: 'AUDIO' | 'TEXT';
  readonly manualActivity: boolean;
}

const modelMissing = (model: string, apiVersion: string): ProtocolError =>
  new ProtocolError(
    1008,
    `${model} is not found for API version ${apiVersion}, or is not supported for bidiGenerateContent. ` +
      'Call ListModels to see the list of available models and their supported methods.',
  );

const checkSpeech = (setup: Setup, profile: ModelProfile): void => {
  const speech = setup.generationConfig?.speechConfig;
  const voice = speech?.voiceConfig?.prebuiltVoiceConfig?.voiceName ?? speech?.voiceConfig?.voice;
  if (voice !== undefined && findVoice(voice, profile.voices) === undefined) throw refusal('unknownVoice');
  if (speech?.languageCode !== undefined && !profile.languageCode) throw refusal('language');
};

const checkThinking = (setup: Setup, profile: ModelProfile): void => {
  const thinking = setup.generationConfig?.thinkingConfig;
  if (!thinking) return;
  if (!profile.thinkingBudget && profile.thinkingLevels.length === 0) throw refusal('thinking');
  const { thinkingBudget: budget, thinkingLevel: level } = thinking;
  if (budget !== undefined && !profile.thinkingBudget) throw refusal('thinking');
  if (budget === 0 && !profile.thinkingOff) throw refusal('thinking');
  const levels: readonly string[] = profile.thinkingLevels;
  if (level !== undefined && !levels.includes(level)) throw refusal('thinking');
};

const checkDetection = (setup: Setup): void => {
  const detection = setup.realtimeInputConfig?.automaticActivityDetection;
  if ((detection?.prefixPaddingMs ?? 0) < 0 || (detection?.silenceDurationMs ?? 0) < 0) {
    throw refusal('detection');
  }
};

const checkTools = (setup: Setup, profile: ModelProfile): void => {
  const behaviors: readonly string[] = profile.toolBehaviors;
  for (const tool of setup.tools ?? []) {
    if (tool.googleSearch && !profile.googleSearch) throw refusal('tools');
    for (const { name, behavior } of tool.functionDeclarations ?? []) {
      if (name === undefined || name === '' || behaviors.length === 0) throw refusal('tools');
      if (behavior !== undefined && behavior !== 'UNSPECIFIED' && !behaviors.includes(behavior)) {
        throw refusal('tools');
      }
    }
  }
};

const modalityOf = (setup: Setup, profile: ModelProfile): 'AUDIO' | 'TEXT' => {
  const asked = setup.generationConfig?.responseModalities ?? [];
  if (asked.length > 1) throw refusal('modalities');
  const modality = asked[0] ?? profile.responseModalities[0] ?? 'AUDIO';
  if (modality !== 'AUDIO' && modality !== 'TEXT') throw refusal('modalities');
  if (!profile.responseModalities.includes(modality)) throw refusal('textOnNativeAudio');
  return modality;
};

/**
 * Whether the model takes this `setup`; throws `ProtocolError` with the service's code when not. `apiVersion` is named in
 * the reason; `refuseRetired` says what happens to models that were shut down.
 */
export const agreeOn = (
  setup: Setup,
  { apiVersion, refuseRetired }: { readonly apiVersion: string; readonly refuseRetired: boolean },
): Agreement => {
  const model = setup.model ?? '';
  if (!/^(models|tunedModels)\/./.test(model)) throw refusal('modelName');
  const profile = profileOf(model);
  if (!profile.known || (profile.retired && refuseRetired)) throw modelMissing(model, apiVersion);
  const modality = modalityOf(setup, profile);
  checkSpeech(setup, profile);
  checkThinking(setup, profile);
  checkDetection(setup);
  checkTools(setup, profile);
  if (setup.proactivity?.proactiveAudio === false && profile.proactiveAudio === 'always') {
    throw refusal('proactivity');
  }
  if (setup.proactivity?.proactiveAudio === true && profile.proactiveAudio === 'no')
    throw refusal('proactivity');
  if (setup.generationConfig?.enableAffectiveDialog === true && !profile.affectiveDialog)
    throw refusal('affectiveDialog');
  if (setup.generationConfig?.translationConfig && !profile.translation) throw refusal('translation');
  if (setup.systemInstruction && !profile.systemInstruction) throw refusal('systemInstruction');
  return {
    setup,
    profile,
    generation: /^gemini-3\./.test(profile.model) ? '3.x' : '2.x',
    modality,
    manualActivity: setup.realtimeInputConfig?.automaticActivityDetection?.disabled === true,
  };
};
