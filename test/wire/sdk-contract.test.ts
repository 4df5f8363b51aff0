import { expect } from '@open-wc/testing';
import { Live, type LiveConnectConfig, type LiveServerMessage, type Session } from '@google/genai/web';

interface Callbacks {
  onopen(): void;
  onmessage(event: { data: unknown }): void;
  onerror(event: unknown): void;
  onclose(event: unknown): void;
}

/** What `LiveConnection` gives to `Live`, and no more: a new SDK that asks for more fails here, by name. */
const CLIENT: Readonly<Record<string, () => unknown>> = {
  isVertexAI: () => false,
  getWebsocketBaseUrl: () => '',
  getApiVersion: () => '',
  getHeaders: () => ({}),
  getApiKey: () => '',
  getCustomBaseUrl: () => undefined,
};

/** An object on which every access to what it lacks is noted. */
const strict = (what: string, members: object, missed: string[]): object =>
  new Proxy(members, {
    get: (target, name) => {
      if (!(name in target) && typeof name === 'string') missed.push(`${what}.${name}`);
      return Reflect.get(target, name) as unknown;
    },
  });

/** One `Live` over a socket of the test's. */
class Rig {
  readonly missed: string[] = [];
  readonly created: unknown[][] = [];
  readonly calls: string[] = [];
  readonly sent: string[] = [];
  readonly messages: LiveServerMessage[] = [];
  readonly live: Live;
  #on: Callbacks | undefined;
  #asked: () => void = () => undefined;

  constructor() {
    const socket = {
      connect: () => void this.calls.push('connect'),
      send: (text: string) => {
        this.sent.push(text);
        this.#asked();
      },
      close: () => void this.calls.push('close'),
    };
    const factory = {
      create: (...given: unknown[]) => {
        this.created.push(given);
        this.#on = given[2] as Callbacks;
        return strict('socket', socket, this.missed);
      },
    };
    const given = [
      strict('client', CLIENT, this.missed),
      strict('auth', {}, this.missed),
      strict('factory', factory, this.missed),
    ];
    this.live = new Live(...(given as unknown as ConstructorParameters<typeof Live>));
  }

  get on(): Callbacks {
    if (!this.#on) expect.fail('Live.connect() did not call create(url, headers, callbacks).');
    return this.#on;
  }

  connect(config: LiveConnectConfig = {}, model = 'gemini-3.8-live'): Promise<Session> {
    const onmessage = (message: LiveServerMessage): void => void this.messages.push(message);
    return this.live.connect({ model, config, callbacks: { onmessage } });
  }

  /** Connects up to the answer to the setup. */
  async open(config: LiveConnectConfig = {}, model?: string): Promise<Session> {
    const asked = new Promise<void>((resolve) => (this.#asked = resolve));
    const connecting = this.connect(config, model);
    this.on.onopen();
    await asked;
    this.on.onmessage({ data: '{"setupComplete":{}}' });
    return connecting;
  }

  get frames(): unknown[] {
    return this.sent.map((text) => JSON.parse(text) as unknown);
  }
}

const refusal = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => expect.fail('Live.connect() was to reject.'),
    (error: unknown) => error as Error,
  );

describe('what the SDK asks of LiveConnection', () => {
  it('Live takes a client, an authenticator and a socket factory, and uses nothing that they lack', async () => {
    expect(Live.length, 'Live has other constructor arguments than (client, auth, factory)').to.equal(3);
    const rig = new Rig();
    const session = await rig.open({ tools: [{ googleSearch: {} }] });
    session.sendRealtimeInput({ text: 'x' });
    session.close();
    expect(rig.missed, 'Live uses what LiveConnection does not give it').to.deep.equal([]);
    expect(rig.calls, 'Live no longer calls connect() and close() of its socket').to.deep.equal([
      'connect',
      'close',
    ]);
  });

  it('create() is called once, in connect(), before anything is awaited, with a URL, headers and four callbacks', () => {
    const rig = new Rig();
    void rig.connect();
    expect(rig.created, 'create() is not called synchronously').to.have.length(1);
    const [url, headers, callbacks, ...more] = rig.created[0] ?? [];
    expect(url, 'the first argument of create() is no URL').to.be.a('string');
    expect(headers, 'the second is no record of headers').to.deep.equal({});
    expect(Object.keys(callbacks as object).sort(), 'the third has other callbacks').to.deep.equal([
      'onclose',
      'onerror',
      'onmessage',
      'onopen',
    ]);
    expect(more, 'create() has a fourth argument').to.deep.equal([]);
    expect(rig.sent, 'setup is sent before the socket is open').to.deep.equal([]);
  });

  it('connect() rejects when the socket closes or fails before setupComplete, and closes it', async () => {
    const closed = new Rig();
    const closing = refusal(closed.connect());
    closed.on.onclose({ code: 1008, reason: 'why' });
    expect((await closing).message).to.contain('1008');
    const failed = new Rig();
    const failing = refusal(failed.open());
    failed.on.onerror({ message: 'broken' });
    expect((await failing).message).to.contain('broken');
  });

  it('connect() refuses what config-check takes out: httpOptions, a voice for several speakers, Vertex’ fields', async () => {
    expect((await refusal(new Rig().connect({ httpOptions: {} }))).message).to.contain('httpOptions');
    for (const config of [
      { speechConfig: { multiSpeakerVoiceConfig: { speakerVoiceConfigs: [] } } },
      { explicitVadSignal: true },
      { sessionResumption: { transparent: true } },
    ]) {
      const rig = new Rig();
      const connecting = refusal(rig.connect(config));
      rig.on.onopen();
      expect(await connecting, JSON.stringify(config)).to.be.instanceOf(Error);
    }
  });

  it('string frames are read at once and in order; binary ones too; Blobs would be late', async () => {
    const rig = new Rig();
    await rig.open();
    const { on, messages } = rig;
    messages.length = 0;
    on.onmessage({ data: '{"goAway":{"timeLeft":"1s"}}' });
    on.onmessage({ data: new TextEncoder().encode('{"goAway":{"timeLeft":"2s"}}').buffer });
    expect(
      messages.map(({ goAway }) => goAway?.timeLeft),
      'messages are not given on synchronously',
    ).to.deep.equal(['1s', '2s']);
  });

  it('a message keeps every field that it came with, known or not', async () => {
    const rig = new Rig();
    await rig.open();
    const sent = { serverContent: { modelTurn: { parts: [{ text: 'x', odd: 1 }] }, odd: [2] }, odd: null };
    rig.on.onmessage({ data: JSON.stringify(sent) });
    expect(JSON.parse(JSON.stringify(rig.messages.at(-1)))).to.deep.equal(sent);
  });

  it('what comes before connect() has resolved is given on afterwards, setupComplete included', async () => {
    const rig = new Rig();
    await rig.open();
    expect(rig.messages.map((message) => Object.keys(message))).to.deep.equal([['setupComplete']]);
  });

  it('each way to send makes the one frame that the service knows', async () => {
    const rig = new Rig();
    const session = await rig.open();
    rig.sent.length = 0;
    const turns = [{ role: 'user', parts: [{ text: 'a' }] }];
    const parts = [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }];
    const response = { id: '1', name: 'f', response: { output: 2 }, parts };
    const audio = { data: 'AAAA', mimeType: 'audio/pcm;rate=16000' };
    session.sendRealtimeInput({ audio });
    session.sendRealtimeInput({ text: 'hi' });
    session.sendRealtimeInput({ audioStreamEnd: true });
    session.sendRealtimeInput({ activityStart: {} });
    session.sendRealtimeInput({ activityEnd: {} });
    session.sendClientContent({ turns, turnComplete: false });
    session.sendToolResponse({ functionResponses: [response] });
    session.sendContextUpdate({ systemInstruction: { parts: [{ text: 'b' }] }, tools: { tools: [] } });
    expect(rig.frames).to.deep.equal([
      { realtimeInput: { audio } },
      { realtimeInput: { text: 'hi' } },
      { realtimeInput: { audioStreamEnd: true } },
      { realtimeInput: { activityStart: {} } },
      { realtimeInput: { activityEnd: {} } },
      { clientContent: { turns, turnComplete: false } },
      { toolResponse: { functionResponses: [response] } },
      { contextUpdate: { systemInstruction: { parts: [{ text: 'b' }] }, tools: { tools: [] } } },
    ]);
  });

  it('a full config becomes the setup that the service documents', async () => {
    const declaration = { name: 'f', description: 'd' };
    const shared = {
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      maxOutputTokens: 1024,
      seed: 1,
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } }, languageCode: 'en-US' },
      enableAffectiveDialog: true,
    };
    const top = {
      sessionResumption: { handle: 'h' },
      inputAudioTranscription: {},
      outputAudioTranscription: {},
      contextWindowCompression: { triggerTokens: '25600', slidingWindow: { targetTokens: '12800' } },
      proactivity: { proactiveAudio: true },
    };
    const detection = { disabled: true, prefixPaddingMs: 20, silenceDurationMs: 500 };
    const rig = new Rig();
    await rig.open({
      ...shared,
      ...top,
      responseModalities: ['AUDIO'],
      mediaResolution: 'MEDIA_RESOLUTION_LOW',
      thinkingConfig: { thinkingBudget: 0, includeThoughts: true },
      translationConfig: { targetLanguageCode: 'es' },
      systemInstruction: 'Be nice.',
      tools: [{ functionDeclarations: [declaration] }, { googleSearch: {} }],
      realtimeInputConfig: { automaticActivityDetection: detection, activityHandling: 'NO_INTERRUPTION' },
    } as unknown as LiveConnectConfig);
    expect(rig.frames).to.deep.equal([
      {
        setup: {
          model: 'models/gemini-3.8-live',
          generationConfig: {
            ...shared,
            responseModalities: ['AUDIO'],
            mediaResolution: 'MEDIA_RESOLUTION_LOW',
            thinkingConfig: { thinkingBudget: 0, includeThoughts: true },
            translationConfig: { targetLanguageCode: 'es' },
          },
          systemInstruction: { parts: [{ text: 'Be nice.' }], role: 'user' },
          tools: [{ functionDeclarations: [declaration] }, { googleSearch: {} }],
          realtimeInputConfig: { automaticActivityDetection: detection, activityHandling: 'NO_INTERRUPTION' },
          ...top,
        },
      },
    ]);
  });
});
