import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../src/emulator/index.ts';
import { connect, shape, silence, withTwin } from './client.ts';
import { SPEECH, NATIVE_25, declared, call, say, ask, calls, respond, said, noting } from './tool-talk.ts';

describe('a BLOCKING call', () => {
  it('holds the turn until the response: nothing is complete between call and answer', () => {
    const next: Answer = { kind: 'tone', hz: 300, seconds: 0.2, spoken: 'It rains.' };
    return withTwin({ script: { answers: [call({ next })] } }, async (twin) => {
      const client = await connect(twin, { ...declared('f'), model: NATIVE_25 });
      ask(client);
      const [one] = await calls(client);
      await client.answered();
      assert.deepEqual(client.messages.slice(1).map(shape), ['toolCall']);
      respond(client, one?.id);
      await client.turnComplete();
      assert.deepEqual(client.messages.slice(2).map(shape), [
        'serverContent.modelTurn', // a thought
        'serverContent.outputTranscription',
        'serverContent.modelTurn',
        'serverContent.generationComplete',
        'serverContent.turnComplete.usageMetadata',
      ]);
    });
  });

  it('comes amid an answer: what is said before it and after it is one turn, with one count', () => {
    const steps = [say('One moment.'), call(), say('It rains.')];
    return withTwin({ script: { answers: [{ kind: 'steps', steps }] } }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING']));
      ask(client);
      const [one] = await calls(client);
      const before = client.audio().length;
      assert.equal(said(client), 'One moment.');
      respond(client, one?.id);
      const { usageMetadata } = await client.turnComplete();
      assert.equal(said(client), 'One moment. It rains.');
      assert.ok(before > 0 && client.audio().length > before);
      assert.equal(usageMetadata?.responseTokenCount, Math.round((client.audio().length / 24_000) * 25));
      assert.equal(client.messages.filter(({ serverContent }) => serverContent?.turnComplete).length, 1);
    });
  });

  it('waits for all of several calls, and for the last response to each', () => {
    const { turns, script } = noting(call({ calls: [{ name: 'f' }, { name: 'g' }] }));
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING'], ['g', 'BLOCKING']));
      ask(client);
      const [f, g] = await calls(client);
      respond(client, f?.id, { willContinue: true, response: { part: 1 } });
      respond(client, g?.id);
      await client.answered();
      assert.equal(turns.length, 1);
      respond(client, f?.id, { response: { part: 2 } });
      await client.turnComplete();
      assert.deepEqual(
        turns[1]?.responses.map(({ id, response }) => [id, response]),
        [
          [f?.id, { part: 1 }],
          [g?.id, { output: 1 }],
          [f?.id, { part: 2 }],
        ],
      );
    });
  });

  it('is waited for when nobody declared the function', () =>
    withTwin(
      { script: { answers: [call({ calls: [{ name: 'invented' }], next: say('Oh.') })] } },
      async (twin) => {
        const client = await connect(twin, declared('f'));
        ask(client);
        const [one] = await calls(client);
        assert.equal(one?.name, 'invented');
        respond(client, one?.id, { response: { error: 'unknown function' } });
        await client.turnComplete();
        assert.equal(said(client), 'Oh.');
      },
    ));

  it('is answered by default when the script has nothing more', () =>
    withTwin({ script: { answers: [call()] } }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING']));
      ask(client);
      const [one] = await calls(client);
      respond(client, one?.id);
      await client.turnComplete();
      assert.equal(said(client), 'The function f has answered.');
    }));

  for (const [name, options, step, closes] of [
    ['as a rule', {}, call(), false],
    ['with strictCalls', { strictCalls: true }, call(), true],
    ['with a strict call', {}, call({ strict: true }), true],
    ['with a call that is not strict', { strictCalls: true }, call({ strict: false }), false],
  ] as const) {
    it(`${closes ? 'ends with 1008 for' : 'tolerates'} realtime input ${name}`, () =>
      withTwin({ ...options, script: { answers: [step] } }, async (twin) => {
        const client = await connect(twin, { ...declared('f'), model: NATIVE_25 });
        client.speak(silence(0.1)); // before the call: never an offence
        ask(client);
        await calls(client);
        client.speak(silence(0.02));
        if (closes) {
          assert.deepEqual(await client.closed, { code: 1008, reason: 'The operation was aborted.' });
        } else {
          await client.answered();
        }
      }));
  }

  it('is cancelled on 3.8 when the visitor speaks', () =>
    withTwin({ script: { answers: [call(), { kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING']));
      ask(client);
      const [one] = await calls(client);
      client.speak(SPEECH);
      const { toolCallCancellation } = await client.next(
        (message) => message.toolCallCancellation !== undefined,
      );
      assert.deepEqual(toolCallCancellation?.ids, [one?.id]);
      await client.turnComplete();
      await client.turnComplete();
      respond(client, one?.id);
      assert.deepEqual(await client.closed, { code: 1008, reason: 'Requested entity was not found.' });
    }));
});
