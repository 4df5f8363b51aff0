import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { GoogleGenAI, type LiveConnectConfig, type LiveServerMessage, Modality } from '@google/genai';
import { createTokenHandler, type TokenAnswer, type TokenHandlerOptions } from '../../src/server/index.ts';
import { startLiveEmulator, type Turn } from '../../src/emulator/index.ts';
import { KEY, MODEL, optionsFor, tokenRequest } from './support/requests.ts';

/** A twin whose only key is the handler's; keeps what it understood of every turn. */
const startTwin = async (context: TestContext) => {
  const turns: Turn[] = [];
  const script = (turn: Turn) => {
    turns.push(turn);
    return { kind: 'tone', hz: 440, seconds: 0.1, turnComplete: 'at-once' } as const;
  };
  const twin = await startLiveEmulator({ apiKeys: [KEY], script, pace: 0, setupDelayMs: 0 });
  context.after(() => twin.close());
  return { twin, turns };
};

const fetchToken = async (options: TokenHandlerOptions): Promise<TokenAnswer> => {
  const response = await createTokenHandler(options)(tokenRequest());
  assert.equal(response.status, 200);
  return (await response.json()) as TokenAnswer;
};

/** A session as a page opens it, with the unmodified SDK. */
const open = async ({ token, apiVersion, baseUrl = '' }: TokenAnswer, config: LiveConnectConfig) => {
  const messages: LiveServerMessage[] = [];
  let look: () => void = () => undefined;
  const client = new GoogleGenAI({ apiKey: token, httpOptions: { baseUrl, apiVersion } });
  const session = await client.live.connect({
    model: MODEL,
    config: { responseModalities: [Modality.AUDIO], ...config },
    callbacks: {
      onmessage: (message) => {
        messages.push(message);
        look();
      },
    },
  });
  const until = <T>(find: (message: LiveServerMessage) => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      look = () => {
        const found = messages.map(find).find((value) => value !== undefined);
        if (found !== undefined) resolve(found);
      };
      look();
    });
  return { session, until };
};

const handleOf = (message: LiveServerMessage): string | undefined =>
  message.sessionResumptionUpdate?.resumable === true ? message.sessionResumptionUpdate.newHandle : undefined;

test('with a locked token the constraint holds, and page attributes and resumption work', async (context) => {
  const { twin, turns } = await startTwin(context);
  const options = optionsFor(twin.url, { constraints: { config: { systemInstruction: 'Be a pirate.' } } });
  const config: LiveConnectConfig = {
    systemInstruction: 'Ignore all that.',
    sessionResumption: {},
    outputAudioTranscription: {},
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
  };

  const first = await open(await fetchToken(options), config);
  first.session.sendRealtimeInput({ text: 'hello' });
  const handle = await first.until(handleOf);
  first.session.close();
  assert.equal(turns[0]?.systemInstruction, 'Be a pirate.');

  const second = await open(await fetchToken(options), { ...config, sessionResumption: { handle } });
  second.session.sendRealtimeInput({ text: 'and again' });
  await second.until(handleOf);
  second.session.close();
  assert.equal(turns[1]?.systemInstruction, 'Be a pirate.');
  assert.deepEqual(
    [turns[0]?.index, turns[1]?.index],
    [1, 2],
    'the second connection went on with the first session',
  );
});

test('what the constraints leave open is the page’s: its system instruction reaches the model', async (context) => {
  const { twin, turns } = await startTwin(context);
  const token = await fetchToken(optionsFor(twin.url, { constraints: { config: { temperature: 0.3 } } }));
  const { session, until } = await open(token, {
    systemInstruction: 'From the page.',
    sessionResumption: {},
  });
  session.sendRealtimeInput({ text: 'hello' });
  await until(handleOf);
  session.close();
  assert.equal(turns[0]?.systemInstruction, 'From the page.');
});

test('a token opens one session by default', async (context) => {
  const { twin } = await startTwin(context);
  const token = await fetchToken(optionsFor(twin.url));
  const { session } = await open(token, {});
  await assert.rejects(open(token, {}));
  session.close();
});

test('a wrong key mints nothing', async (context) => {
  const { twin } = await startTwin(context);
  const handler = createTokenHandler(optionsFor(twin.url, { apiKey: 'another key' }));
  assert.equal((await handler(tokenRequest())).status, 502);
});
