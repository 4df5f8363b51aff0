import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client, connect, socketUrl, withTwin } from './client.ts';

const INVALID = 'Request contains an invalid argument.';
const LIVE = 'gemini-3.8-live';
const PREVIEW_31 = 'gemini-3.1-flash-live-preview';
const NATIVE_25 = 'gemini-2.5-flash-native-audio-preview-12-2025';
const HALF_CASCADE = 'gemini-live-2.5-flash-preview';

const cut = (reason: string): string => reason.slice(0, 123);
const closing = async (twin: Parameters<typeof socketUrl>[0], first: string): Promise<object> => {
  const client = new Client(socketUrl(twin));
  await client.opened;
  client.raw(first);
  return client.closed;
};

describe('a first message that is refused', () => {
  const unknown = (name: string, path: string): string =>
    cut(
      `Invalid JSON payload received. Unknown name "${name}"${path === '' ? '' : ` at '${path}'`}: Cannot find field.`,
    );
  const cases: readonly [string, unknown, RegExp | string][] = [
    ['no JSON', '{', /^Invalid JSON payload received\. Unexpected token\.\n\{\n\^$/],
    ['a list', [], 'Invalid JSON payload received. Unknown name "": Root element must be a message.'],
    ['nothing', {}, INVALID],
    ['not setup', { realtimeInput: { text: 'x' } }, INVALID],
    [
      'two messages',
      { setup: {}, realtimeInput: {} },
      /oneof field 'message_type' is already set\. Cannot set/,
    ],
    ['an unknown message', { hello: {} }, unknown('hello', '')],
    ['a field of Object', { constructor: {} }, unknown('constructor', '')],
    ['an unknown field', { setup: { nope: 1 } }, unknown('nope', 'setup')],
    [
      'a transcription config in the wrong place',
      { setup: { generationConfig: { inputAudioTranscription: {} } } },
      unknown('inputAudioTranscription', 'setup.generation_config'),
    ],
    ['Vertex only', { setup: { explicitVadSignal: true } }, unknown('explicitVadSignal', 'setup')],
    [
      'Vertex only',
      { setup: { sessionResumption: { transparent: true } } },
      unknown('transparent', 'setup.session_resumption'),
    ],
    [
      'an unknown field in a list',
      { setup: { tools: [{}, { functionDeclarations: [{ nam: 'f' }] }] } },
      unknown('nam', 'setup.tools[1].function_declarations[0]'),
    ],
    ['half snake, half camel', { setup: { generation_Config: {} } }, unknown('generation_Config', 'setup')],
    [
      'a word for a number',
      { setup: { generationConfig: { temperature: 'warm' } } },
      /'setup\.generation_config\.temperature' \(TYPE_FLOAT\), "warm"/,
    ],
    ['a fraction for an integer', { setup: { generationConfig: { seed: 1.5 } } }, /TYPE_INT32/],
    [
      'a value that is none',
      { setup: { generationConfig: { mediaResolution: 'HUGE' } } },
      /Invalid value at 'setup\.generation_config\.media_resolution'/,
    ],
    ['an object for a list', { setup: { tools: {} } }, /Invalid value at 'setup\.tools'/],
    ['a word for a message', { setup: 'x' }, /Invalid value at 'setup' \(TYPE_MESSAGE\), "x"/],
    ['a number for a word', { setup: { model: 3 } }, /'setup\.model' \(TYPE_STRING\), 3/],
    [
      'two kinds of part',
      { setup: { systemInstruction: { parts: [{ text: 'a', inlineData: {} }] } } },
      /oneof field 'data'/,
    ],
  ];
  for (const [name, message, reason] of cases) {
    it(`${name}: ${JSON.stringify(message)}`, () =>
      withTwin({}, async (twin) => {
        const first = typeof message === 'string' ? message : JSON.stringify(message);
        const closed = (await closing(twin, first)) as { code: number; reason: string };
        assert.equal(closed.code, 1007);
        if (typeof reason === 'string') assert.equal(closed.reason, reason);
        else assert.match(closed.reason, reason);
      }));
  }
});

describe('a setup that the model refuses', () => {
  const speech = (voiceName: string): object => ({
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName } } },
  });
  const config = (generationConfig: object): object => ({ generationConfig });
  const detection = (automaticActivityDetection: object): object => ({
    realtimeInputConfig: { automaticActivityDetection },
  });
  const tool = (behavior: string): object => ({
    tools: [{ functionDeclarations: [{ name: 'f', behavior }] }],
  });
  const cases: readonly [model: string, setup: object, code: number][] = [
    [LIVE, config({ responseModalities: ['TEXT'] }), 1011],
    [NATIVE_25, config({ responseModalities: ['TEXT'] }), 1011],
    [LIVE, config({ responseModalities: ['AUDIO', 'TEXT'] }), 1007],
    [LIVE, config({ thinkingConfig: { thinkingLevel: 'LOW' } }), 1007],
    [LIVE, config({ thinkingConfig: {} }), 1007],
    [`${LIVE}-extended-thinking`, config({ thinkingConfig: { thinkingLevel: 'MINIMAL' } }), 1007],
    [LIVE, { proactivity: { proactiveAudio: false } }, 1007],
    [PREVIEW_31, { proactivity: { proactiveAudio: true } }, 1007],
    [LIVE, config({ enableAffectiveDialog: true }), 1007],
    [LIVE, config({ translationConfig: { targetLanguageCode: 'es' } }), 1007],
    [NATIVE_25, config({ speechConfig: { languageCode: 'de-DE' } }), 1007],
    [LIVE, config(speech('Nobody')), 1007],
    [HALF_CASCADE, config(speech('Sulafat')), 1007],
    [PREVIEW_31, tool('NON_BLOCKING'), 1007],
    [LIVE, { tools: [{ functionDeclarations: [{}] }] }, 1007],
    [LIVE, detection({ silenceDurationMs: -1 }), 1007],
    [LIVE, { sessionResumption: { handle: 'nobody-knows-it' } }, 1008],
    ['', {}, 1007],
    ['gemini-9-live', {}, 1008],
  ];
  for (const [model, setup, code] of cases) {
    it(`${model} ${JSON.stringify(setup)} → ${code}`, () =>
      withTwin({}, async (twin) => {
        const name = model === '' ? '' : `models/${model}`;
        const closed = (await closing(twin, JSON.stringify({ setup: { model: name, ...setup } }))) as {
          code: number;
        };
        assert.equal(closed.code, code);
      }));
  }

  it('names the model that is not found, cut at 123 bytes', () =>
    withTwin({ refuseRetired: true }, async (twin) => {
      const reason = cut(
        'models/gemini-2.0-flash-live-001 is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListMod',
      );
      const first = JSON.stringify({ setup: { model: 'models/gemini-2.0-flash-live-001' } });
      assert.deepEqual(await closing(twin, first), { code: 1008, reason });
    }));
});

describe('a setup that is taken', () => {
  const full = {
    generationConfig: {
      responseModalities: ['AUDIO'],
      temperature: 0.5,
      topP: '0.95',
      topK: 40,
      maxOutputTokens: '1024',
      seed: 1,
      candidateCount: 1,
      presencePenalty: 0,
      frequencyPenalty: 0,
      mediaResolution: 'MEDIA_RESOLUTION_LOW',
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } }, languageCode: 'en-US' },
    },
    systemInstruction: { parts: [{ text: 'Be nice' }], role: 'user' },
    tools: [
      {
        functionDeclarations: [
          {
            name: 'f',
            description: '…',
            behavior: 'NON_BLOCKING',
            parameters: {
              type: 'OBJECT',
              properties: { a: { type: 'ARRAY', items: { type: 'string' }, maxItems: '3' } },
              required: ['a'],
            },
          },
          { name: 'g', parametersJsonSchema: { any_thing: { $ref: '#' } } },
        ],
      },
      { googleSearch: {} },
    ],
    sessionResumption: {},
    inputAudioTranscription: {},
    outputAudioTranscription: { languageCodes: ['en-US'], mode: 'VERBATIM' },
    realtimeInputConfig: {
      automaticActivityDetection: {
        disabled: false,
        startOfSpeechSensitivity: 'START_SENSITIVITY_HIGH',
        endOfSpeechSensitivity: 'END_SENSITIVITY_LOW',
        prefixPaddingMs: 20,
        silenceDurationMs: 500,
      },
      activityHandling: 'START_OF_ACTIVITY_INTERRUPTS',
      turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
      interimTranscriptTimestampEnabled: false,
    },
    contextWindowCompression: { triggerTokens: '25600', slidingWindow: { targetTokens: 12800 } },
    proactivity: { proactiveAudio: true },
    historyConfig: { initialHistoryInClientContent: true },
    safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
    labels: { a: 'b', __proto__: null },
  };
  it('with every field of it', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin, full);
      assert.deepEqual(client.messages, [{ setupComplete: {} }]);
    }));

  for (const [model, setup] of [
    [
      HALF_CASCADE,
      { generationConfig: { responseModalities: ['TEXT'], speechConfig: { languageCode: 'de-DE' } } },
    ],
    [NATIVE_25, { generationConfig: { enableAffectiveDialog: true, thinkingConfig: { thinkingBudget: 0 } } }],
    [
      `${LIVE}-extended-thinking`,
      { generationConfig: { thinkingConfig: { thinkingLevel: 'low', includeThoughts: true } } },
    ],
    [
      'gemini-3.5-live-translate-preview',
      { generationConfig: { translationConfig: { targetLanguageCode: 'es' } } },
    ],
  ] as const) {
    it(`${model} ${JSON.stringify(setup)}`, () =>
      withTwin({}, async (twin) => {
        const client = await connect(twin, { model: `models/${model}`, ...setup });
        assert.deepEqual(client.messages, [{ setupComplete: {} }]);
      }));
  }
});
