const LIVE = 'the Live API refuses it, or does not know it';
const TWICE =
  'the SDK’s older place for the field of the same name in `config`; what stands there is passed on';
const GENERATE = 'of `generateContent`; no message of the Live API carries it';
const SPEAKERS = 'one model, one voice: the SDK refuses several in Live';

/** Fields of the SDK that the element has no use for, with the reason. `x.*` is `x` and all below it. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  'config.httpOptions.*': 'the SDK refuses it in Live: `base-url` and `api-version` are there instead',
  'config.abortSignal': 'of single requests: `stop()` ends a conversation',
  'config.speechConfig.multiSpeakerVoiceConfig.*': SPEAKERS,
  'config.generationConfig.speechConfig.*': TWICE,
  'config.generationConfig.thinkingConfig.*': TWICE,
  'config.generationConfig.audioTranscriptionConfig.*': TWICE,
  'config.generationConfig.translationConfig.*': TWICE,
  'config.generationConfig.enableAffectiveDialog': TWICE,
  'config.generationConfig.maxOutputTokens': TWICE,
  'config.generationConfig.mediaResolution': TWICE,
  'config.generationConfig.responseModalities[]': TWICE,
  'config.generationConfig.seed': TWICE,
  'config.generationConfig.temperature': TWICE,
  'config.generationConfig.topK': TWICE,
  'config.generationConfig.topP': TWICE,
  'config.generationConfig.modelSelectionConfig.*': LIVE,
  'config.generationConfig.responseJsonSchema': LIVE,
  'config.generationConfig.responseSchema.*': LIVE,
  'config.generationConfig.responseFormat[].*': LIVE,
  'config.generationConfig.responseMimeType': LIVE,
  'config.generationConfig.responseLogprobs': LIVE,
  'config.generationConfig.logprobs': LIVE,
  'config.generationConfig.stopSequences[]': LIVE,
  'config.generationConfig.routingConfig.*': LIVE,
  'config.generationConfig.audioTimestamp': LIVE,
  'config.generationConfig.enableEnhancedCivicAnswers': LIVE,
  'realtimeInput.media.*': 'the older name of `audio` and `video`, which models from 3.1 on refuse',
  'realtimeInput.audio.displayName': GENERATE,
  'realtimeInput.video.displayName': GENERATE,
  'toolCall.functionCalls[].partialArgs[].*': 'arguments in pieces; calls of the Live API come whole',
  'toolCall.functionCalls[].willContinue': 'arguments in pieces; calls of the Live API come whole',
  ...Object.fromEntries(
    [
      'mediaResolution.*',
      'toolCall.*',
      'toolResponse.*',
      'audioTranscription.*',
      'fileData.*',
      'functionCall.*',
      'functionResponse.*',
      'thoughtSignature',
      'videoMetadata.*',
      'partMetadata',
      'mediaProcessing',
      'speechMetadata.*',
    ].map((name) => [`serverContent.modelTurn.parts[].${name}`, GENERATE]),
  ),
};
