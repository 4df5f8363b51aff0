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
  // assumed: the service's answer to an unknown voice, and to a language where none is taken, was not recorded.
  if (voice !== undefined && findVoice(voice, profile.voices) === undefined) throw refusal('invalidArgument');
  if (speech?.languageCode !== undefined && !profile.languageCode) throw refusal('invalidArgument');
};

const checkThinking = (setup: Setup, profile: ModelProfile): void => {
  const thinking = setup.generationConfig?.thinkingConfig;
  if (!thinking) return;
  // documented: "not supported" on some models; that this is 1007 is assumed.
  if (!profile.thinkingBudget && profile.thinkingLevels.length === 0) throw refusal('invalidArgument');
  const { thinkingBudget: budget, thinkingLevel: level } = thinking;
  if (budget !== undefined && !profile.thinkingBudget) throw refusal('invalidArgument');
  if (budget === 0 && !profile.thinkingOff) throw refusal('invalidArgument');
  const levels: readonly string[] = profile.thinkingLevels;
  if (level !== undefined && !levels.includes(level)) throw refusal('invalidArgument');
};

const checkDetection = (setup: Setup): void => {
  const detection = setup.realtimeInputConfig?.automaticActivityDetection;
  // assumed: negative durations are refused like any other bad argument.
  if ((detection?.prefixPaddingMs ?? 0) < 0 || (detection?.silenceDurationMs ?? 0) < 0) {
    throw refusal('invalidArgument');
  }
};

const checkTools = (setup: Setup, profile: ModelProfile): void => {
  const behaviors: readonly string[] = profile.toolBehaviors;
  for (const tool of setup.tools ?? []) {
    if (tool.googleSearch && !profile.googleSearch) throw refusal('invalidArgument');
    for (const { name, behavior } of tool.functionDeclarations ?? []) {
      if (name === undefined || name === '' || behaviors.length === 0) throw refusal('invalidArgument');
      if (behavior !== undefined && behavior !== 'UNSPECIFIED' && !behaviors.includes(behavior)) {
        throw refusal('invalidArgument');
      }
    }
  }
};

const modalityOf = (setup: Setup, profile: ModelProfile): 'AUDIO' | 'TEXT' => {
  const asked = setup.generationConfig?.responseModalities ?? [];
  if (asked.length > 1) throw refusal('invalidArgument'); // documented: one modality a session
  const modality = asked[0] ?? profile.responseModalities[0] ?? 'AUDIO';
  if (modality !== 'AUDIO' && modality !== 'TEXT') throw refusal('invalidArgument');
  if (!profile.responseModalities.includes(modality)) throw refusal('internal'); // recorded: 1011
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
  if (!/^(models|tunedModels)\/./.test(model)) throw refusal('invalidArgument'); // assumed
  const profile = profileOf(model);
  if (!profile.known || (profile.retired && refuseRetired)) throw modelMissing(model, apiVersion);
  const modality = modalityOf(setup, profile);
  checkSpeech(setup, profile);
  checkThinking(setup, profile);
  checkDetection(setup);
  checkTools(setup, profile);
  if (setup.proactivity?.proactiveAudio === false && profile.proactiveAudio === 'always') {
    throw refusal('invalidArgument'); // documented as an error; the code is assumed
  }
  if (setup.proactivity?.proactiveAudio === true && profile.proactiveAudio === 'no')
    throw refusal('invalidArgument');
  if (setup.generationConfig?.enableAffectiveDialog === true && !profile.affectiveDialog)
    throw refusal('invalidArgument');
  if (setup.generationConfig?.translationConfig && !profile.translation) throw refusal('invalidArgument');
  if (setup.systemInstruction && !profile.systemInstruction) throw refusal('invalidArgument');
  return {
    setup,
    profile,
    generation: /^gemini-3\./.test(profile.model) ? '3.x' : '2.x',
    modality,
    manualActivity: setup.realtimeInputConfig?.automaticActivityDetection?.disabled === true,
  };
};
