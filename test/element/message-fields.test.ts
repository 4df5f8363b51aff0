import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

const TRANSCRIPTION = {
  text: 'Good morning.',
  finished: true,
  languageCode: 'en-US',
  speakerLabel: 'A',
  startOffset: '0.5s',
  endOffset: '1.5s',
  words: [{ word: 'Good', startOffset: '0.5s', endOffset: '1s' }],
};
const counts = (modality: string): object[] => [{ modality, tokenCount: 5 }];

/** What the service may say beside words and sound: each is a message of its own. */
const MESSAGES: Readonly<Record<string, object>> = {
  'captions with speaker, language and times': {
    serverContent: {
      inputTranscription: TRANSCRIPTION,
      interimInputTranscription: { ...TRANSCRIPTION, finished: false },
      outputTranscription: TRANSCRIPTION,
    },
  },
  'the course of a turn': {
    serverContent: {
      generationComplete: true,
      turnComplete: true,
      turnCompleteReason: 'NEED_MORE_INPUT',
      waitingForInput: true,
      interactionStatus: 'IDLE',
    },
  },
  'its own detection of speech': {
    voiceActivity: { voiceActivityType: 'ACTIVITY_START', audioOffset: '1.5s' },
    voiceActivityDetectionSignal: { vadSignalType: 'VAD_SIGNAL_TYPE_SOS' },
  },
  'what an answer is grounded in': {
    serverContent: {
      groundingMetadata: {
        groundingChunks: [
          { web: { uri: 'https://example.org/', title: 'A', domain: 'example.org' } },
          { maps: { uri: 'https://example.org/', title: 'B', placeId: 'p' } },
          { image: { sourceUri: 'https://example.org/', imageUri: 'https://example.org/a.png' } },
          { retrievedContext: { uri: 'https://example.org/', title: 'C', text: 'c' } },
        ],
        groundingSupports: [{ segment: { startIndex: 1, endIndex: 4 }, groundingChunkIndices: [0] }],
        searchEntryPoint: { renderedContent: '<a href="https://example.org/">A</a>' },
        webSearchQueries: ['a'],
        imageSearchQueries: ['b'],
        retrievalQueries: ['c'],
        retrievalMetadata: { googleSearchDynamicRetrievalScore: 0.5 },
        googleMapsWidgetContextToken: 'w',
        sourceFlaggingUris: [{ sourceId: 's', flagContentUri: 'https://example.org/flag' }],
      },
      urlContextMetadata: {
        urlMetadata: [
          { retrievedUrl: 'https://example.org/', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' },
        ],
      },
    },
  },
  'what it computed': {
    serverContent: {
      modelTurn: {
        role: 'model',
        parts: [
          { executableCode: { language: 'PYTHON', code: '1+1' } },
          { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '2' } },
        ],
      },
    },
  },
  'what it costs': {
    usageMetadata: {
      promptTokenCount: 10,
      responseTokenCount: 20,
      cachedContentTokenCount: 5,
      thoughtsTokenCount: 3,
      toolUsePromptTokenCount: 5,
      totalTokenCount: 38,
      promptTokensDetails: counts('AUDIO'),
      responseTokensDetails: counts('AUDIO'),
      cacheTokensDetails: counts('TEXT'),
      toolUsePromptTokensDetails: counts('TEXT'),
      trafficType: 'ON_DEMAND',
      serviceTier: 'standard',
    },
  },
};

describe('what the service tells, with options.debug', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  it(`reaches gemini-live-message as it came: ${Object.keys(MESSAGES).join(', ')}`, async () => {
    stage = await Stage.open();
    stage.element.options = { ...stage.element.options, debug: true };
    await stage.element.start();
    const heard = (): object[] => stage.of('gemini-live-message').map(({ message }) => message);
    expect(Object.keys(heard()[0] ?? {})).to.deep.equal(['setupComplete']);
    for (const [what, message] of Object.entries(MESSAGES)) {
      const before = heard().length;
      await stage.twin.send(message);
      await stage.until(() => heard().length > before);
      expect({ ...heard().at(-1) }, what).to.deep.equal(message);
    }
    await stage.until(() => stage.of('gemini-live-grounding').length > 0);
    expect(stage.element.usage).to.include({ totalTokens: 38, toolUseTokens: 5, cachedTokens: 5 });
    expect(stage.of('gemini-live-grounding').at(-1)?.metadata).to.deep.equal(
      (MESSAGES['what an answer is grounded in'] as { serverContent: { groundingMetadata: object } })
        .serverContent.groundingMetadata,
    );
    expect(stage.errors).to.deep.equal([]);
  });
});
