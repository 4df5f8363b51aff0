import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client, socketUrl, withTwin } from './client.ts';

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
    [
      'a list for one',
      { setup: { systemInstruction: [] } },
      cut(
        `Invalid JSON payload received. Unknown name "system_instruction" at 'setup': Proto field is not repeating, cannot start list.`,
      ),
    ],
    [
      'a list for a word',
      { setup: { model: ['x'] } },
      /Unknown name "model" at 'setup': Proto field is not repeating/,
    ],
    [
      'an object for a word',
      { setup: { model: {} } },
      "Invalid value at 'setup.model' (TYPE_STRING), Starting an object on a scalar field",
    ],
    [
      'a word for an object within a list',
      { setup: { tools: 'x' } },
      /Invalid value at 'setup\.tools\[0\]' \(type\.googleapis\.com\/google\.ai\.generativelanguage\.v1beta\.Tool\), "x"/,
    ],
    [
      'bytes that are none',
      { setup: { systemInstruction: { parts: [{ inlineData: { data: '%' } }] } } },
      /'setup\.system_instruction\.parts\[0\]\.inline_data\.data' \(TYPE_BYTES\), Base64 decoding failed for "%"/,
    ],
    [
      'a duration that is none',
      { setup: { systemInstruction: { parts: [{ videoMetadata: { startOffset: '1' } }] } } },
      /video_metadata\.start_offset' \(type\.googleapis\.com\/google\.protobuf\./,
    ],
    [
      'a word for a message',
      { setup: 'x' },
      /^Invalid value at 'setup' \(type\.googleapis\.com\/google\.ai\.generativelanguage\.v1beta\.BidiGenerateContentSetup\), "x"$/,
    ],
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
    [LIVE, config({ responseSchema: { type: 'STRING' } }), 1007],
    [LIVE, config({ responseMimeType: 'text/plain' }), 1007],
    [LIVE, config({ stopSequences: ['x'] }), 1007],
    [LIVE, config({ responseLogprobs: true, logprobs: 3 }), 1007],
    [LIVE, config({ speechConfig: { multiSpeakerVoiceConfig: {} } }), 1007],
    [LIVE, { tools: [{ codeExecution: {} }] }, 1007],
    [NATIVE_25, { tools: [{ urlContext: {} }] }, 1007],
    ['gemini-live-2.5-flash-native-audio', {}, 1008],
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
