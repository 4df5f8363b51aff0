import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveEmulator, Turn } from '../../src/emulator/index.ts';
import { Client, join, silence, socketUrl, tone, tokenUrl, withTwin, type ServerMessage } from './client.ts';

const MODEL = 'models/gemini-3.8-live';
const AUDIO = 'audio/pcm;rate=16000';

const pcm = (samples: Int16Array): string => Buffer.from(samples.buffer).toString('base64');

/** A second of voice with the silence that ends it, and none before it: that would belong to the turn. */
const VOICE = join(tone(1), silence(3));

/** 40 ms a frame. */
const frames = (samples: Int16Array): string[] =>
  Array.from({ length: Math.ceil(samples.length / 640) }, (_, index) =>
    pcm(samples.slice(640 * index, 640 * (index + 1))),
  );

/** Answers in words that say what was understood. */
const script = (turn: Turn) =>
  ({
    kind: 'say',
    text: `${turn.kind} ${turn.kind === 'speech' ? turn.seconds.toFixed(1) : turn.text}`.trimEnd(),
    turnComplete: 'at-once',
  }) as const;

const open = async (url: string, headers: Record<string, string> = {}): Promise<Client> => {
  const client = new Client(url, headers);
  await client.opened;
  return client;
};

const isReady = ({ setupComplete }: ServerMessage): boolean => setupComplete !== undefined;

/** What is answered in words to what `act` sends. */
const answer = async (client: Client, act: () => void): Promise<string> => {
  const from = client.messages.length;
  act();
  await client.turnComplete();
  return client.messages
    .slice(from)
    .map(({ serverContent }) => serverContent?.outputTranscription?.text ?? '')
    .join('');
};

const SETUPS = {
  camelCase: {
    model: MODEL,
    generationConfig: { responseModalities: ['AUDIO'] },
    outputAudioTranscription: {},
    realtimeInputConfig: { automaticActivityDetection: { silenceDurationMs: 500 } },
  },
  snake_case: {
    model: MODEL,
    generation_config: { response_modalities: ['AUDIO'] },
    output_audio_transcription: {},
    realtime_input_config: { automatic_activity_detection: { silence_duration_ms: 500 } },
  },
};

const audioIn = (spelling: keyof typeof SETUPS, data: string): object =>
  spelling === 'camelCase'
    ? { realtimeInput: { audio: { data, mimeType: AUDIO } } }
    : { realtime_input: { audio: { data, mime_type: AUDIO } } };

const contentIn = (spelling: keyof typeof SETUPS, text: string): object => {
  const turns = [{ role: 'user', parts: [{ text }] }];
  return spelling === 'camelCase'
    ? { clientContent: { turns, turnComplete: true } }
    : { client_content: { turns, turn_complete: true } };
};

/** Address and headers of every form in which a client may say who it is. */
const CREDENTIALS: Readonly<
  Record<string, (twin: LiveEmulator) => [url: string, headers?: Record<string, string>]>
> = {
  'a key in the address': (twin) => [socketUrl(twin)],
  'a key in the address, after two slashes': (twin) => [socketUrl(twin, { slashes: '//' })],
  'a key in a header': (twin) => [socketUrl(twin, { query: '' }), { 'x-goog-api-key': 'k' }],
  'a token in the address': (twin) => [tokenUrl(twin, twin.mintToken())],
  'a token in the address, percent-encoded': (twin) => [tokenUrl(twin, encodeURIComponent(twin.mintToken()))],
  'a token over v1beta': (twin) => [tokenUrl(twin, twin.mintToken(), 'v1beta')],
  'a token in a header': (twin) => {
    const method = 'BidiGenerateContentConstrained';
    return [socketUrl(twin, { method, query: '' }), { authorization: `Token ${twin.mintToken()}` }];
  },
};

describe('clients that speak for themselves', () => {
  for (const [what, credentials] of Object.entries(CREDENTIALS)) {
    it(`come with ${what}`, () =>
      withTwin({ apiKeys: ['k'], script }, async (twin) => {
        const client = await open(...credentials(twin));
        client.send({ setup: SETUPS.camelCase });
        await client.next(isReady);
        assert.equal(await answer(client, () => client.send(contentIn('camelCase', 'hi'))), 'content hi');
        client.close();
      }));
  }

  for (const spelling of ['camelCase', 'snake_case'] as const) {
    for (const kind of ['text', 'binary'] as const) {
      it(`spell in ${spelling}, in ${kind} frames`, () =>
        withTwin({ script }, async (twin) => {
          const client = await open(socketUrl(twin));
          const send = (message: object): void => {
            const json = JSON.stringify(message);
            client.raw(kind === 'text' ? json : Buffer.from(json));
          };
          send({ setup: SETUPS[spelling] });
          await client.next(isReady);
          assert.equal(await answer(client, () => send(contentIn(spelling, 'hi'))), 'content hi');
          const spoken = await answer(client, () => {
            for (const data of frames(VOICE)) send(audioIn(spelling, data));
          });
          assert.equal(spoken, 'speech 1.0');
          assert.ok(client.frames.every(({ binary }) => binary));
          client.close();
        }));
    }
  }

  it('speak as the Python SDK does: snake_case outside, camelCase inside, key or token in headers', () =>
    withTwin(
      {
        script: (turn) => (turn.kind === 'speech' ? { kind: 'call', calls: [{ name: 'f' }] } : script(turn)),
      },
      async (twin) => {
        const token = twin.mintToken();
        for (const [url, headers] of [
          [socketUrl(twin, { query: '' }), { 'x-goog-api-key': 'k' }],
          [
            socketUrl(twin, { version: 'v1alpha', method: 'BidiGenerateContentConstrained', query: '' }),
            { 'x-goog-api-key': token, authorization: `Token ${token}` },
          ],
        ] as const) {
          const client = await open(url, headers);
          client.send({
            setup: {
              model: 'models/gemini-2.5-flash-native-audio-preview-09-2025',
              generationConfig: { responseModalities: ['AUDIO'] },
              systemInstruction: { parts: [{ text: 'Be brief.' }], role: 'user' },
              tools: [{ functionDeclarations: [{ name: 'f' }] }],
              sessionResumption: {},
              outputAudioTranscription: {},
              realtimeInputConfig: { automatic_activity_detection: { silence_duration_ms: 500 } },
            },
          });
          await client.next(isReady);
          const turns = [{ parts: [{ text: 'hi' }], role: 'user' }];
          const typed = await answer(client, () =>
            client.send({ client_content: { turns, turnComplete: true } }),
          );
          assert.equal(typed, 'content hi');
          for (const data of frames(VOICE))
            client.send({ realtime_input: { audio: { data, mimeType: AUDIO } } });
          const { toolCall } = await client.next((message) => message.toolCall !== undefined);
          const functionResponses = [
            { id: toolCall?.functionCalls[0]?.id, name: 'f', response: { output: 1 } },
          ];
          const called = await answer(client, () => client.send({ tool_response: { functionResponses } }));
          assert.equal(called, 'tool');
          client.close();
        }
      },
    ));

  it('speak as the example for tokens does: v1alpha, a setup in snake_case, audio without a rate', () =>
    withTwin({ script }, async (twin) => {
      const client = await open(tokenUrl(twin, twin.mintToken()));
      client.send({
        setup: {
          model: MODEL,
          generation_config: {
            response_modalities: ['AUDIO'],
            temperature: 1,
            speech_config: { voice_config: { prebuilt_voice_config: { voice_name: 'Puck' } } },
          },
          system_instruction: { parts: [{ text: 'Be brief.' }] },
          tools: [{ function_declarations: [] }],
          realtime_input_config: {
            automatic_activity_detection: {
              disabled: false,
              silence_duration_ms: 2000,
              prefix_padding_ms: 500,
              end_of_speech_sensitivity: 'END_SENSITIVITY_UNSPECIFIED',
              start_of_speech_sensitivity: 'START_SENSITIVITY_UNSPECIFIED',
            },
            activity_handling: 'ACTIVITY_HANDLING_UNSPECIFIED',
            turn_coverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
          },
          input_audio_transcription: {},
          output_audio_transcription: {},
        },
      });
      await client.next(isReady);
      const spoken = await answer(client, () => {
        for (const data of frames(VOICE)) {
          client.send({ realtime_input: { audio: { data, mime_type: 'audio/pcm' } } });
        }
      });
      assert.equal(spoken, 'speech 1.0');
      assert.equal(client.text('inputTranscription'), ' (1.0 s of speech)');
      client.close();
    }));

  it('send mediaChunks as the web console does: heard by 2.5, refused by 3.x', () =>
    withTwin({ script }, async (twin) => {
      const start = async (model: string): Promise<Client> => {
        const client = await open(socketUrl(twin));
        client.send({ setup: { ...SETUPS.camelCase, model } });
        await client.next(isReady);
        for (const data of frames(VOICE)) {
          client.send({ realtimeInput: { mediaChunks: [{ mimeType: AUDIO, data }] } });
        }
        return client;
      };
      const older = await start('models/gemini-2.5-flash-native-audio-preview-09-2025');
      await older.turnComplete();
      assert.equal(older.text('outputTranscription'), 'speech 1.0');
      older.close();
      const newer = await start(MODEL);
      assert.deepEqual(await newer.closed, {
        code: 1007,
        reason: 'realtime_input.media_chunks is deprecated. Use audio, video, or text instead.',
      });
    }));
});
