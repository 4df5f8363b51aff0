import { below, row, type Chapter } from './capability.ts';

const TRANSCRIPTS =
  'serverContent.inputTranscription serverContent.interimInputTranscription serverContent.outputTranscription';
const GROUNDING = 'serverContent.groundingMetadata';
const COUNTS =
  'promptTokensDetails[] responseTokensDetails[] cacheTokensDetails[] toolUsePromptTokensDetails[]';

/** What goes to and fro. */
export const EXCHANGE: Chapter = {
  title: 'What goes to and fro',
  capabilities: [
    row(
      'Voice to voice',
      {
        fields:
          below('realtimeInput.audio', 'data mimeType') +
          ' serverContent.modelTurn.role serverContent.modelTurn.parts[].inlineData.*',
        by: '.start .stop .inputLevel .outputLevel .volume',
      },
      'index.html',
      'element/talk.test.ts element/tone.test.ts engine/engine.test.ts',
    ),
    row(
      'Typed turns, without a microphone if they come first',
      { fields: 'realtimeInput.text', by: '.sendText no-text-input' },
      'pages/modalities.html',
      'element/modalities.test.ts element/changes.test.ts',
    ),
    row(
      'Answers in text',
      { fields: 'serverContent.modelTurn.parts[].text' },
      'pages/modalities.html',
      'element/modalities.test.ts',
    ),
    row(
      'Recorded audio in, at any rate, or a stream',
      { by: '.sendAudio' },
      'pages/recorded.html',
      'element/sound.test.ts',
    ),
    row(
      'Answers as WAV',
      { by: '.recording options.record' },
      'pages/recorded.html',
      'element/sound-recording.test.ts',
    ),
    row(
      'Turns for the context, with and without an answer',
      { fields: 'clientContent.turns.* clientContent.turnComplete', by: '.sendContext' },
      'pages/context.html',
      'element/context.test.ts',
    ),
    row('A history to begin with', { by: '.history' }, 'pages/context.html', 'element/context.test.ts'),
    row(
      'New instructions and tools in mid-session',
      { fields: 'contextUpdate.systemInstruction.* contextUpdate.tools.*', by: '.updateContext' },
      'pages/context.html',
      'element/context.test.ts element/tools-setup.test.ts',
    ),
    row(
      'Captions as they come, and their interim text',
      {
        fields:
          below(TRANSCRIPTS, 'text finished languageCode speakerLabel startOffset endOffset') +
          ' ' +
          below(TRANSCRIPTS, 'words[].word words[].startOffset words[].endOffset'),
        by: '.transcript gemini-live-transcript',
      },
      'playground.html',
      'core/transcript.test.ts element/message-fields.test.ts element/talk.test.ts',
    ),
    row(
      'Thoughts, in summaries',
      { fields: 'serverContent.modelTurn.parts[].thought' },
      'pages/native-audio.html',
      'element/insight.test.ts',
    ),
    row(
      'Camera, screen, single pictures',
      {
        fields: below('realtimeInput.video', 'data mimeType'),
        by: 'video .startVideo .stopVideo .sendImage options.offers options.videoConstraints',
      },
      'pages/sight.html',
      'element/sight.test.ts element/sight-pictures.test.ts element/extras.test.ts wire/sdk-contract.test.ts',
    ),
    row(
      'Functions of the page',
      {
        fields:
          'config.tools[].functionDeclarations[].* toolCall.functionCalls[].name toolCall.functionCalls[].id ' +
          'toolCall.functionCalls[].args toolCallCancellation.ids[] ' +
          below('toolResponse.functionResponses[]', 'id name response parts[].* scheduling willContinue'),
        by: '.tools .sendToolResponse options.toolTimeoutMs gemini-live-toolcall gemini-live-toolcancel',
      },
      'pages/tools.html',
      'element/tools.test.ts element/tools-results.test.ts element/tools-blocking.test.ts wire/sdk-contract.test.ts',
    ),
    row(
      'Search, with its sources',
      {
        fields:
          'config.tools[].googleSearch.* ' +
          below(
            GROUNDING,
            'groundingChunks[].web.* groundingSupports[].* searchEntryPoint.* webSearchQueries[]',
          ),
        by: 'google-search gemini-live-grounding',
      },
      'pages/search.html',
      'element/insight.test.ts element/message-fields.test.ts element/config-fields.test.ts',
    ),
    row(
      'Other tools of the service, where a model has them',
      {
        fields:
          below(
            'config.tools[]',
            'retrieval.* computerUse.* fileSearch.* googleMaps.* enterpriseWebSearch.* parallelAiSearch.* ' +
              'exaAiSearch.* googleSearchRetrieval.* codeExecution.* urlContext.* mcpServers[].*',
          ) +
          ' ' +
          below(
            GROUNDING,
            'groundingChunks[].maps.* groundingChunks[].image.* groundingChunks[].retrievedContext.* retrievalMetadata.* ' +
              'googleMapsWidgetContextToken imageSearchQueries[] retrievalQueries[] sourceFlaggingUris[].*',
          ) +
          ' serverContent.urlContextMetadata.* serverContent.modelTurn.parts[].executableCode.* ' +
          'serverContent.modelTurn.parts[].codeExecutionResult.*',
        by: 'gemini-live-grounding gemini-live-message',
      },
      'playground.html',
      'element/config-vertex.test.ts element/message-fields.test.ts',
    ),
    row(
      'Usage, by modality and in total',
      {
        fields:
          below(
            'usageMetadata',
            'promptTokenCount responseTokenCount cachedContentTokenCount thoughtsTokenCount toolUsePromptTokenCount ' +
              'totalTokenCount trafficType serviceTier',
          ) +
          ' ' +
          below(below('usageMetadata', COUNTS), 'modality tokenCount'),
        by: '.usage gemini-live-usage options.offers',
      },
      'pages/usage.html',
      'element/usage.test.ts element/message-fields.test.ts ui/extras/voice-usage.test.ts',
    ),
    row('A ceiling of tokens', { by: 'options.usageLimit' }, 'pages/usage.html', 'element/usage.test.ts'),
  ],
};
