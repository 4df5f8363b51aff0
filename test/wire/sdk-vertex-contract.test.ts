import { expect } from '@open-wc/testing';
import { Live, type LiveConnectConfig, type Session } from '@google/genai/web';
import { onVertex } from '../../src/wire/backends/vertex-setup.ts';

interface Callbacks {
  onopen(): void;
  onmessage(event: { data: unknown }): void;
}

const MODEL = 'gemini-live-2.5-flash-native-audio';

/** What Google's own client sends, for one of the two services. */
class Client {
  readonly sent: unknown[] = [];
  readonly #live: Live;
  #on: Callbacks | undefined;
  #asked: () => void = () => undefined;

  constructor(vertex: boolean) {
    const client = {
      isVertexAI: () => vertex,
      getProject: () => undefined,
      getLocation: () => undefined,
      getApiKey: () => '',
      getApiVersion: () => 'v1',
      getHeaders: () => ({}),
      getWebsocketBaseUrl: () => 'wss://relay.example/live',
      getCustomBaseUrl: () => 'wss://relay.example/live',
    };
    const sockets = {
      create: (_url: string, _headers: unknown, on: Callbacks) => {
        this.#on = on;
        return {
          connect: () => undefined,
          close: () => undefined,
          send: (text: string) => {
            this.sent.push(JSON.parse(text) as unknown);
            this.#asked();
          },
        };
      },
    };
    const given = [client, { addAuthHeaders: () => Promise.resolve() }, sockets];
    this.#live = new Live(...(given as unknown as ConstructorParameters<typeof Live>));
  }

  async open(config: LiveConnectConfig): Promise<Session> {
    const asked = new Promise<void>((resolve) => (this.#asked = resolve));
    const connecting = this.#live.connect({
      model: MODEL,
      config,
      callbacks: { onmessage: () => undefined },
    });
    connecting.catch(() => this.#asked());
    await Promise.resolve();
    this.#on?.onopen();
    await asked;
    this.#on?.onmessage({ data: '{"setupComplete":{}}' });
    return connecting;
  }
}

/** The setup as `LiveConnection` sends it, for a backend whose fields lie over the SDK's form for the Developer API. */
const ours = async (config: LiveConnectConfig): Promise<unknown> => {
  const line = onVertex(config, `publishers/google/models/${MODEL}`);
  const client = new Client(false);
  await client.open(line.config);
  const [{ setup }] = client.sent as [{ setup: object }];
  return { setup: { ...setup, ...line.setup } };
};

const theirs = async (config: LiveConnectConfig): Promise<unknown> => {
  const client = new Client(true);
  await client.open(config);
  return client.sent[0];
};

const DECLARATION = { name: 'f', description: 'd', behavior: 'NON_BLOCKING' };

/** Configurations whose setup must be the very same as that of Google's client for Vertex AI. */
const CONFIGS: Readonly<Record<string, object>> = {
  'the least': {},
  'all numbers': { temperature: 0.5, topP: 0.9, topK: 40, maxOutputTokens: 100, seed: 7 },
  'a voice': {
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } }, languageCode: 'en-US' },
  },
  'thinking, affection, pictures, translation': {
    thinkingConfig: { thinkingBudget: 0, includeThoughts: true },
    enableAffectiveDialog: true,
    mediaResolution: 'MEDIA_RESOLUTION_LOW',
    translationConfig: { targetLanguageCode: 'es' },
  },
  'an instruction as text': { systemInstruction: 'Be nice.' },
  'an instruction as content': { systemInstruction: { parts: [{ text: 'Be nice.' }] } },
  'functions and search': { tools: [{ functionDeclarations: [DECLARATION] }, { googleSearch: {} }] },
  'tools of Vertex alone': {
    tools: [
      { retrieval: { vertexAiSearch: { datastore: 'd' } } },
      { googleSearch: { excludeDomains: ['x.example'] } },
      { enterpriseWebSearch: {} },
    ],
  },
  'what Vertex alone takes': {
    explicitVadSignal: true,
    sessionResumption: { handle: 'h', transparent: true },
    safetySettings: [
      { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE', method: 'PROBABILITY' },
    ],
  },
  'the rest': {
    inputAudioTranscription: {},
    outputAudioTranscription: {},
    realtimeInputConfig: {
      automaticActivityDetection: { disabled: true },
      activityHandling: 'NO_INTERRUPTION',
    },
    contextWindowCompression: { triggerTokens: '25600', slidingWindow: { targetTokens: '12800' } },
    proactivity: { proactiveAudio: true },
    labels: { a: 'b' },
    sessionResumption: null,
    tools: null,
  },
};

describe('Vertex AI, as Google’s own client speaks to it', () => {
  for (const [what, extra] of Object.entries(CONFIGS)) {
    it(`the same setup: ${what}`, async () => {
      const config = { responseModalities: ['AUDIO'], ...extra } as unknown as LiveConnectConfig;
      expect(await ours(config)).to.deep.equal(await theirs(structuredClone(config)));
    });
  }

  it('the handle goes over the wire as the page gave it, and stands where a line is asked for the one that it goes on with', () => {
    const sessionResumption = { handle: 'h', transparent: true };
    const { config, setup } = onVertex({ sessionResumption }, MODEL);
    expect(setup['sessionResumption']).to.deep.equal(sessionResumption);
    expect(config.sessionResumption).to.deep.equal({ handle: 'h' });
    expect(onVertex({}, MODEL).config.sessionResumption).to.equal(undefined);
  });

  it('the same messages after it', async () => {
    const [a, b] = [new Client(false), new Client(true)];
    for (const client of [a, b]) {
      const session = await client.open({ responseModalities: ['AUDIO' as never] });
      client.sent.length = 0;
      session.sendRealtimeInput({ audio: { data: 'AAAA', mimeType: 'audio/pcm;rate=16000' } });
      session.sendRealtimeInput({ video: { data: 'AAAA', mimeType: 'image/jpeg' } });
      session.sendRealtimeInput({ text: 'hi' });
      session.sendRealtimeInput({ audioStreamEnd: true });
      session.sendRealtimeInput({ activityStart: {} });
      session.sendRealtimeInput({ activityEnd: {} });
      session.sendClientContent({ turns: [{ role: 'user', parts: [{ text: 'a' }] }], turnComplete: false });
      session.sendToolResponse({ functionResponses: [{ id: '1', name: 'f', response: { output: 2 } }] });
      session.sendContextUpdate({ systemInstruction: { parts: [{ text: 'b' }] }, tools: { tools: [] } });
    }
    expect(a.sent).to.have.length(9);
    expect(a.sent).to.deep.equal(b.sent);
  });
});
