import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EmulatorOptions, LiveEmulator } from '../../src/emulator/index.ts';
import {
  BEARER,
  FIREBASE_GEMINI,
  FIREBASE_VERTEX,
  PUBLISHED,
  VERTEX_MODEL,
  at,
  closing,
  onVertex,
} from './backends.ts';
import { Client, join, shape, silence, socketUrl, tone, withTwin, type ServerMessage } from './client.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The fields of each message, of runs of audio only the first. */
const shapes = (messages: readonly ServerMessage[]): string[] => {
  const all = messages.map(shape);
  return all.filter((one, index) => one !== all[index - 1] || !one.endsWith('.modelTurn'));
};

const speaking: EmulatorOptions = {
  script: () => ({ kind: 'tone', hz: 300, seconds: 0.5, spoken: 'I have it' }),
};
const transcribed = { outputAudioTranscription: {} };
const thoughtless = { generationConfig: { thinkingConfig: { thinkingBudget: 0 } } };

describe('Vertex AI', () => {
  it('answers as it was recorded', () =>
    withTwin(speaking, async (twin) => {
      const client = await onVertex(twin, { ...transcribed, ...thoughtless });
      const { sessionId } = client.messages[0]?.setupComplete as { readonly sessionId: string };
      assert.match(sessionId, UUID);
      client.send({
        clientContent: { turns: [{ role: 'user', parts: [{ text: 'Hi' }] }], turnComplete: true },
      });
      const end = (await client.turnComplete()) as Record<string, Record<string, unknown>>;
      assert.deepEqual(end['serverContent'], { turnComplete: true, groundingMetadata: {} });
      const usage = end['usageMetadata'] ?? {};
      assert.deepEqual(Object.keys(usage).sort(), [
        'candidatesTokenCount',
        'candidatesTokensDetails',
        'promptTokenCount',
        'promptTokensDetails',
        'totalTokenCount',
        'trafficType',
      ]);
      assert.equal(usage['trafficType'], 'ON_DEMAND');
      const turns = client.messages.flatMap(({ serverContent }) => serverContent?.modelTurn ?? []);
      for (const turn of turns) assert.deepEqual(Object.keys(turn), ['role', 'parts']);
      const audio = turns.flatMap(({ parts }) => parts.flatMap(({ inlineData }) => inlineData ?? []));
      assert.ok(audio.length > 0);
      for (const { mimeType } of audio) assert.equal(mimeType, 'audio/pcm');
      assert.deepEqual(shapes(client.messages).slice(-3), [
        'serverContent.outputTranscription',
        'serverContent.generationComplete',
        'serverContent.turnComplete.groundingMetadata.usageMetadata',
      ]);
      const finished = client.messages.flatMap(
        ({ serverContent }) => serverContent?.outputTranscription ?? [],
      );
      assert.deepEqual(finished.at(-1), { finished: true });
      assert.equal(finished.filter((one) => 'finished' in one).length, 1);
    }));

  it('says nothing of a transcript that nobody asked for', () =>
    withTwin(speaking, async (twin) => {
      const client = await onVertex(twin);
      client.send({ realtimeInput: { text: 'Hi' } });
      await client.turnComplete();
      assert.ok(client.messages.every(({ serverContent }) => !serverContent?.outputTranscription));
    }));

  it('completes the turn that calls, and answers in a turn of its own', () => {
    const script: EmulatorOptions['script'] = {
      answers: [
        {
          kind: 'call',
          calls: [{ name: 'f' }],
          next: { kind: 'tone', hz: 300, seconds: 0.3, spoken: 'Done' },
        },
      ],
    };
    const tools = [{ functionDeclarations: [{ name: 'f' }] }];
    return withTwin({ script }, async (twin) => {
      const client = await onVertex(twin, { tools, ...transcribed });
      client.send({ realtimeInput: { text: 'Hi' } });
      const { toolCall } = await client.next((message) => message.toolCall !== undefined);
      const id = toolCall?.functionCalls[0]?.id ?? '';
      assert.match(id, UUID);
      await client.turnComplete();
      assert.deepEqual(shapes(client.messages).slice(-3), [
        'serverContent.outputTranscription',
        'serverContent.generationComplete',
        'serverContent.turnComplete.groundingMetadata.usageMetadata',
      ]);
      const calling = client.messages.length;
      client.send({ toolResponse: { functionResponses: [{ id, name: 'f', response: { output: 1 } }] } });
      await client.turnComplete();
      const answer = shapes(client.messages.slice(calling));
      assert.ok(answer.includes('serverContent.modelTurn'), answer.join());
      assert.equal(answer.at(-1), 'serverContent.turnComplete.groundingMetadata.usageMetadata');
    });
  });

  it('waits longer for the end of a turn: its sensitivities are LOW', () => {
    let heard = 0;
    const script = (): { readonly kind: 'none' } => {
      heard += 1;
      return { kind: 'none' };
    };
    return withTwin({ script }, async (twin) => {
      const speech = join(silence(0.2), tone(0.5), silence(0.9));
      const there = await onVertex(twin, { model: PUBLISHED });
      there.speak(speech);
      await there.answered();
      assert.equal(heard, 0);
      there.speak(silence(0.2));
      await there.turnComplete();
      assert.equal(heard, 1);
      const developer = new Client(socketUrl(twin));
      await developer.opened;
      developer.send({ setup: { model: 'models/gemini-2.5-flash-native-audio-latest' } });
      await developer.next(({ setupComplete }) => setupComplete !== undefined);
      developer.speak(speech);
      await developer.turnComplete();
      assert.equal(heard, 2);
    });
  });
});

describe('Firebase', () => {
  const connect = async (twin: LiveEmulator, path: string, setup: object): Promise<Client> => {
    const client = new Client(at(twin, path));
    await client.opened;
    client.send({ setup });
    await client.next(({ setupComplete }) => setupComplete !== undefined);
    return client;
  };

  it('speaks like the Developer API where it hands on to it', () =>
    withTwin(speaking, async (twin) => {
      const model = 'projects/p/models/gemini-3.8-live';
      const client = await connect(twin, FIREBASE_GEMINI, { model, toolConfig: {}, ...transcribed });
      assert.deepEqual(client.messages[0], { setupComplete: {} });
      client.send({ realtimeInput: { text: 'Hi' } });
      const end = await client.turnComplete();
      assert.deepEqual(end.serverContent, { turnComplete: true });
      assert.ok((end.usageMetadata?.responseTokenCount ?? 0) > 0);
      const [first] = client.messages.flatMap(({ serverContent }) => serverContent?.modelTurn ?? []);
      assert.deepEqual(Object.keys(first ?? {}), ['parts']);
      assert.equal(first?.parts[0]?.inlineData?.mimeType, 'audio/pcm;rate=24000');
    }));

  it('speaks like Vertex AI where it hands on to that', () =>
    withTwin(speaking, async (twin) => {
      const client = await connect(twin, FIREBASE_VERTEX, { model: PUBLISHED, toolConfig: {} });
      client.send({ realtimeInput: { text: 'Hi' } });
      const { serverContent } = await client.turnComplete();
      assert.deepEqual(serverContent, { turnComplete: true, groundingMetadata: {} });
    }));

  for (const [path, model] of [
    [FIREBASE_GEMINI, 'models/gemini-3.8-live'],
    [FIREBASE_GEMINI, PUBLISHED],
    [FIREBASE_VERTEX, `publishers/google/models/${VERTEX_MODEL}`],
    [FIREBASE_VERTEX, `projects/p/models/${VERTEX_MODEL}`],
  ] as const) {
    it(`refuses ${model} at ${path}`, () =>
      withTwin({}, async (twin) => {
        const reason = 'Request contains an invalid argument.';
        assert.deepEqual(await closing(at(twin, path), {}, { model }), { code: 1007, reason });
      }));
  }

  it('wants its own key', () =>
    withTwin({}, async (twin) => {
      for (const path of [FIREBASE_GEMINI, FIREBASE_VERTEX]) {
        const [bare = ''] = path.split('?');
        const unregistered = (await closing(at(twin, bare), BEARER)) as { readonly code: number };
        assert.equal(unregistered.code, 1008);
        const bad = await closing(at(twin, `${bare}?key=bad`));
        assert.deepEqual(bad, { code: 1007, reason: 'API key not valid. Please pass a valid API key.' });
      }
    }));
});
