import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GoogleGenAI, type GoogleGenAIOptions } from '@google/genai';
import { OAuth2Client } from 'google-auth-library';
import type { LiveEmulator } from '../../src/emulator/index.ts';
import { withTwin } from './client.ts';
import { Talk, speak, spoken } from './genai.ts';

const VERTEX_MODEL = 'gemini-live-2.5-flash-native-audio';
const PATH = '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent';

/** Google's SDK for Vertex AI with an account that has an access token already, so that nobody is asked for one. */
const withAccount = ({ url: baseUrl }: LiveEmulator): GoogleGenAIOptions => {
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: 'an-access-token' });
  return {
    vertexai: true,
    project: 'a-project',
    location: 'us-central1',
    googleAuthOptions: { authClient },
    httpOptions: { baseUrl },
  };
};

describe('@google/genai for Vertex AI, unmodified', () => {
  for (const [what, options, path] of [
    ['with a project and an account', withAccount, `/${PATH}`],
    [
      'with the whole address as its base, and headers of its own',
      ({ url }: LiveEmulator): GoogleGenAIOptions => ({
        vertexai: true,
        httpOptions: { baseUrl: `${url}${PATH}`, headers: { authorization: 'Bearer an-access-token' } },
      }),
      PATH,
    ],
  ] as const) {
    it(`${what}: a typed turn, a spoken one, and a call`, () =>
      withTwin(
        {
          script: (turn) => {
            if (turn.kind === 'tool') return { kind: 'say', text: 'Called.', turnComplete: 'at-once' };
            if (turn.kind === 'speech') return { kind: 'call', calls: [{ name: 'f' }] };
            return { kind: 'say', text: `${turn.model} read ${turn.text}`, turnComplete: 'at-once' };
          },
        },
        async (twin) => {
          const model =
            path === PATH ? `projects/p/locations/l/publishers/google/models/${VERTEX_MODEL}` : VERTEX_MODEL;
          const tools = [{ functionDeclarations: [{ name: 'f' }] }];
          const talk = await Talk.start(new GoogleGenAI(options(twin)), { tools }, model);
          assert.equal(twin.connections[0]?.path, path);
          const typed = await talk.turn((session) => session.sendRealtimeInput({ text: 'this' }));
          assert.equal(spoken(typed), `${VERTEX_MODEL} read this`);
          speak(talk.session);
          const { toolCall } = await talk.until((message) => message.toolCall !== undefined);
          const { id = '', name = '' } = toolCall?.functionCalls?.[0] ?? {};
          assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
          talk.session.sendToolResponse({ functionResponses: { id, name, response: {} } });
          const said = (): string => spoken(talk.messages);
          await talk.until(() => said().endsWith('Called.'));
          assert.match(talk.session.setupComplete?.sessionId ?? '', /^[0-9a-f-]{36}$/);
          const usage = talk.messages.map(({ usageMetadata }) => usageMetadata).findLast(Boolean);
          assert.ok((usage?.responseTokenCount ?? 0) > 0, 'the SDK found no count in Vertex’ form of usage');
          talk.session.close();
        },
      ));
  }

  it('is told that a key does not do', () =>
    withTwin({}, async (twin) => {
      const ai = new GoogleGenAI({ vertexai: true, apiKey: 'a-key', httpOptions: { baseUrl: twin.url } });
      await assert.rejects(
        Talk.start(ai, {}, VERTEX_MODEL),
        /code 1008\): API keys are not supported by this API/,
      );
    }));

  it('is told that nobody is known who comes without any', () =>
    withTwin({}, async (twin) => {
      const ai = new GoogleGenAI({ vertexai: true, httpOptions: { baseUrl: `${twin.url}${PATH}` } });
      await assert.rejects(Talk.start(ai, {}, VERTEX_MODEL), /code 1008\)/);
    }));
});
