import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock } from '../../src/emulator/index.ts';
import { Client, passTime, silence, tone, withTwin, type ServerMessage } from './client.ts';
import { handleOf, history, isHandle, staged, turn } from './life.ts';

const HOUR = 3_600_000;
const OLD = 'models/gemini-3.1-flash-live-preview';
const REFUSED = /1008 BidiGenerateContent session not found/;
const update = ({ sessionResumptionUpdate }: ServerMessage): boolean => sessionResumptionUpdate !== undefined;

describe('a resumption handle', () => {
  it('is good while its session is connected and for two hours from then on', () =>
    staged(
      async (stage) => {
        const { clock, open, end } = stage;
        const first = await open();
        const handle = await turn(stage, first);
        clock.advance(3 * HOUR);
        await end(first);
        clock.advance(2 * HOUR - 1_000);
        const second = await open(handle);
        await end(second);
        clock.advance(2 * HOUR - 1_000);
        await end(await open(handle));
        clock.advance(2 * HOUR);
        await assert.rejects(open(handle), REFUSED);
      },
      { limits: { off: true } },
    ));

  it('lasts as long as it is told to', () =>
    staged(
      async (stage) => {
        const client = await stage.open();
        const handle = await turn(stage, client);
        await stage.end(client);
        stage.clock.advance(2_000);
        await assert.rejects(stage.open(handle), REFUSED);
      },
      { timeScale: 60, resumption: { handleLifeMs: 120_000 } },
    ));

  it('is refused when it is unknown or of another model', () =>
    staged(async (stage) => {
      const handle = await turn(stage, await stage.open());
      await assert.rejects(stage.open('nobody'), REFUSED);
      await assert.rejects(stage.open(handle, { model: OLD }), REFUSED);
      await stage.open(handle);
    }));

  it('may be empty, or null except on 3.1', () =>
    staged(async ({ open }) => {
      await open('');
      await open(null);
      await assert.rejects(open(null, { model: OLD }), /1007 Request contains an invalid argument/);
    }));

  it('may be used twice, and while the session is still connected', () =>
    staged(async (stage) => {
      const client = await stage.open();
      const handle = await turn(stage, client, 'one');
      await turn(stage, await stage.open(handle), 'two');
      await turn(stage, await stage.open(handle), 'three');
      assert.deepEqual(history(stage), ['one', 'three']);
      await turn(stage, client, 'four');
      assert.deepEqual(history(stage), ['one', 'four']);
    }));

  it('can be refused while the session is still connected', () =>
    staged(
      async (stage) => {
        const client = await stage.open();
        const handle = await turn(stage, client);
        await assert.rejects(stage.open(handle), REFUSED);
        await stage.end(client);
        await stage.open(handle);
      },
      { resumption: { whileOpen: 'refuse' } },
    ));

  it('lets everything change except the model', () =>
    staged(async (stage) => {
      const instruct = (text: string): object => ({ systemInstruction: { parts: [{ text }] } });
      const handle = await turn(stage, await stage.open(undefined, instruct('old')));
      await turn(stage, await stage.open(handle, instruct('new')));
      assert.deepEqual(
        stage.turns.map(({ systemInstruction, index }) => [systemInstruction, index]),
        [
          ['old', 1],
          ['new', 2],
        ],
      );
    }));
});

describe('handles are given', () => {
  const talking = { limits: { off: true } };
  const quiet = (client: Client): void => client.speak(silence(0.02));

  it('after a turn, not in it', () =>
    staged(
      async (stage) => {
        const client = await stage.open();
        await turn(stage, client);
        const names = client.messages.filter(
          (message) =>
            update(message) || message.serverContent?.modelTurn || message.serverContent?.turnComplete,
        );
        assert.deepEqual(
          names.map((message) => {
            if (!update(message)) return message.serverContent?.turnComplete ? 'complete' : 'audio';
            return isHandle(message) ? 'handle' : 'empty';
          }),
          ['empty', 'audio', 'complete', 'handle'],
        );
      },
      {},
      { kind: 'tone', hz: 440, seconds: 0.2 },
    ));

  it('not while a function is called', () =>
    staged(
      async (stage) => {
        const client = await stage.open();
        client.send({ realtimeInput: { text: 'x' } });
        await passTime(
          stage.clock,
          client.next(({ toolCall }) => toolCall !== undefined),
        );
        assert.deepEqual(client.messages.filter(update), [{ sessionResumptionUpdate: {} }]);
        quiet(client);
        stage.clock.advance(60_000);
        quiet(client);
        await client.answered();
        assert.ok(!client.messages.some(isHandle));
      },
      talking,
      { kind: 'call', calls: [{ name: 'f' }] },
    ));

  const inSilence = (setup: object, everyMs: number): Promise<void> =>
    staged(async ({ clock, open }) => {
      const client = await open(undefined, setup);
      const count = async (): Promise<number> => {
        quiet(client);
        await client.answered();
        return client.messages.filter(isHandle).length;
      };
      clock.advance(everyMs - 1_000);
      assert.equal(await count(), 0);
      clock.advance(1_000);
      assert.equal(await count(), 1);
      clock.advance(10 * everyMs);
      assert.equal(client.messages.filter(isHandle).length, 1); // an idle line gets none
      assert.equal(await count(), 2);
      client.speak(tone(0.2));
      clock.advance(everyMs);
      assert.equal(await count(), 2); // nor one on which somebody speaks
    }, talking);

  it('in long silence every half minute', () => inSilence({}, 30_000));
  it('by 3.1 every few seconds though nobody asked', () =>
    inSilence({ model: OLD, sessionResumption: undefined }, 5_000));

  it('with the index of the last message on Vertex AI when asked to be transparent', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const address = `${twin.url.replace('http', 'ws')}/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent`;
      const client = new Client(address, { authorization: 'Bearer t' });
      await client.opened;
      const model = 'projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash-native-audio';
      client.send({ setup: { model, sessionResumption: { transparent: true } } });
      await passTime(
        clock,
        client.next(({ setupComplete }) => setupComplete !== undefined),
      );
      quiet(client);
      quiet(client);
      await passTime(clock, handleOf(client));
      const { sessionResumptionUpdate } = client.messages.find(isHandle) ?? {};
      assert.equal(
        (sessionResumptionUpdate as { lastConsumedClientMessageIndex?: string })
          .lastConsumedClientMessageIndex,
        '3',
      );
      // Twenty-four hours there.
      client.close();
      await passTime(
        clock,
        twin.until(() => twin.connections[0]?.closed),
      );
      clock.advance(23 * HOUR);
      const again = new Client(address, { authorization: 'Bearer t' });
      await again.opened;
      again.send({ setup: { model, sessionResumption: { handle: sessionResumptionUpdate?.newHandle } } });
      await passTime(
        clock,
        again.next(({ setupComplete }) => setupComplete !== undefined),
      );
    });
  });
});
