import type { ModelProfile } from '../../core/model-profiles.ts';
import { findVoice } from '../../core/voices.ts';
import type { ModelTraits } from './model-traits.ts';
import { refusal } from '../protocol/protocol-error.ts';
import type { Setup, ToolSpec } from '../protocol/setup.ts';

/** Fields of `generationConfig` that the service knows, and refuses in Live (`refusal('generationField')`). */
const NOT_IN_LIVE = [
  'responseLogprobs',
  'responseMimeType',
  'logprobs',
  'responseSchema',
  'responseJsonSchema',
  'stopSequences',
  'routingConfig',
  'modelConfig',
  'audioTimestamp',
  'imageConfig',
  'responseFormat',
] as const;

/** Tools of the service's own, `googleSearch` aside. */
const OWN_TOOLS = [
  'codeExecution',
  'urlContext',
  'googleSearchRetrieval',
  'googleMaps',
  'fileSearch',
  'computerUse',
] as const;

const checkSpeech = (setup: Setup, profile: ModelProfile): void => {
  const speech = setup.generationConfig?.speechConfig;
  if (speech?.multiSpeakerVoiceConfig) throw refusal('generationField');
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

/** Whether the model takes these tools, in `setup` or in mid-session; throws `ProtocolError` 1007 when not. */
export const checkTools = (tools: readonly ToolSpec[], profile: ModelProfile, traits: ModelTraits): void => {
  const behaviors: readonly string[] = profile.toolBehaviors;
  const ownTools: readonly string[] = traits.ownTools;
  for (const tool of tools) {
    if (tool.googleSearch && !profile.googleSearch) throw refusal('tools');
    const foreign = OWN_TOOLS.some((name) => Object.hasOwn(tool, name) && !ownTools.includes(name));
    if (foreign) throw refusal('tools');
    for (const { name, behavior } of tool.functionDeclarations ?? []) {
      if (name === undefined || name === '' || behaviors.length === 0) throw refusal('tools');
      if (behavior !== undefined && behavior !== 'UNSPECIFIED' && !behaviors.includes(behavior)) {
        throw refusal('tools');
      }
    }
  }
};

const checkFeatures = (setup: Setup, profile: ModelProfile): void => {
  const { proactivity, generationConfig, systemInstruction } = setup;
  if (NOT_IN_LIVE.some((name) => Object.hasOwn(generationConfig ?? {}, name)))
    throw refusal('generationField');
  if (proactivity?.proactiveAudio === false && profile.proactiveAudio === 'always')
    throw refusal('proactivity');
  if (proactivity?.proactiveAudio === true && profile.proactiveAudio === 'no') throw refusal('proactivity');
  if (generationConfig?.enableAffectiveDialog === true && !profile.affectiveDialog)
    throw refusal('affectiveDialog');
  if (generationConfig?.translationConfig && !profile.translation) throw refusal('translation');
  if (systemInstruction && !profile.systemInstruction) throw refusal('systemInstruction');
};

/** Whether the model takes all that this `setup` asks for; throws `ProtocolError` when not. */
export const checkSetup = (setup: Setup, profile: ModelProfile, traits: ModelTraits): void => {
  checkSpeech(setup, profile);
  checkThinking(setup, profile);
  checkDetection(setup);
  checkTools(setup.tools ?? [], profile, traits);
  checkFeatures(setup, profile);
};
