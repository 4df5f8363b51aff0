import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock } from '../../src/emulator/index.ts';
import { connect, join, passTime, silence, tone, withTwin } from './client.ts';
import {
  SPEECH,
  NATIVE_25,
  declared,
  call,
  say,
  ask,
  calls,
  respond,
  interrupted,
  firstAudio,
  said,
  noting,
} from './tool-talk.ts';

describe('a NON_BLOCKING call', () => {
  const SETUP = declared('f'); // 3.8 takes it as NON_BLOCKING

  it('lets the turn go on: what follows is said, and the turn is complete before the response', () => {
    const { script } = noting({ kind: 'steps', steps: [call(), say('I am looking.')] });
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      await client.turnComplete();
      assert.equal(said(client), 'I am looking.');
      respond(client, one?.id);
      await client.turnComplete();
      assert.equal(said(client), 'I am looking.The result.');
    });
  });

  for (const [name, step, words] of [
    ['a sentence of its own', call(), 'One moment, please.'],
    ["the script's filler", call({ filler: 'Hm.' }), 'Hm.'],
    ['nothing', call({ filler: '' }), ''],
  ] as const) {
    it(`says ${name} meanwhile`, () =>
      withTwin({ script: { answers: [step] } }, async (twin) => {
        const client = await connect(twin, SETUP);
        ask(client);
        await client.turnComplete();
        assert.equal(said(client), words);
      }));
  }

  it('is the default of 3.8, not of 2.5, and as declared on both', async () => {
    for (const [model, behavior, goesOn] of [
      ['models/gemini-3.8-live', undefined, true],
      ['models/gemini-3.8-live', 'BLOCKING', false],
      ['models/gemini-3.8-live-extended-thinking', undefined, true],
      [NATIVE_25, undefined, false],
      [NATIVE_25, 'NON_BLOCKING', true],
      ['models/gemini-3.1-flash-live-preview', undefined, false],
    ] as const) {
      await withTwin({ script: { answers: [call({ filler: '' })] } }, async (twin) => {
        const tools = declared(behavior ? ['f', behavior] : 'f');
        const client = await connect(twin, { ...tools, model });
        ask(client);
        await calls(client);
        await client.answered();
        const complete = client.messages.some(({ serverContent }) => serverContent?.turnComplete === true);
        assert.equal(complete, goesOn, `${model} ${behavior ?? 'by default'}`);
      });
    }
  });

  it('SILENT: nothing is said, and the next turn knows it', () => {
    const { turns, script } = noting(call({ filler: '' }));
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      respond(client, one?.id, { scheduling: 'SILENT' });
      await client.answered();
      assert.equal(turns.length, 1);
      ask(client, 'next');
      await client.turnComplete();
      await client.turnComplete();
      assert.deepEqual([turns[1]?.kind, turns[1]?.responses[0]?.id], ['text', one?.id]);
      ask(client, 'last');
      await client.turnComplete();
      assert.deepEqual(turns[2]?.responses, []);
    });
  });

  for (const scheduling of [undefined, 'WHEN_IDLE'] as const) {
    it(`${scheduling ?? 'without scheduling'}: waits for the end of the turn`, () => {
      const clock = new ManualClock();
      const { turns, script } = noting({
        kind: 'steps',
        steps: [call(), { kind: 'tone', hz: 300, seconds: 2 }],
      });
      return withTwin({ clock, pace: 3, script }, async (twin) => {
        const client = await connect(twin, SETUP, undefined, clock);
        ask(client);
        const [one] = await passTime(clock, calls(client));
        await passTime(clock, firstAudio(client));
        respond(client, one?.id, scheduling ? { scheduling } : {});
        await passTime(clock, client.turnComplete());
        assert.equal(turns.length, 2); // asked for right after the completion
        await passTime(clock, client.turnComplete());
        assert.equal(said(client), 'The result.');
        assert.ok(client.messages.every(({ serverContent }) => serverContent?.interrupted === undefined));
      });
    });
  }

  it('INTERRUPT: interrupts what is said, then speaks of it', () => {
    const { script } = noting({ kind: 'steps', steps: [call(), { kind: 'tone', hz: 300, seconds: 60 }] });
    return withTwin({ pace: 3, script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      await firstAudio(client);
      respond(client, one?.id, { scheduling: 'INTERRUPT' });
      await interrupted(client);
      await client.turnComplete();
      await client.next(({ serverContent }) => serverContent?.generationComplete === true);
      assert.equal(said(client), 'The result.');
    });
  });

  for (const [model, waits] of [
    ['models/gemini-3.8-live', true],
    [NATIVE_25, false],
  ] as const) {
    it(`INTERRUPT ${waits ? 'waits' : 'does not wait'} while the visitor speaks on ${model}`, () => {
      const { turns, script } = noting(call({ filler: '' }));
      return withTwin({ script }, async (twin) => {
        const client = await connect(twin, { ...declared(['f', 'NON_BLOCKING']), model });
        ask(client);
        const [one] = await calls(client);
        await client.turnComplete();
        client.speak(join(silence(0.2), tone(0.5)));
        respond(client, one?.id, { scheduling: 'INTERRUPT' });
        await client.answered();
        client.speak(silence(1));
        await client.turnComplete();
        await client.turnComplete();
        assert.deepEqual(
          turns.map(({ kind }) => kind),
          waits ? ['text', 'speech', 'tool'] : ['text', 'tool', 'speech'],
        );
      });
    });
  }

  it('survives a barge-in, unless the script has it cancelled', async () => {
    for (const cancelledByBargeIn of [false, true]) {
      const { script } = noting({
        kind: 'steps',
        steps: [call({ cancelledByBargeIn }), { kind: 'tone', hz: 300, seconds: 60 }],
      });
      await withTwin({ pace: 3, script }, async (twin) => {
        const client = await connect(twin, SETUP);
        ask(client);
        const [one] = await calls(client);
        await firstAudio(client);
        client.speak(SPEECH);
        await interrupted(client);
        await client.turnComplete();
        await client.turnComplete();
        respond(client, one?.id);
        if (cancelledByBargeIn) return assert.equal((await client.closed).code, 1008);
        await client.next(({ serverContent }) => serverContent?.generationComplete === true);
        assert.equal(said(client), 'The result.');
        return undefined;
      });
    }
  });

  it('takes several responses to one id until willContinue is gone', () => {
    const { turns, script } = noting(call({ filler: '' }));
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      await client.turnComplete();
      for (const part of [1, 2, 3]) {
        respond(client, one?.id, { willContinue: part < 3, response: { part } });
        await client.turnComplete();
      }
      assert.deepEqual(
        turns.slice(1).map(({ responses }) => responses[0]?.response),
        [{ part: 1 }, { part: 2 }, { part: 3 }],
      );
      respond(client, one?.id);
      assert.equal((await client.closed).code, 1008);
    });
  });

  it('has its `next` said once, after the last of several calls', () =>
    withTwin(
      {
        script: {
          answers: [call({ calls: [{ name: 'f' }, { name: 'f' }], filler: '', next: say('Both.') })],
        },
      },
      async (twin) => {
        const client = await connect(twin, SETUP);
        ask(client);
        const [first, second] = await calls(client);
        await client.turnComplete();
        respond(client, first?.id);
        respond(client, second?.id);
        await client.turnComplete();
        assert.equal(said(client), 'Both.');
      },
    ));

  it('of extended thinking says that the interaction goes on, in both places, and when it is over', () => {
    const { script } = noting(call());
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, { ...SETUP, model: 'models/gemini-3.8-live-extended-thinking' });
      ask(client);
      const message = await client.next(({ toolCall }) => toolCall !== undefined);
      assert.equal(message.interactionStatus, 'IN_PROGRESS');
      assert.equal((await client.turnComplete()).serverContent?.interactionStatus, 'IN_PROGRESS');
      respond(client, message.toolCall?.functionCalls[0]?.id);
      assert.equal((await client.turnComplete()).serverContent?.interactionStatus, 'IDLE');
    });
  });
});
