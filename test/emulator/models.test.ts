import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bareModelName } from '../../src/core/model-name.ts';
import { profileOf } from '../../src/core/model-profiles.ts';
import type { Backend } from '../../src/emulator/access/endpoints.ts';
import type { LiveEmulator } from '../../src/emulator/index.ts';
import { MODEL_NAMES, traitsOf } from '../../src/emulator/models/models.ts';
import { Client, join, shape, silence, socketUrl, tone, withTwin } from './client.ts';

const config = (generationConfig: object): object => ({ generationConfig });
const voice = (voiceName: string): object =>
  config({ speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName } } } });
const thinking = (thinkingConfig: object): object => config({ thinkingConfig });
const tool = (behavior: string): object => ({ tools: [{ functionDeclarations: [{ name: 'f', behavior }] }] });
const blob = (mimeType: string): object => ({ data: 'AAA=', mimeType });
const turn = { turns: [{ role: 'user', parts: [{ text: 'x' }] }], turnComplete: false };

/** What can be asked of a model in `setup`. */
const SETUPS: Readonly<Record<string, object>> = {
  audio: config({ responseModalities: ['AUDIO'] }),
  text: config({ responseModalities: ['TEXT'] }),
  sulafat: voice('Sulafat'),
  puck: voice('Puck'),
  language: config({ speechConfig: { languageCode: 'de-DE' } }),
  budget: thinking({ thinkingBudget: 100 }),
  noBudget: thinking({ thinkingBudget: 0 }),
  minimal: thinking({ thinkingLevel: 'MINIMAL' }),
  low: thinking({ thinkingLevel: 'low' }),
  affective: config({ enableAffectiveDialog: true }),
  proactive: { proactivity: { proactiveAudio: true } },
  passive: { proactivity: { proactiveAudio: false } },
  blocking: tool('BLOCKING'),
  nonBlocking: tool('NON_BLOCKING'),
  search: { tools: [{ googleSearch: {} }] },
  code: { tools: [{ codeExecution: {} }] },
  urls: { tools: [{ urlContext: {} }] },
  instruction: { systemInstruction: { parts: [{ text: 'Be kind.' }] } },
  translation: config({ translationConfig: { targetLanguageCode: 'es' } }),
};

/** What can be sent to it. */
const MESSAGES: Readonly<Record<string, readonly object[]>> = {
  typed: [{ realtimeInput: { text: 'x' } }],
  video: [{ realtimeInput: { video: blob('image/jpeg') } }],
  chunks: [{ realtimeInput: { mediaChunks: [blob('audio/pcm')] } }],
  update: [{ contextUpdate: { systemInstruction: { parts: [{ text: 'x' }] } } }],
  seed: [{ clientContent: turn }],
  later: [{ realtimeInput: { audio: blob('audio/pcm;rate=16000') } }, { clientContent: turn }],
};

const NATIVE = 'audio sulafat puck instruction typed video seed';
const GEMINI_3_8 = `${NATIVE} language proactive nonBlocking search update later`;
const NATIVE_2_5 = `${NATIVE} affective proactive passive blocking nonBlocking search chunks later`;
const THINKING_2_5 = `${NATIVE_2_5} budget noBudget`;
const HALF_CASCADE =
  'audio text puck language passive blocking nonBlocking search code urls instruction typed video chunks seed later';

/** What each model takes; anything else is refused. */
const TAKES: Readonly<Record<string, string>> = {
  'gemini-3.8-live': `${GEMINI_3_8} blocking`,
  'gemini-3.8-live-extended-thinking': `${GEMINI_3_8} low`,
  'gemini-3.1-flash-live-preview': `${NATIVE} minimal low passive blocking search`,
  'gemini-3.5-live-translate-preview': 'audio passive translation seed',
  'gemini-3.5-transcribe-live': 'text passive seed',
  'gemini-2.5-flash-native-audio-preview-12-2025': THINKING_2_5,
  'gemini-2.5-flash-native-audio-preview-09-2025': THINKING_2_5,
  'gemini-2.5-flash-native-audio-latest': THINKING_2_5,
  'gemini-live-2.5-flash-native-audio': THINKING_2_5,
  'gemini-live-2.5-flash-preview-native-audio-09-2025': THINKING_2_5,
  'gemini-live-2.5-flash': `${HALF_CASCADE} sulafat`,
  'gemini-2.5-flash-preview-native-audio-dialog': NATIVE_2_5,
  'gemini-2.5-flash-exp-native-audio-thinking-dialog': THINKING_2_5,
  'gemini-live-2.5-flash-preview': HALF_CASCADE,
  'gemini-2.0-flash-live-001': HALF_CASCADE,
  'gemini-2.0-flash-exp': HALF_CASCADE,
  'gemini-2.0-flash-live-preview-04-09': HALF_CASCADE,
  'gemini-robotics-er-2-streaming-preview':
    'text language minimal low passive blocking search instruction typed video seed later',
};

const VERTEX = '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent';
const backendOf = (model: string): Backend => (traitsOf(model, 'gemini') ? 'gemini' : 'vertex');

/** A socket at the backend that has the model, with `setup` sent. */
const open = async (twin: LiveEmulator, model: string, setup: object = {}): Promise<Client> => {
  const onVertex = backendOf(model) === 'vertex';
  const url = onVertex ? twin.url.replace('http', 'ws') + VERTEX : socketUrl(twin);
  const client = new Client(url, onVertex ? { authorization: 'Bearer x' } : {});
  await client.opened;
  const path = onVertex ? `projects/p/locations/l/publishers/google/models/${model}` : `models/${model}`;
  client.send({ setup: { model: path, ...setup } });
  return client;
};

const ready = async (client: Client): Promise<void> => {
  await client.next(({ setupComplete }) => setupComplete !== undefined);
};

/** 0 when all of it was taken, else the code of the close. */
const outcome = async (
  twin: LiveEmulator,
  model: string,
  setup: object,
  messages: readonly object[] = [],
): Promise<number> => {
  const client = await open(twin, model, setup);
  const taken = (async () => {
    await ready(client);
    for (const message of messages) client.send(message);
    await client.answered();
    return 0;
  })().catch(() => client.closed.then(({ code }) => code));
  const code = await taken;
  client.close();
  return code;
};

describe('the models', () => {
  it('are those of the profiles, each with a backend', () => {
    assert.deepEqual([...MODEL_NAMES].sort(), Object.keys(TAKES).sort());
    for (const name of MODEL_NAMES) {
      assert.equal(profileOf(name).known, true, name);
      assert.ok(traitsOf(name, 'gemini') ?? traitsOf(name, 'vertex'), name);
    }
    for (const name of ['gemini-9-live', '', 'constructor', 'gemini-3.8-live-x']) {
      assert.equal(traitsOf(name, 'gemini') ?? traitsOf(name, 'vertex'), undefined, name);
    }
    assert.equal(traitsOf(bareModelName('models/gemini-3.8-live'), 'vertex')?.callIds, 'uuid');
    assert.equal(
      traitsOf('gemini-2.5-flash-native-audio-preview-05-2026', 'gemini')?.callIds,
      'function-call',
    );
  });

  for (const [model, takes] of Object.entries(TAKES)) {
    const words = takes.split(' ');
    const { retired } = profileOf(model);

    it(`${model} takes ${takes}, and nothing else`, () =>
      withTwin({ script: () => ({ kind: 'none', end: 'nothing' }) }, async (twin) => {
        const codes: Record<string, number> = {};
        for (const [name, setup] of Object.entries(SETUPS)) codes[name] = await outcome(twin, model, setup);
        for (const [name, messages] of Object.entries(MESSAGES)) {
          codes[name] = await outcome(twin, model, {}, messages);
        }
        const refused = (name: string): number => (name === 'text' || name === 'audio' ? 1011 : 1007);
        const expected = Object.keys(codes).map((name) => [name, words.includes(name) ? 0 : refused(name)]);
        assert.deepEqual(codes, Object.fromEntries(expected));
      }));

    it(`${model} holds a conversation`, () =>
      withTwin({ script: () => ({ kind: 'say', text: 'Good day.' }) }, async (twin) => {
        const client = await open(twin, model, { outputAudioTranscription: {} });
        await ready(client);
        if (words.includes('typed')) client.send({ realtimeInput: { text: 'Hello' } });
        else client.speak(join(silence(0.2), tone(0.6), silence(1.2)));
        const converses = words.includes('typed');
        const last = converses ? 'turnComplete' : 'generationComplete';
        await client.next(({ serverContent }) => serverContent?.[last] === true);
        await client.answered();
        const complete = client.messages.some(({ serverContent }) => serverContent?.turnComplete === true);
        assert.equal(complete, converses, 'pipelines never complete a turn');
        const parts = client.messages.flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? []);
        const written = parts.filter(({ text, thought }) => text !== undefined && thought !== true);
        const spoken = parts.filter(({ inlineData }) => inlineData);
        const shapes = client.messages.map(shape).join(' ');
        assert.equal(written.length > 0, !words.includes('audio'), shapes);
        assert.equal(spoken.length > 0, words.includes('audio'), shapes);
      }));

    it(`${model} is ${retired ? 'refused when retired models are' : 'never retired'}`, () =>
      withTwin({ refuseRetired: true }, async (twin) => {
        assert.equal(await outcome(twin, model, {}), retired ? 1008 : 0);
      }));
  }
});
