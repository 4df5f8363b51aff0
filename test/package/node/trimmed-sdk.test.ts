import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Live as WholeLive, type LiveConnectConfig, type Session } from '@google/genai/web';
import { bundle } from '../../../build/bundle.ts';
import { readConfig } from '../../../src/core/config-reading.ts';
import { planSession, type SessionSettings } from '../../../src/core/session-config.ts';
import type { ClientMessage } from '../../../src/wire/messages.ts';

type LiveClass = typeof WholeLive;

interface Callbacks {
  onopen(): void;
  onmessage(frame: { data: string; value: object }): void;
  onclose(event: unknown): void;
}

/** The frames that a `Live` sends: the setup, then what `act` does. */
const framesOf = async (
  Live: LiveClass,
  config: LiveConnectConfig,
  act: (session: Session) => void = () => undefined,
): Promise<unknown[]> => {
  const sent: string[] = [];
  const socket = (on: Callbacks) => ({
    connect: () => queueMicrotask(() => on.onopen()),
    send: (text: string) => {
      sent.push(text);
      const value = { setupComplete: {} };
      if (sent.length === 1) queueMicrotask(() => on.onmessage({ data: JSON.stringify(value), value }));
    },
    close: () => undefined,
  });
  const client = {
    isVertexAI: () => false,
    getWebsocketBaseUrl: () => 'ws://localhost',
    getApiVersion: () => 'v1beta',
    getHeaders: () => ({}),
    getApiKey: () => '',
    getCustomBaseUrl: () => undefined,
  };
  const factory = { create: (_url: string, _headers: unknown, on: Callbacks) => socket(on) };
  const live = new Live(...([client, {}, factory] as unknown as ConstructorParameters<LiveClass>));
  const callbacks = { onmessage: () => undefined };
  act(await live.connect({ model: 'gemini-3.8-live', config: structuredClone(config), callbacks }));
  return sent.map((text): unknown => JSON.parse(text));
};

/** What the element can give to the SDK: everything has been through the plan. */
const CONFIGS: Readonly<Record<string, readonly [settings: SessionSettings, config?: object]>> = {
  'nothing asked for': [{}],
  attributes: [
    { voice: 'Puck', vad: 'manual', transcription: 'none', googleSearch: true, model: 'new-model' },
  ],
  numbers: [
    {},
    {
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      maxOutputTokens: 9,
      seed: 3,
      mediaResolution: 'MEDIA_RESOLUTION_LOW',
    },
  ],
  generationConfig: [
    { model: 'new-model' },
    { generationConfig: { temperature: 1, candidateCount: 1, speechConfig: { languageCode: 'de-DE' } } },
  ],
  'an instruction as text': [{ systemInstruction: 'Be brief.' }],
  'an instruction as parts': [{}, { systemInstruction: [{ text: 'a' }, { text: 'b' }] }],
  'an instruction as content': [{}, { systemInstruction: { role: 'user', parts: [{ text: 'a' }] } }],
  resumption: [{}, { sessionResumption: { handle: 'h' } }],
  thinking: [
    {
      model: 'new-model',
      thinkingBudget: 5,
      includeThoughts: true,
      affectiveDialog: true,
      proactiveAudio: true,
    },
  ],
  translation: [
    { model: 'gemini-3.5-live-translate-preview', translateTo: 'es' },
    { translationConfig: { echoTargetLanguage: true } },
  ],
  safety: [
    {},
    {
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE', method: 'SEVERITY' }],
    },
  ],
  'labels, avatar, compression': [
    {},
    {
      labels: { a: 'b' },
      avatarConfig: { avatarName: 'x' },
      contextWindowCompression: { triggerTokens: '9', slidingWindow: { targetTokens: '4' } },
    },
  ],
  functions: [
    {},
    {
      tools: [
        {
          functionDeclarations: [
            {
              name: 'f',
              behavior: 'BLOCKING',
              parameters: {
                type: 'object',
                properties: { a: { type: ['string', 'null'] } },
                additionalProperties: false,
              },
            },
          ],
        },
      ],
    },
  ],
  'tools of every kind': [
    {},
    {
      tools: [
        { codeExecution: {} },
        { urlContext: {} },
        { googleSearch: { timeRangeFilter: { startTime: 'x' }, excludeDomains: ['y'] } },
        { googleMaps: { enableWidget: true, groundingTypes: [] } },
        { retrieval: {} },
        { fileSearch: { fileSearchStoreNames: ['z'] } },
      ],
    },
  ],
};

const TURNS = [
  { role: 'user', parts: [{ text: 'a' }] },
  {
    role: 'model',
    parts: [{ text: 'b', thought: true }, { inlineData: { data: 'AAAA', mimeType: 'image/png' } }],
  },
];

const MESSAGES: Readonly<Record<string, readonly ClientMessage[]>> = {
  'typed text': [{ realtimeInput: { text: 'x' } }],
  audio: [{ realtimeInput: { audio: { data: 'AAAA', mimeType: 'audio/pcm;rate=16000' } } }],
  'a picture': [{ realtimeInput: { video: { data: 'AAAA', mimeType: 'image/jpeg' } } }],
  'pauses and turns': [
    { realtimeInput: { audioStreamEnd: true } },
    { realtimeInput: { activityStart: {} } },
    { realtimeInput: { activityEnd: {} } },
  ],
  turns: [{ clientContent: { turns: TURNS, turnComplete: false } }],
  'no turns': [{ clientContent: { turnComplete: true } }],
  'answers to calls': [
    {
      toolResponse: {
        functionResponses: [{ id: '1', name: 'f', response: { output: 1 }, willContinue: false }],
      },
    },
  ],
  'a new instruction': [{ contextUpdate: { systemInstruction: { role: 'user', parts: [{ text: 'c' }] } } }],
  'no tools any more': [{ contextUpdate: { tools: { tools: [] } } }],
  'other tools': [
    {
      contextUpdate: { tools: { tools: [{ googleSearch: {} }, { functionDeclarations: [{ name: 'g' }] }] } },
    },
  ],
};

/** As `LiveConnection` does with the SDK itself … */
const sendBySdk = (session: Session, message: ClientMessage): void => {
  if ('realtimeInput' in message) session.sendRealtimeInput(message.realtimeInput);
  else if ('clientContent' in message) session.sendClientContent(message.clientContent);
  else if ('toolResponse' in message) session.sendToolResponse(message.toolResponse);
  else session.sendContextUpdate(message.contextUpdate);
};

/** … and with what is left of its session. */
const say = (session: Session, message: ClientMessage): void =>
  (session as unknown as { say: (message: ClientMessage) => void }).say(message);

describe('the SDK as it is cut down for a script tag', () => {
  let folder = '';
  let Trimmed: LiveClass;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trimmed-sdk-'));
    const entry = join(import.meta.dirname, 'live-entry.ts');
    const { code } = await bundle(entry, 'es', [], []);
    await writeFile(join(folder, 'live.mjs'), code);
    const module = (await import(pathToFileURL(join(folder, 'live.mjs')).href)) as { Live: LiveClass };
    Trimmed = module.Live;
  });
  after(() => rm(folder, { recursive: true }));

  for (const [what, [settings, config]] of Object.entries(CONFIGS)) {
    it(`sets up what the whole one does: ${what}`, async () => {
      const plan = planSession({ settings, config: config, readConfig });
      const whole = await framesOf(WholeLive, plan.config);
      assert.equal(whole.length, 1);
      assert.deepEqual(await framesOf(Trimmed, plan.config), whole);
    });
  }

  for (const [what, messages] of Object.entries(MESSAGES)) {
    it(`sends what the whole one does: ${what}`, async () => {
      const sent = (Live: LiveClass, send: typeof say): Promise<unknown[]> =>
        framesOf(Live, {}, (session) => messages.forEach((message) => send(session, message)));
      const whole = await sent(WholeLive, sendBySdk);
      assert.equal(whole.length, 1 + messages.length);
      assert.deepEqual(await sent(Trimmed, say), whole);
    });
  }
});
