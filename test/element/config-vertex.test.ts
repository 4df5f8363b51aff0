import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

const GEMINI = '<gemini-live model="gemini-2.5-flash-native-audio-latest" visualizer="none"></gemini-live>';
const WRITING = GEMINI.replace(/model="[^"]*"/, 'model="gemini-live-2.5-flash-preview"');
const VERTEX =
  '<gemini-live model="gemini-live-2.5-flash-native-audio" backend="firebase" visualizer="none"></gemini-live>';
const WRITING_ON_VERTEX = VERTEX.replace('-native-audio', '');
const FIREBASE = { apiKey: 'twin-key', projectId: 'a-project', location: 'us-central1' };

/** Tools of the service that half-cascade models take, on either of Google’s APIs. */
const BOTH = [{ codeExecution: {} }, { urlContext: {} }, { googleSearchRetrieval: {} }, { googleSearch: {} }];
/** Tools that no known model takes in a live session. */
const NEVER = [
  { googleMaps: {} },
  { computerUse: { environment: 'ENVIRONMENT_BROWSER' } },
  { fileSearch: { fileSearchStoreNames: ['fileSearchStores/x'] } },
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
    await stage.element.start();
    return (await stage.setup()) as Record<string, unknown>;
  };

  const told = (): string[] => stage.of('gemini-live-warning').map(({ message }) => message);
  const named = (tools: readonly object[]): string[] => tools.flatMap(Object.keys);

  it('the tools of the Developer API reach its setup as they are', async () => {
    const tools = [...BOTH, { mcpServers: [{ name: 'm' }] }];
    expect((await setupOf(WRITING, { tools }))['tools']).to.deep.equal(tools);
    await stage.until(() => stage.warnings.length > 0);
    expect(stage.warnings).to.deep.equal(['retired-model']);
    expect(stage.element.state).to.equal('listening');
  });

  for (const markup of [GEMINI, GEMINI.replace(/model="[^"]*"/, ''), VERTEX]) {
    it(`tools that the model lacks are left out, each with a warning, and the session stands (${/[\w-]*="[^"]*"/.exec(markup)?.[0] ?? ''})`, async () => {
      const own = [...BOTH, ...NEVER].filter((tool) => !('googleSearch' in tool));
      const options = markup === VERTEX ? { firebase: FIREBASE } : {};
      const setup = await setupOf(markup, { tools: [...own, { googleSearch: {} }] }, options);
      expect(setup['tools']).to.deep.equal([{ googleSearch: {} }]);
      await stage.until(() => stage.warnings.length >= own.length);
      expect(stage.warnings).to.deep.equal(own.map(() => 'not-supported-by-model'));
      for (const [i, name] of named(own).entries()) expect(told()[i]).to.contain(name);
      expect(stage.element.state).to.equal('listening');
      expect(stage.errors).to.deep.equal([]);
    });
  }

  it('the tools of Vertex AI are left out there, each with its name', async () => {
    expect((await setupOf(GEMINI, { tools: OF_VERTEX }))['tools'] ?? []).to.deep.equal([]);
    await stage.until(() => stage.warnings.length >= OF_VERTEX.length);
    for (const name of named(OF_VERTEX)) expect(told().join(), name).to.contain(name);
  });

  it('tools and fields of Vertex AI reach its setup as they are', async () => {
    const tools = [...BOTH, ...OF_VERTEX];
    const setup = await setupOf(WRITING_ON_VERTEX, { tools, ...MORE }, { firebase: FIREBASE });
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
