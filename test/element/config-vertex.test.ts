import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

const GEMINI = '<gemini-live model="gemini-2.5-flash-native-audio-latest" visualizer="none"></gemini-live>';
const VERTEX =
  '<gemini-live model="gemini-live-2.5-flash-native-audio" backend="firebase" visualizer="none"></gemini-live>';
const FIREBASE = { apiKey: 'twin-key', projectId: 'a-project', location: 'us-central1' };

/** Tools of the service, as they are asked for; to begin with, those that both of Google’s APIs know. */
const BOTH = [
  { googleMaps: {} },
  { codeExecution: {} },
  { urlContext: {} },
  { computerUse: { environment: 'ENVIRONMENT_BROWSER' } },
  { googleSearchRetrieval: {} },
];
const DEVELOPER = [
  { fileSearch: { fileSearchStoreNames: ['fileSearchStores/x'] } },
  { mcpServers: [{ name: 'm' }] },
];
const OF_VERTEX = [
  { retrieval: { vertexAiSearch: { datastore: 'd' } } },
  { enterpriseWebSearch: {} },
  { parallelAiSearch: {} },
  { exaAiSearch: {} },
];

/** What Vertex AI takes beyond the Developer API. */
const MORE = {
  explicitVadSignal: true,
  sessionResumption: { transparent: true },
  safetySettings: [
    { category: 'HARM_CATEGORY_HARASSMENT', method: 'SEVERITY', threshold: 'BLOCK_ONLY_HIGH' },
  ],
};

describe('config, by whom it is read', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const setupOf = async (
    markup: string,
    config: object,
    options: object = {},
  ): Promise<Record<string, unknown>> => {
    stage = await Stage.open({ markup });
    stage.element.options = { ...stage.element.options, ...options };
    stage.element.config = config;
    // Not every tool is one of this model's: what it is asked for is what counts here.
    await stage.element.start().catch(() => undefined);
    return (await stage.setup()) as Record<string, unknown>;
  };

  it('the tools of the Developer API reach its setup as they are', async () => {
    const tools = [...BOTH, ...DEVELOPER];
    expect((await setupOf(GEMINI, { tools }))['tools']).to.deep.equal(tools);
    expect(stage.warnings).to.deep.equal([]);
  });

  it('the tools of Vertex AI are left out there, each with its name', async () => {
    expect((await setupOf(GEMINI, { tools: OF_VERTEX }))['tools'] ?? []).to.deep.equal([]);
    const told = stage.of('gemini-live-warning').map(({ message }) => message);
    for (const name of OF_VERTEX.flatMap(Object.keys)) {
      expect(
        told.some((message) => message.includes(name)),
        name,
      ).to.equal(true);
    }
  });

  it('tools and fields of Vertex AI reach its setup as they are', async () => {
    const tools = [...BOTH, ...OF_VERTEX];
    const setup = await setupOf(VERTEX, { tools, ...MORE }, { firebase: FIREBASE });
    expect(setup['tools']).to.deep.equal(tools);
    expect(setup).to.deep.include(MORE);
    expect(stage.warnings).to.deep.equal([]);
  });

  it('a voice of one’s own reaches the setup as it is', async () => {
    const speechConfig = {
      voiceConfig: { replicatedVoiceConfig: { mimeType: 'audio/wav', voiceSampleAudio: 'AAAA' } },
    };
    const setup = await setupOf(VERTEX, { speechConfig }, { firebase: FIREBASE });
    expect(setup['generationConfig']).to.deep.include({ speechConfig });
  });
});
