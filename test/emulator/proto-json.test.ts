import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLIENT_MESSAGE } from '../../src/emulator/protocol/client-message.ts';
import { parseMessage } from '../../src/emulator/protocol/proto-json.ts';
import { ProtocolError } from '../../src/emulator/protocol/protocol-error.ts';
import { setupSchemaAt } from '../../src/emulator/protocol/setup-schema.ts';

/** Parses at a path below `setup`. */
const setup = (json: object): Record<string, unknown> =>
  parseMessage(CLIENT_MESSAGE, { setup: json })['setup'] as Record<string, unknown>;

const snake = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snake(one),
    ]),
  );
};

/** Every field that the documentation and the SDKs have for both backends. */
const FULL = {
  model: 'models/x',
  generationConfig: {
    responseModalities: ['AUDIO'],
    temperature: 0.5,
    topP: 0.95,
    topK: 40,
    maxOutputTokens: 1024,
    candidateCount: 1,
    presencePenalty: 0.1,
    frequencyPenalty: 0.1,
    seed: 1,
    mediaResolution: 'MEDIA_RESOLUTION_LOW',
    speechConfig: {
      voiceConfig: {
        replicatedVoiceConfig: { mimeType: 'audio/wav' },
      },
      languageCode: 'en-US',
    },
    thinkingConfig: { thinkingLevel: 'LOW', includeThoughts: false, thinkingBudget: 0 },
    enableAffectiveDialog: true,
    translationConfig: { targetLanguageCode: 'es', echoTargetLanguage: true },
    stopSequences: ['x'],
    responseMimeType: 'text/plain',
    responseSchema: { type: 'OBJECT', minItems: 1 },
    responseLogprobs: true,
    logprobs: 2,
  },
  systemInstruction: { parts: [{ text: 'Be nice' }], role: 'user' },
  tools: [
    { functionDeclarations: [{ name: 'f', behavior: 'NON_BLOCKING', parameters: { type: 'OBJECT' } }] },
    { googleSearch: { timeRangeFilter: {} } },
  ],
  sessionResumption: { handle: 'h' },
  inputAudioTranscription: {
    languageCodes: ['de'],
    customVocabulary: ['x'],
    wordTimestamp: true,
    diarization: true,
  },
  outputAudioTranscription: { mode: 'SMART', sourceText: 'x', languageHints: { languageCodes: ['de'] } },
  realtimeInputConfig: {
    automaticActivityDetection: {
      disabled: false,
      startOfSpeechSensitivity: 'START_SENSITIVITY_HIGH',
      endOfSpeechSensitivity: 'END_SENSITIVITY_LOW',
      prefixPaddingMs: 20,
      silenceDurationMs: 500,
    },
    activityHandling: 'NO_INTERRUPTION',
    turnCoverage: 'TURN_INCLUDES_ALL_INPUT',
    interimTranscriptTimestampEnabled: false,
  },
  contextWindowCompression: { triggerTokens: 25_600, slidingWindow: { targetTokens: 12_800 } },
  proactivity: { proactiveAudio: true, proactiveVideo: false },
  historyConfig: { initialHistoryInClientContent: true },
  avatarConfig: {
    avatarName: 'a',
    audioBitrateBps: 1,
    videoBitrateBps: 2,
    customizedAvatar: { imageMimeType: 'x' },
  },
  safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
  labels: { any_thing: 'b' },
};

describe('proto3 JSON', () => {
  it('takes the whole setup in camelCase and in snake_case, on both backends', () => {
    for (const backend of ['gemini', 'vertex'] as const) {
      const schema = setupSchemaAt({ backend, through: 'google' });
      assert.deepEqual(parseMessage(schema, FULL), FULL);
      assert.deepEqual(parseMessage(schema, snake(FULL)), FULL);
    }
  });

  it('leaves the names within free JSON and schemas of other makers as they are', () => {
    const parametersJsonSchema = { any_of: [{ snakeAnd_camel: 1 }] };
    const { tools } = setup({
      tools: [{ function_declarations: [{ name: 'f', parameters_json_schema: parametersJsonSchema }] }],
    });
    assert.deepEqual(tools, [{ functionDeclarations: [{ name: 'f', parametersJsonSchema }] }]);
    const response = { some_key: { other_key: null } };
    assert.deepEqual(
      parseMessage(CLIENT_MESSAGE, { tool_response: { function_responses: [{ response }] } }),
      {
        toolResponse: { functionResponses: [{ response }] },
      },
    );
    const args = { a_b: 1 };
    const parts = [{ function_call: { args } }];
    assert.deepEqual(parseMessage(CLIENT_MESSAGE, { client_content: { turns: [{ parts }] } }), {
      clientContent: { turns: [{ parts: [{ functionCall: { args } }] }] },
    });
    const properties = { some_key: { type: 'STRING' } };
    const [tool] = setup({ tools: [{ functionDeclarations: [{ parameters: { properties } }] }] })[
      'tools'
    ] as object[];
    assert.deepEqual(tool, { functionDeclarations: [{ parameters: { properties } }] });
  });

  it('takes integers as numbers and as decimal strings', () => {
    const compression = (triggerTokens: unknown): unknown =>
      setup({ contextWindowCompression: { triggerTokens } })['contextWindowCompression'];
    for (const value of [25_600, '25600']) assert.deepEqual(compression(value), { triggerTokens: 25_600 });
    for (const value of ['', '1.5', 1.5, true, '1e3', [1], {}])
      assert.throws(() => compression(value), ProtocolError);
    const seed = (value: unknown): unknown => setup({ generationConfig: { seed: value } });
    assert.deepEqual(seed('-7'), { generationConfig: { seed: -7 } });
    for (const value of [2 ** 31, '3000000000']) assert.throws(() => seed(value), /TYPE_INT32/);
    assert.deepEqual(compression('-9223372036854775808'), compression(-(2 ** 63)));
    for (const value of ['9223372036854775808', '-9223372036854775809', 1e300, -(2 ** 64)])
      assert.throws(() => compression(value), /\(TYPE_INT64\)/);
  });

  it('takes bytes in both alphabets, padded or not', () => {
    const data = (value: unknown): unknown => {
      const { realtimeInput } = parseMessage(CLIENT_MESSAGE, { realtimeInput: { audio: { data: value } } });
      return (realtimeInput as { audio: { data: Buffer } }).audio.data.toString('hex');
    };
    for (const value of ['+/+/', '-_-_']) assert.equal(data(value), 'fbffbf');
    for (const value of ['/w==', '_w', '/w', '_w==']) assert.equal(data(value), 'ff');
    assert.equal(data(''), '');
    for (const value of ['a', 'a b=', '===', 7]) assert.throws(() => data(value), /TYPE_BYTES/);
  });

  it('takes enum values by name in either case, and by number', () => {
    const handling = (activityHandling: unknown): unknown =>
      setup({ realtimeInputConfig: { activityHandling } });
    const expected = { realtimeInputConfig: { activityHandling: 'NO_INTERRUPTION' } };
    for (const value of ['NO_INTERRUPTION', 'no_interruption', 2])
      assert.deepEqual(handling(value), expected);
    for (const value of ['', 'NONE', -1, 99, 1.5, true])
      assert.throws(() => handling(value), /ActivityHandling/);
    const harassment = { safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT' }] };
    assert.deepEqual(setup({ safetySettings: [{ category: 7 }] }), harassment);
    const vertex = setupSchemaAt({ backend: 'vertex', through: 'google' });
    assert.deepEqual(parseMessage(vertex, { safetySettings: [{ category: 3 }] }), harassment);
  });

  it('takes durations', () => {
    const offset = (startOffset: unknown): unknown =>
      setup({ systemInstruction: { parts: [{ videoMetadata: { startOffset } }] } });
    for (const [text, seconds] of [
      ['50s', 50],
      ['1.5s', 1.5],
      ['-0.25s', -0.25],
      ['0.000000001s', 1e-9],
    ] as const) {
      assert.deepEqual(offset(text), {
        systemInstruction: { parts: [{ videoMetadata: { startOffset: seconds } }] },
      });
    }
    for (const value of ['50', '1.s', 's', '1.0000000001s', 50]) {
      assert.throws(
        () => offset(value),
        /Field 'startOffset', Illegal duration format; duration must end with 's'/,
      );
    }
  });

  it('takes one value for a list, and no list for one value', () => {
    const content = { systemInstruction: { parts: [{ text: 'x' }] } };
    assert.deepEqual(setup({ systemInstruction: { parts: { text: 'x' } } }), content);
    assert.deepEqual(setup({ generationConfig: { responseModalities: 'AUDIO' } }), {
      generationConfig: { responseModalities: ['AUDIO'] },
    });
    assert.throws(
      () => setup({ systemInstruction: [content] }),
      /Unknown name "system_instruction" at 'setup'/,
    );
  });

  it('takes null for an absent field', () => {
    assert.deepEqual(setup({ generationConfig: null, tools: null, labels: null }), {});
  });
});
