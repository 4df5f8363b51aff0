import { seeded } from '../../../src/core/random.ts';

/** Values that no documentation promises. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  'text',
  '__proto__',
  '<img src=x onerror=alert(1)>',
  '\u0000\uD800',
  [],
  [null, 1, 'a', [], {}],
  {},
  { text: 5 },
  { text: ' word' },
  { text: { toString: 1, valueOf: 1 }, finished: 'yes' },
  { type: 'closed', role: 'nobody', now: 'never', text: 'x' },
  { length: 3, then: 1, constructor: null, toString: null },
  JSON.parse('{"__proto__":{"polluted":true},"parts":{"length":5}}') as unknown,
];

const PARTS: readonly unknown[] = [
  ...VALUES,
  { text: 'written' },
  { text: 'thought', thought: true },
  { inlineData: null },
  { inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'AAAAAAAA' } },
  { inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'A' } },
  { inlineData: { mimeType: 'audio/pcm;rate=24000', data: '*?*' } },
  { inlineData: { mimeType: 5, data: ['AAAA'] } },
  { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
  { functionCall: { name: 'f' } },
];

/** Fields that the service knows, with something of the kind it sends. */
const CONTENT: Readonly<Record<string, readonly unknown[]>> = {
  modelTurn: [{ parts: PARTS }],
  inputTranscription: [{ text: ' heard', finished: true }],
  outputTranscription: [{ text: ' said' }],
  interimInputTranscription: [{ text: 'guess' }],
  interrupted: [true],
  generationComplete: [true],
  turnComplete: [true],
  waitingForInput: [true],
  groundingMetadata: [{ groundingChunks: 7 }],
  interactionStatus: ['IDLE'],
  unheardOf: [{ of: 1 }],
};
const MESSAGE: Readonly<Record<string, readonly unknown[]>> = {
  toolCall: [{ functionCalls: [...VALUES, { name: 'f', id: 5 }, { name: 'f', args: 'x' }] }],
  toolCallCancellation: [{ ids: VALUES }],
  goAway: [{ timeLeft: '5s' }, { timeLeft: 5 }],
  sessionResumptionUpdate: [{ newHandle: 5, resumable: true }, { resumable: 'yes' }],
  usageMetadata: [{ totalTokenCount: '7', promptTokensDetails: VALUES }, { totalTokenCount: -5 }],
  voiceActivity: [{ voiceActivityType: 'ACTIVITY_START' }, { voiceActivityType: 5 }],
  setupComplete: [{}],
  error: ['x'],
};

/** Messages of every shape but the right one, in any bundle; the same for the same seed. */
export const hostileMessages = (seed: number, count: number): object[] => {
  const random = seeded(seed);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const bundle = (fields: Readonly<Record<string, readonly unknown[]>>, share: number): object =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(() => random() < share)
        .map(([name, usual]) => [name, pick(random() < 0.5 ? usual : VALUES)]),
    );
  const turn = (content: object): object =>
    random() < 0.3 ? { ...content, modelTurn: { parts: [pick(PARTS), pick(PARTS)] } } : content;
  return Array.from({ length: count }, () => ({
    ...bundle(MESSAGE, 0.15),
    ...(random() < 0.8 ? { serverContent: random() < 0.8 ? turn(bundle(CONTENT, 0.2)) : pick(VALUES) } : {}),
  }));
};
