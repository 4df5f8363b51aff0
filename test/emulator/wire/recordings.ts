/** A recorded conversation, re-created: the messages of the service in their order, with sounds, texts and counts of our own. */
export type Recording = readonly object[];

const content = (serverContent: object, more: object = {}): object => ({ serverContent, ...more });
const sound = (mimeType: string, more: object = {}): object => ({
  ...more,
  parts: [{ inlineData: { mimeType, data: 'AAAA' } }],
});
const counts = (...modalities: readonly string[]): readonly object[] =>
  modalities.map((modality) => ({ modality, tokenCount: 1 }));

const THOUGHT = content({
  modelTurn: { parts: [{ text: '**Greeting**\n\nI greet them.\n\n\n', thought: true }] },
});
const AUDIO = content({ modelTurn: sound('audio/pcm;rate=24000') });
const GENERATED = content({ generationComplete: true });
const USAGE = {
  promptTokenCount: 9,
  responseTokenCount: 3,
  totalTokenCount: 12,
};

/** A: a typed turn on 2.5 native audio. */
export const TEXT_TURN: Recording = [
  { setupComplete: {} },
  THOUGHT,
  content({ outputTranscription: { text: 'Hello there.' } }),
  AUDIO,
  AUDIO,
  GENERATED,
  content(
    { turnComplete: true },
    {
      usageMetadata: {
        ...USAGE,
        promptTokensDetails: counts('TEXT'),
        responseTokensDetails: counts('TEXT', 'AUDIO'),
      },
    },
  ),
];

/** B: a spoken turn on 2.5 native audio. */
export const VOICE_TURN: Recording = [
  { setupComplete: {} },
  content({ inputTranscription: { text: ' Hello' } }),
  content({ inputTranscription: { text: ',' } }),
  content({ inputTranscription: { text: ' my' } }),
  content({ inputTranscription: { text: ' name' } }),
  content({ inputTranscription: { text: ' is Ada.' } }),
  THOUGHT,
  content({ outputTranscription: { text: 'Hello Ada.' } }),
  AUDIO,
  GENERATED,
  content(
    { turnComplete: true },
    {
      usageMetadata: {
        ...USAGE,
        promptTokensDetails: counts('AUDIO'),
        responseTokensDetails: counts('TEXT', 'AUDIO'),
      },
    },
  ),
];

/** C: a function call on 3.1; handles come unasked, in between. */
export const TOOL_ROUND: Recording = [
  { setupComplete: {} },
  {
    toolCall: {
      functionCalls: [{ name: 'get_weather', args: { city: 'London' }, id: 'fc_3880303533621599938' }],
    },
  },
  content({}),
  content({ modelTurn: sound('audio/pcm;rate=24000'), outputTranscription: { text: ' foggy' } }),
  GENERATED,
  content(
    { turnComplete: true },
    {
      usageMetadata: {
        ...USAGE,
        promptTokensDetails: counts('TEXT'),
        responseTokensDetails: counts('AUDIO'),
      },
    },
  ),
];

const onVertex = (count: object, details: object): object => ({
  usageMetadata: {
    promptTokenCount: 9,
    ...count,
    totalTokenCount: 9,
    promptTokensDetails: counts('TEXT'),
    ...details,
    trafficType: 'ON_DEMAND',
  },
});

/** C: the same on Vertex AI, where the calling turn is complete by itself. */
export const TOOL_ROUND_VERTEX: Recording = [
  { setupComplete: { sessionId: 'd12cd384-1f87-45a2-9020-add71fd6b384' } },
  {
    toolCall: {
      functionCalls: [
        { name: 'get_weather', args: { city: 'London' }, id: 'd12cd384-1f87-45a2-9020-add71fd6b384' },
      ],
    },
  },
  content({ outputTranscription: { finished: true } }),
  GENERATED,
  content({ turnComplete: true, groundingMetadata: {} }, onVertex({}, {})),
  content({ outputTranscription: { text: 'It is foggy.' } }),
  content({ modelTurn: sound('audio/pcm', { role: 'model' }) }),
  content({ outputTranscription: { finished: true } }),
  GENERATED,
  content(
    { turnComplete: true, groundingMetadata: {} },
    onVertex({ candidatesTokenCount: 3 }, { candidatesTokensDetails: counts('AUDIO') }),
  ),
];

/** D: the visitor speaks while the answer is on its way. */
export const BARGE_IN: Recording = [
  { setupComplete: {} },
  AUDIO,
  content({ interrupted: true }),
  content(
    { turnComplete: true },
    {
      usageMetadata: {
        ...USAGE,
        promptTokensDetails: counts('TEXT'),
        responseTokensDetails: counts('AUDIO'),
      },
    },
  ),
];

/** I: the end of a connection. */
export const GO_AWAY: Recording = [{ setupComplete: {} }, { goAway: { timeLeft: '50s' } }];
