import type { Dice } from './random.ts';

const WORDS =
  'setup realtimeInput realtime_input clientContent toolResponse contextUpdate audio video text data mimeType mime_type ' +
  'audioStreamEnd activityStart activityEnd mediaChunks turns turnComplete role parts model functionResponses id name ' +
  'response scheduling willContinue systemInstruction tools functionDeclarations parameters properties items type ' +
  'generationConfig responseModalities speechConfig voiceConfig prebuiltVoiceConfig voiceName thinkingConfig ' +
  'sessionResumption handle contextWindowCompression triggerTokens slidingWindow targetTokens realtimeInputConfig ' +
  'automaticActivityDetection silenceDurationMs prefixPaddingMs proactivity historyConfig inputAudioTranscription ' +
  'toolCall functionCalls toolCallCancellation ids serverContent modelTurn goAway timeLeft sessionResumptionUpdate newHandle ' +
  'usageMetadata totalTokenCount constructor __proto__ prototype toString hasOwnProperty valueOf x';
const NAMES: readonly string[] = WORDS.split(' ');
const LEAVES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, -1e-308, 2 ** 31, 2 ** 53, 9_007_199_254_740_993],
  ...[
    '',
    'user',
    'model',
    'system',
    'models/gemini-3.8-live',
    'audio/pcm',
    'audio/pcm;rate=16000',
    'audio/pcm;rate=1e9',
  ],
  ...[
    'image/png',
    'AAAA',
    'AAA=',
    'A',
    '~',
    '50s',
    '-1.5s',
    '9223372036854775808',
    'NaN',
    'AUDIO',
    'TEXT',
    'Puck',
  ],
  ...[
    '\u0000',
    '\ud800',
    '\udfff\ud800',
    'é'.repeat(200),
    '__proto__',
    'auth_tokens/x',
    '../..',
    '%00',
    '\u202e',
  ],
  ...[[], {}, [[]], [{}], [null]],
  ...[{ toString: 1, valueOf: 1 }, [{ toString: 1, valueOf: 1 }], { name: { toString: 1 } }],
];
const TOKENS: readonly string[] = [
  ...[
    '1e400',
    '-0',
    '123456789012345678901234567890',
    '00',
    '.5',
    'NaN',
    'undefined',
    '"\\ud800"',
    '"\\u0000"',
  ],
  ...[
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    '[,]',
    '{,}',
    '"',
    '\\',
    '\u2028',
    '//',
    'true',
    '[[[[',
  ],
];

const audio = (length: number): object => ({
  realtimeInput: {
    audio: { data: Buffer.alloc(length, 40).toString('base64'), mimeType: 'audio/pcm;rate=16000' },
  },
});
const MODELS: readonly string[] = [
  ...['gemini-3.8-live', 'gemini-3.1-flash-live-preview', 'gemini-2.5-flash-native-audio-preview-12-2025'],
  ...[
    'gemini-3.8-live-extended-thinking',
    'gemini-3.5-live-translate-preview',
    'gemini-live-2.5-flash-preview',
  ],
];

/** A `setup` that is taken. */
export const goodSetup = (dice: Dice): object => ({
  setup: {
    model: `models/${dice.pick(MODELS)}`,
    ...(dice.chance(0.3) ? { sessionResumption: {} } : {}),
    ...(dice.chance(0.3) ? { inputAudioTranscription: {}, output_audio_transcription: {} } : {}),
    ...(dice.chance(0.2) ? { contextWindowCompression: { slidingWindow: {} } } : {}),
  },
});

/** Messages that are well-formed; whether they are in place is another matter. */
export const goodMessage = (dice: Dice): object => {
  const kind = dice.roll();
  if (kind < 0.5) return audio(2 * dice.below(400));
  if (kind < 0.7) return { realtimeInput: { text: 'hi' } };
  if (kind < 0.8) return { realtime_input: { audio_stream_end: true } };
  if (kind < 0.9) return { realtimeInput: { video: { data: 'AAAA', mimeType: 'image/jpeg' } } };
  return {
    clientContent: { turns: [{ role: 'user', parts: [{ text: 'x' }] }], turnComplete: dice.chance(0.5) },
  };
};

/** Well-formed and wrong here, or nearly right. */
const wrongMessage = (dice: Dice): object =>
  dice.pick<() => object>([
    () => goodSetup(dice),
    () => ({ toolResponse: { functionResponses: [{ id: 'nobody', name: 'asked', response: {} }] } }),
    () => ({ realtimeInput: { activityStart: {} } }),
    () => ({ realtimeInput: { mediaChunks: [{ data: 'AAAA', mimeType: 'audio/pcm' }] } }),
    () => ({ realtimeInput: { audio: { data: 'AAAA', mimeType: 'audio/pcm;rate=1' } } }),
    () => ({ contextUpdate: { systemInstruction: { parts: [{ text: 'x' }] } } }),
    () => ({ clientContent: { turns: [{ role: 'system', parts: [{ functionCall: { name: 'f' } }] }] } }),
    () => audio(1 + 2 * dice.below(30)),
    () => odd(dice),
    () => ({ ...goodMessage(dice), ...wrongNames(dice) }),
  ])();

/** Where a text should be, something of which no text can be made. */
const odd = (dice: Dice): object => {
  const value = { toString: 1, valueOf: 1 };
  return dice.pick([
    { toolCall: { functionCalls: [{ name: value }] } },
    { toolCallCancellation: { ids: [value] } },
    { toolResponse: { functionResponses: [{ id: value, name: value }] } },
    { setup: { tools: [{ functionDeclarations: [{ name: value }] }] } },
    { setup: { model: value, generationConfig: { responseModalities: [value] } } },
    { clientContent: { turns: [{ role: value, parts: [{ text: value }] }] } },
  ]);
};

const wrongNames = (dice: Dice): object => Object.fromEntries([[dice.pick(NAMES), dice.pick(LEAVES)]]);

const anyValue = (dice: Dice, depth: number): unknown => {
  const kind = dice.roll();
  if (depth === 0 || kind < 0.4) return dice.pick(LEAVES);
  const length = dice.below(4);
  if (kind < 0.55) return Array.from({ length }, () => anyValue(dice, depth - 1));
  return Object.fromEntries(Array.from({ length }, () => [dice.pick(NAMES), anyValue(dice, depth - 1)]));
};

/** Another value somewhere inside. */
const mutateValue = (dice: Dice, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || dice.chance(0.2)) return anyValue(dice, 2);
  if (Array.isArray(value)) {
    const at = dice.below(value.length);
    return value.map((item, index) => (index === at ? mutateValue(dice, item) : (item as unknown)));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.chance(0.2)) return { ...value, [dice.pick(NAMES)]: anyValue(dice, 2) };
  const at = dice.below(entries.length);
  return Object.fromEntries(
    entries.map(([name, inner], index) => [
      name,
      index === at ? mutateValue(dice, inner) : (inner as unknown),
    ]),
  );
};

/** Another text: pieces cut out, doubled, put in. */
export const mutateText = (dice: Dice, text: string): string => {
  const [from, to] = [dice.below(text.length + 1), dice.below(text.length + 1)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const kind = dice.roll();
  if (kind < 0.3) return text.slice(0, from) + text.slice(to);
  if (kind < 0.5) return text.slice(0, to) + text.slice(from);
  if (kind < 0.8) return text.slice(0, from) + dice.pick(TOKENS) + text.slice(from);
  return text.slice(0, from) + String.fromCharCode(dice.below(0x10000)) + text.slice(from + 1);
};

/** Something inside itself, very often. */
const deep = (dice: Dice): string => {
  const depth = 1 + dice.below(dice.chance(0.05) ? 100_000 : 2_000);
  const nest = (open: string, core: string, close: string): string =>
    open.repeat(depth) + core + close.repeat(depth);
  return dice.pick([
    () => '['.repeat(depth),
    () => '{"a":'.repeat(depth),
    () => nest('[', '', ']'),
    () =>
      `{"toolResponse":{"functionResponses":[{"id":"x","name":"y","response":${nest('{"a":', '1', '}')}}]}}`,
    () => `{"realtimeInput":${nest('{"audio":', '1', '}')}}`,
    () =>
      `{"setup":{"model":"models/gemini-3.8-live","tools":[{"functionDeclarations":[{"name":"f","parameters":${nest('{"items":', '{}', '}')}}]}]}}`,
    () => `{"clientContent":{"turns":${nest('[', '', ']')}}}`,
  ])();
};

/** A message that is wrong in some way; most often nearly right, so that every depth of the checks is reached. */
export const badMessage = (dice: Dice): string | Buffer => {
  const kind = dice.roll();
  const good = (): object => (dice.chance(0.3) ? goodSetup(dice) : goodMessage(dice));
  if (kind < 0.2) return JSON.stringify(wrongMessage(dice));
  if (kind < 0.45) return JSON.stringify(mutateValue(dice, good()));
  if (kind < 0.65) return mutateText(dice, JSON.stringify(good()));
  if (kind < 0.8) return JSON.stringify({ [dice.pick(NAMES)]: anyValue(dice, 4) });
  if (kind < 0.86) return JSON.stringify(anyValue(dice, 5));
  if (kind < 0.9) return deep(dice);
  if (kind < 0.95) return dice.bytes(dice.below(64));
  return dice.pick([
    '',
    ' ',
    'null',
    '0',
    '""',
    '[]',
    '{}',
    '\ufeff{}',
    '\u0000',
    '{"realtimeInput":{}}',
    '{"setup":null}',
  ]);
};
