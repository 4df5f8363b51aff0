import { ManualClock } from '../../../src/emulator/index.ts';
import type { Answer } from '../../../src/emulator/index.ts';
import { join, passTime, silence, tone, type Client, type ServerMessage } from '../client.ts';
import { inLab, type Lab, type LabOptions } from './lab.ts';

/** A conversation that makes the twin send certain fields; answers with all that came. */
type Scene = () => Promise<readonly ServerMessage[]>;

const BOTH = { inputAudioTranscription: {}, outputAudioTranscription: {} };
const NATIVE_25 = { model: 'models/gemini-2.5-flash-native-audio-preview-12-2025' };
const HALF_CASCADE = { model: 'models/gemini-live-2.5-flash-preview' };
const SEARCH = { tools: [{ googleSearch: {} }] };
const TONE: Answer = { kind: 'tone', hz: 440, seconds: 0.3, spoken: 'La la', turnComplete: 'at-once' };
const SPOKEN = join(silence(0.2), tone(0.5), silence(1));

const ask = async (client: Client): Promise<void> => {
  client.send({ realtimeInput: { text: 'Hi' } });
  await client.turnComplete();
};

/** A typed question and its answer. */
const answered =
  (answer: Answer, setup: object = {}, options: LabOptions = {}): Scene =>
  async () => {
    let messages: readonly ServerMessage[] = [];
    await inLab({ script: { answers: [answer] }, ...options }, async (lab) => {
      const client = await lab.session(setup);
      await ask(client);
      await client.answered();
      messages = client.messages;
    });
    return messages;
  };

/** A conversation of one's own. */
const scene =
  (options: LabOptions, talk: (lab: Lab) => Promise<Client>): Scene =>
  async () => {
    let messages: readonly ServerMessage[] = [];
    await inLab(options, async (lab) => {
      const client = await talk(lab);
      await client.answered();
      messages = client.messages;
    });
    return messages;
  };

const heard = (setup: object, options: LabOptions = {}): Scene =>
  scene({ script: { answers: [TONE] }, ...options }, async (lab) => {
    const client = await lab.session(setup);
    client.speak(SPOKEN);
    await client.turnComplete();
    return client;
  });

const steps = (...list: Extract<Answer, { kind: 'steps' }>['steps']): Answer => ({
  kind: 'steps',
  steps: list,
  turnComplete: 'at-once',
});

const CALL: Answer = { kind: 'call', calls: [{ name: 'f', args: { a: 1 } }] };
const FUNCTION = { tools: [{ functionDeclarations: [{ name: 'f', behavior: 'BLOCKING' }] }] };
const GROUND = {
  kind: 'ground',
  queries: ['weather Dresden'],
  chunks: [{ uri: 'https://example.com/', title: 'Weather' }],
} as const;

/** Every scene that the list of the server's fields names. */
export const SCENES = {
  answer: answered(TONE, { ...BOTH, sessionResumption: {} }),
  'answer in text': answered(
    { kind: 'say', text: 'Yes' },
    {
      ...HALF_CASCADE,
      generationConfig: { responseModalities: ['TEXT'] },
    },
  ),
  thought: answered(
    { ...TONE, thought: 'Thinking it over' },
    { ...NATIVE_25, generationConfig: { thinkingConfig: { includeThoughts: true } } },
  ),
  speech: heard(BOTH),
  'speech with all that can be known of it': heard({
    inputAudioTranscription: { wordTimestamp: true, diarization: true, languageCodes: ['en-US'] },
    outputAudioTranscription: { wordTimestamp: true, diarization: true, languageCodes: ['en-US'] },
  }),
  'answer on Vertex AI': heard(BOTH, { knower: 'vertex' }),
  'barge-in': scene({ script: { answers: [{ ...CALL }] } }, async (lab) => {
    const client = await lab.session(FUNCTION);
    client.send({ realtimeInput: { text: 'Hi' } });
    await client.next(({ toolCall }) => toolCall !== undefined);
    client.speak(join(silence(0.2), tone(0.5)));
    await client.next(({ toolCallCancellation }) => toolCallCancellation !== undefined);
    await client.turnComplete();
    return client;
  }),
  waiting: scene({ script: { answers: [{ kind: 'none', end: 'waiting-for-input' }] } }, async (lab) => {
    const client = await lab.session();
    client.send({ realtimeInput: { text: 'Hi' } });
    await client.next(({ serverContent }) => serverContent?.waitingForInput === true);
    return client;
  }),
  'an ending with a reason': answered({ ...TONE, reason: 'MALFORMED_FUNCTION_CALL' }),
  'extended thinking': scene({ script: { answers: [CALL] } }, async (lab) => {
    const client = await lab.session({
      model: 'models/gemini-3.8-live-extended-thinking',
      tools: [{ functionDeclarations: [{ name: 'f' }] }],
    });
    client.send({ realtimeInput: { text: 'Hi' } });
    await client.next(({ toolCall }) => toolCall !== undefined);
    await client.turnComplete();
    return client;
  }),
  search: answered(
    steps({ kind: 'say', text: 'It is sunny.' }, { ...GROUND, supports: [{ text: 'sunny', chunks: [0] }] }),
    { ...BOTH, ...SEARCH },
  ),
  'pages read': answered(
    steps(
      { kind: 'urls', urls: [{ url: 'https://example.com/' }] },
      { kind: 'say', text: 'I have read it.' },
    ),
    { ...HALF_CASCADE, tools: [{ urlContext: {} }] },
  ),
  'code run': answered(
    steps({ kind: 'code', code: 'print(1)', output: '1' }, { kind: 'say', text: 'One.' }),
    { ...HALF_CASCADE, tools: [{ codeExecution: {} }] },
  ),
  'consent to a voice': answered(TONE, {
    generationConfig: {
      speechConfig: {
        voiceConfig: {
          replicatedVoiceConfig: {
            mimeType: 'audio/pcm;rate=24000',
            voiceSampleAudio: 'AAAA',
            consentAudio: 'AAAA',
          },
        },
      },
    },
  }),
  'usage told in full': answered({ ...TONE, usage: { cachedTokens: 1, serviceTier: 'standard' } }),
  'messages of a script': answered(
    TONE,
    {},
    {
      script: {
        answers: [TONE],
        faults: [
          { at: 'turn', do: { kind: 'send', message: { serverContent: { speechState: 'SPEECH' } } } },
          {
            at: 'turn',
            do: { kind: 'send', message: { voiceActivity: { voiceActivityType: 'ACTIVITY_END' } } },
          },
        ],
      },
    },
  ),
  goAway: async () => {
    const clock = new ManualClock();
    let messages: readonly ServerMessage[] = [];
    await inLab({ clock }, async (lab) => {
      const client = await passTime(clock, lab.session());
      clock.advance(541_000);
      await client.next(({ goAway }) => goAway !== undefined);
      messages = client.messages;
    });
    return messages;
  },
  'transparent resumption': scene({ knower: 'vertex', script: { answers: [TONE] } }, async (lab) => {
    const client = await lab.session({ sessionResumption: { transparent: true } });
    await ask(client);
    await client.next(({ sessionResumptionUpdate }) => sessionResumptionUpdate?.newHandle !== undefined);
    return client;
  }),
  'signals of speech': heard({ explicitVadSignal: true }, { knower: 'vertex' }),
  'interim transcripts': scene(
    { script: { answers: [{ ...TONE, heard: 'one two three' }] } },
    async (lab) => {
      const client = await lab.session({
        model: 'models/gemini-3.5-transcribe-live',
        inputAudioTranscription: { wordTimestamp: true },
        realtimeInputConfig: { interimTranscriptTimestampEnabled: true },
      });
      client.speak(join(silence(0.2), tone(2), silence(1)));
      await client.next(({ serverContent }) => serverContent?.inputTranscription !== undefined);
      return client;
    },
  ),
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof SCENES;
