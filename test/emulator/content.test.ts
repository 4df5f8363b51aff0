import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Turn } from '../../src/emulator/index.ts';
import { Client, connect, join, silence, tone, withTwin } from './client.ts';

const OLD = 'models/gemini-3.1-flash-live-preview';
const NATIVE = 'models/gemini-2.5-flash-native-audio-latest';
const INVALID = { code: 1007, reason: 'Request contains an invalid argument.' };
const turn = (role: string, ...texts: string[]): object => ({ role, parts: texts.map((text) => ({ text })) });
const content = (turns: readonly object[], turnComplete?: boolean): object => ({
  clientContent: { turns, ...(turnComplete === undefined ? {} : { turnComplete }) },
});

/** Talks to a twin that says nothing; answers with the turns that it saw. */
const talked = async (setup: object, talk: (client: Client) => Promise<void>): Promise<readonly Turn[]> => {
  const turns: Turn[] = [];
  const script = (one: Turn): Answer => (turns.push(one), { kind: 'none' });
  await withTwin({ script }, async (twin) => talk(await connect(twin, setup)));
  return turns;
};
const said = (turns: readonly Turn[]): unknown[] =>
  turns.map(({ kind, text, history }) => [kind, text, history.map((entry) => `${entry.by}: ${entry.text}`)]);

describe('client content', () => {
  it('seeds a history, then asks', async () => {
    const turns = await talked({ model: OLD }, async (client) => {
      client.send(content([turn('user', 'I am ', 'Ann'), turn('model', 'Hello')], false));
      client.send(content([turn('user', 'Who am I?')], true));
      await client.turnComplete();
    });
    assert.deepEqual(said(turns), [
      ['content', 'Who am I?', ['user: I am Ann', 'model: Hello', 'user: Who am I?']],
    ]);
  });

  it('asks with what came before, or with nothing', async () => {
    const turns = await talked({}, async (client) => {
      client.send(content([turn('user', 'one')]));
      client.send({ clientContent: { turnComplete: true } });
      await client.turnComplete();
      client.send({ clientContent: { turnComplete: true } });
      await client.turnComplete();
      client.send(content([], true));
      await client.turnComplete();
    });
    assert.deepEqual(
      turns.map(({ text, index }) => [text, index]),
      [
        ['one', 1],
        ['', 2],
        ['', 3],
      ],
    );
  });

  it('may come in mid-session except on 3.1', async () => {
    for (const [model, fine] of [
      ['models/gemini-3.8-live', true],
      [NATIVE, true],
      [OLD, false],
    ] as const) {
      await withTwin({ script: { answers: [{ kind: 'none' }] } }, async (twin) => {
        const client = await connect(twin, { model });
        client.speak(silence(0.02));
        client.send(content([turn('user', 'x')], true));
        if (fine) await client.turnComplete();
        else assert.deepEqual(await client.closed, INVALID);
      });
    }
  });

  it('may end with the model from 3.x on, which goes on then; before, that is refused', async () => {
    const seed = content([turn('user', 'Count.'), turn('model', 'One, two')], true);
    const turns = await talked({}, async (client) => {
      client.send(seed);
      await client.turnComplete();
    });
    assert.deepEqual(said(turns), [['content', '', ['user: Count.', 'model: One, two']]]);
    await talked({ model: NATIVE }, async (client) => {
      client.send(seed);
      assert.deepEqual(await client.closed, INVALID);
    });
  });

  it('interrupts an answer before its turns count', () =>
    withTwin(
      { pace: 1, script: { answers: [{ kind: 'tone', hz: 440, seconds: 20 }, { kind: 'none' }] } },
      async (twin) => {
        const client = await connect(twin);
        client.send({ realtimeInput: { text: 'x' } });
        await client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
        client.send(content([turn('user', 'y'.repeat(400))], false)); // waits for more
        await client.answered();
        assert.ok(client.messages.every(({ serverContent }) => serverContent?.interrupted !== true));
        client.send(content([turn('user', 'z'.repeat(400))], true));
        await client.next(({ serverContent }) => serverContent?.interrupted === true);
        assert.equal((await client.turnComplete()).usageMetadata?.promptTokenCount, 1);
        const { usageMetadata } = await client.turnComplete();
        assert.ok((usageMetadata?.promptTokenCount ?? 0) > 200);
      },
    ));

  it('takes pictures and sound, and counts them', async () => {
    const data = Buffer.alloc(32_000).toString('base64');
    const parts = [
      { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
      { inlineData: { mimeType: 'audio/pcm;rate=16000', data } },
      { text: 'What is it?' },
    ];
    const turns = await talked({}, async (client) => {
      client.send(content([{ role: 'user', parts }], true));
      assert.equal((await client.turnComplete()).usageMetadata?.promptTokenCount, 258 + 25 + 3);
    });
    assert.equal(turns[0]?.text, 'What is it?');
  });

  it('knows no other roles, and no function parts', async () => {
    for (const wrong of [
      turn('system', 'x'),
      turn('tool', 'x'),
      { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] },
    ]) {
      await talked({}, async (client) => {
        client.send(content([wrong]));
        assert.deepEqual(await client.closed, INVALID);
      });
    }
  });

  it('changes the instructions on Vertex AI with the role system', async () => {
    const turns: Turn[] = [];
    await withTwin({ script: (one) => (turns.push(one), { kind: 'none' }) }, async (twin) => {
      const address = `${twin.url.replace('http', 'ws')}/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent`;
      const client = new Client(address, { authorization: 'Bearer t' });
      await client.opened;
      const model = 'projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash-native-audio';
      client.send({ setup: { model, systemInstruction: { parts: [{ text: 'old' }] } } });
      await client.next(({ setupComplete }) => setupComplete !== undefined);
      client.send(content([turn('system', 'new'), turn('user', 'x')], true));
      await client.turnComplete();
    });
    assert.deepEqual(
      turns.map(({ systemInstruction, text, history }) => [systemInstruction, text, history.length]),
      [['new', 'x', 1]],
    );
  });
});

describe('a history that was announced', () => {
  const announced = { historyConfig: { initialHistoryInClientContent: true } };

  it('comes first, starts no answer and may end with the model', async () => {
    for (const model of [OLD, NATIVE]) {
      const turns = await talked({ model, ...announced }, async (client) => {
        client.send({ realtimeInput: { text: 'too early' } });
        client.send(content([turn('user', 'I am Ann')], false));
        client.send(content([turn('model', 'Hello')], true));
        await client.answered();
        assert.equal(client.messages.length, 1);
        client.send({ realtimeInput: { text: 'Who am I?' } });
        await client.turnComplete();
      });
      assert.deepEqual(said(turns), [
        ['text', 'Who am I?', ['user: I am Ann', 'model: Hello', 'user: Who am I?']],
      ]);
    }
  });

  it('is over then: what follows is answered, or refused where it is not taken', async () => {
    const turns = await talked(announced, async (client) => {
      client.send(content([turn('user', 'I am Ann')], true));
      client.send(content([turn('user', 'Who am I?')], true));
      await client.turnComplete();
      client.speak(join(silence(0.1), tone(0.4), silence(1)));
      await client.turnComplete();
    });
    assert.deepEqual(
      turns.map(({ kind }) => kind),
      ['content', 'speech'],
    );
  });
});
