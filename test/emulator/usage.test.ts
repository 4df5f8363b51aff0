import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../src/emulator/index.ts';
import { NOTHING, usageMetadata } from '../../src/emulator/session/usage.ts';
import { connect, join, silence, tone, withTwin, type Client, type ServerMessage } from './client.ts';

type Usage = NonNullable<ServerMessage['usageMetadata']>;
const NATIVE = 'models/gemini-2.5-flash-native-audio-latest';
const AT_ONCE = { turnComplete: 'at-once' } as const;
const TONE: Answer = { kind: 'tone', hz: 440, seconds: 2, ...AT_ONCE };

const usages = (client: Client): (Usage | undefined)[] =>
  client.messages.flatMap(({ usageMetadata: usage }) => (usage ? [usage] : []));
const ask = async (client: Client, text = 'hi'): Promise<Usage | undefined> => {
  client.send({ realtimeInput: { text } });
  return (await client.turnComplete()).usageMetadata;
};

describe('usage', () => {
  it('is worded as recorded, with nothing that is zero', () => {
    assert.deepEqual(usageMetadata({ prompt: NOTHING, response: NOTHING }), {});
    const prompt = { ...NOTHING, textCharacters: 9, audioSeconds: 2, videoFrames: 1 };
    const response = { ...NOTHING, audioSeconds: 0.4, thoughtCharacters: 41, toolUseTokens: 7 };
    const usage = usageMetadata({ prompt, response, cachedTokens: 20, serviceTier: 'standard' });
    assert.equal(
      JSON.stringify(usage),
      JSON.stringify({
        promptTokenCount: 3 + 50 + 258,
        cachedContentTokenCount: 20,
        responseTokenCount: 10,
        toolUsePromptTokenCount: 7,
        thoughtsTokenCount: 11,
        totalTokenCount: 311 + 10 + 7 + 11,
        promptTokensDetails: [
          { modality: 'TEXT', tokenCount: 3 },
          { modality: 'AUDIO', tokenCount: 50 },
          { modality: 'VIDEO', tokenCount: 258 },
        ],
        cacheTokensDetails: [{ modality: 'TEXT', tokenCount: 20 }],
        responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 10 }],
        toolUsePromptTokensDetails: [{ modality: 'TEXT', tokenCount: 7 }],
        serviceTier: 'standard',
      }),
    );
    const cached = usageMetadata({ prompt, response: NOTHING, cachedTokens: 10_000 }) as Usage & {
      cachedContentTokenCount: number;
    };
    assert.equal(cached.cachedContentTokenCount, 311);
  });

  it('follows from what was received and sent, the instructions and tools included', () =>
    withTwin({ script: { answers: [TONE] } }, async (twin) => {
      const tools = [{ functionDeclarations: [{ name: 'f' }] }];
      const client = await connect(twin, { systemInstruction: { parts: [{ text: 'x'.repeat(40) }] }, tools });
      const fixed = 40 + JSON.stringify(tools).length;
      assert.equal((await ask(client))?.promptTokenCount, Math.ceil((fixed + 2) / 4));
      client.speak(join(silence(0.2), tone(1), silence(1)));
      const { usageMetadata: usage } = await client.turnComplete();
      const audio = Math.round(client.audio().length / 24_000 / 2) * 2 * 25;
      assert.equal(usage?.responseTokensDetails[0]?.tokenCount, 50);
      assert.equal(audio, 100);
      const heard = usage?.promptTokensDetails.find(({ modality }) => modality === 'AUDIO')?.tokenCount ?? 0;
      assert.ok(heard >= 50 + 25 && heard <= 50 + 50, String(heard));
      assert.equal(usage?.totalTokenCount, usage.promptTokenCount + usage.responseTokenCount);
    }));

  it('counts of an answer that was cut short what was sent', () =>
    withTwin({ pace: 1, script: { answers: [{ ...TONE, seconds: 20 }, { kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { text: 'hi' } });
      await client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
      client.speak(join(silence(0.1), tone(0.5)));
      const { usageMetadata: usage } = await client.turnComplete();
      const seconds = client.audio().length / 24_000;
      assert.ok(seconds < 5);
      assert.equal(usage?.responseTokenCount, Math.round(seconds * 25));
    }));

  it('counts thoughts apart, and forgets them', () =>
    withTwin({ script: { answers: [{ ...TONE, thought: 'x'.repeat(80) }] } }, async (twin) => {
      const generationConfig = { thinkingConfig: { includeThoughts: true } };
      const client = await connect(twin, { model: NATIVE, generationConfig });
      const first = await ask(client);
      assert.equal(first?.thoughtsTokenCount, 20);
      assert.equal(first?.totalTokenCount, 1 + 50 + 20);
      assert.equal((await ask(client))?.promptTokenCount, 1 + 50);
    }));

  it('counts what functions return as part of the prompt', () =>
    withTwin(
      { script: { answers: [{ kind: 'call', calls: [{ name: 'f', id: 'a' }], next: TONE }] } },
      async (twin) => {
        const client = await connect(twin, {
          tools: [{ functionDeclarations: [{ name: 'f', behavior: 'BLOCKING' }] }],
        });
        client.send({ realtimeInput: { text: 'hi' } });
        await client.next(({ toolCall }) => toolCall !== undefined);
        const response = { output: 'x'.repeat(400) };
        client.send({ toolResponse: { functionResponses: [{ id: 'a', name: 'f', response }] } });
        const { usageMetadata: usage } = await client.turnComplete();
        assert.ok((usage?.promptTokenCount ?? 0) > 100, JSON.stringify(usage));
      },
    ));

  it('comes by itself, or not at all, when a script says so', () => {
    const usage = { when: 'alone', cachedTokens: 1, serviceTier: 'standard' } as const;
    const answers: Answer[] = [
      { ...TONE, usage },
      { ...TONE, usage: { when: 'never' } },
    ];
    return withTwin({ script: { answers } }, async (twin) => {
      const client = await connect(twin);
      assert.equal(await ask(client), undefined);
      const { usageMetadata: alone, ...nothing } = await client.next(
        (message) => message.usageMetadata !== undefined,
      );
      assert.deepEqual(nothing, {});
      assert.deepEqual(alone, {
        promptTokenCount: 1,
        cachedContentTokenCount: 1,
        responseTokenCount: 50,
        totalTokenCount: 51,
        promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1 }],
        cacheTokensDetails: [{ modality: 'TEXT', tokenCount: 1 }],
        responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 50 }],
        serviceTier: 'standard',
      });
      await ask(client);
      await client.answered();
      assert.equal(usages(client).length, 1);
    });
  });
});
