import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GoogleGenAI, Modality, type LiveServerMessage, type Session } from '@google/genai';
import { resampleAll } from '../../src/emulator/resample.ts';
import type { LiveEmulator } from '../../src/emulator/index.ts';
import { join, silence, tone, withTwin } from './client.ts';

const MODEL = 'gemini-3.8-live';

interface Talk {
  readonly session: Session;
  readonly messages: LiveServerMessage[];
  /** Resolves at the next `turnComplete`. */
  turn(): Promise<void>;
}

/** The SDK as it is, told of the twin's address only. */
const talk = async (twin: LiveEmulator, apiKey: string, apiVersion: string): Promise<Talk> => {
  const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: twin.url, apiVersion } });
  const messages: LiveServerMessage[] = [];
  let complete = (): void => undefined;
  const session = await ai.live.connect({
    model: MODEL,
    config: {
      responseModalities: [Modality.AUDIO],
      inputAudioTranscription: {},
      outputAudioTranscription: {},
      sessionResumption: {},
      contextWindowCompression: { slidingWindow: {} },
      systemInstruction: 'Be brief.',
    },
    callbacks: {
      onmessage: (message) => {
        messages.push(message);
        if (message.serverContent?.turnComplete) complete();
      },
    },
  });
  return { session, messages, turn: () => new Promise((resolve) => (complete = resolve)) };
};

const spoken = (messages: readonly LiveServerMessage[]): string =>
  messages.map(({ serverContent }) => serverContent?.outputTranscription?.text ?? '').join('');

describe('the unmodified SDK', () => {
  for (const apiVersion of ['v1', 'v1beta', 'v1alpha']) {
    it(`talks with a key over ${apiVersion}: a typed turn and a spoken one`, () =>
      withTwin(
        {
          script: (turn) =>
            turn.kind === 'text'
              ? { kind: 'say', text: turn.text, turnComplete: 'at-once' }
              : { kind: 'parrot', turnComplete: 'at-once' },
        },
        async (twin) => {
          const { session, messages, turn } = await talk(twin, 'a-key', apiVersion);
          const typed = turn();
          session.sendRealtimeInput({ text: 'hello there' });
          await typed;
          assert.equal(spoken(messages), 'hello there');
          const before = messages.length;
          const voice = turn();
          const stream = join(silence(0.2), tone(0.6), silence(1));
          for (let at = 0; at < stream.length; at += 320) {
            const data = Buffer.from(stream.slice(at, at + 320).buffer).toString('base64');
            session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=16000' } });
          }
          await voice;
          const answer = messages.slice(before);
          const heard = answer
            .map(({ serverContent }) => serverContent?.inputTranscription?.text ?? '')
            .join('');
          assert.equal(heard, ' (0.6 s of speech)');
          const bytes = Buffer.concat(answer.map(({ data }) => Buffer.from(data ?? '', 'base64')));
          const expected = resampleAll(stream.slice(3200 - 320, 3200 + 9600 + 12_800), 16_000, 24_000);
          assert.deepEqual(new Int16Array(new Uint8Array(bytes).buffer), expected);
          session.close();
        },
      ));
  }

  it('mints a token and talks with it', () =>
    withTwin(
      {
        script: ({ systemInstruction }) => ({
          kind: 'say',
          text: systemInstruction,
          turnComplete: 'at-once',
        }),
      },
      async (twin) => {
        const ai = new GoogleGenAI({
          apiKey: 'a-key',
          httpOptions: { baseUrl: twin.url, apiVersion: 'v1alpha' },
        });
        const constraints = {
          model: MODEL,
          config: { systemInstruction: 'Be locked.', temperature: 0.2, tools: [{ googleSearch: {} }] },
        };
        for (const [lockAdditionalFields, expected] of [
          [[], 'Be locked.'],
          [['outputAudioTranscription'], ''],
        ] as const) {
          const config = {
            uses: 1,
            liveConnectConstraints: constraints,
            lockAdditionalFields: [...lockAdditionalFields],
          };
          const { name } = await ai.authTokens.create({ config });
          assert.match(name ?? '', /^auth_tokens\//);
          const { session, messages, turn } = await talk(twin, name ?? '', 'v1alpha');
          const typed = turn();
          session.sendClientContent({ turns: [{ role: 'user', parts: [{ text: 'x' }] }] });
          await typed;
          assert.equal(spoken(messages), expected);
          session.close();
        }
      },
    ));

  it('is told of a bad key, and of a used-up token', () =>
    withTwin({}, async (twin) => {
      await assert.rejects(talk(twin, 'bad', 'v1beta'), /code 1007\): API key not valid/);
      const token = twin.mintToken();
      const { session } = await talk(twin, token, 'v1alpha');
      await assert.rejects(talk(twin, token, 'v1alpha'), /code 1008\): Token expired or invalid/);
      session.close();
    }));
});
