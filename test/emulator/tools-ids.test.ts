import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client, connect, shape, withTwin } from './client.ts';
import {
  SPEECH,
  NATIVE_25,
  declared,
  call,
  say,
  ask,
  calls,
  respond,
  firstAudio,
  said,
} from './tool-talk.ts';

describe('calls and their ids', () => {
  for (const [model, form] of [
    ['models/gemini-3.8-live', /^fc_\d{19}$/],
    ['models/gemini-3.1-flash-live-preview', /^fc_\d{19}$/],
    [NATIVE_25, /^function-call-\d{19}$/],
  ] as const) {
    it(`look like ${form} on ${model}`, () =>
      withTwin({ script: { answers: [call()] } }, async (twin) => {
        const client = await connect(twin, { ...declared('f'), model });
        ask(client);
        assert.match((await calls(client))[0]?.id ?? '', form);
      }));
  }

  it('are shown as code before they are made by text models of 2.x', () =>
    withTwin(
      {
        script: { answers: [call({ calls: [{ name: 'f', args: { city: 'Oslo', days: 2, wind: true } }] })] },
      },
      async (twin) => {
        const client = await connect(twin, {
          ...declared('f'),
          model: 'models/gemini-live-2.5-flash-preview',
          generationConfig: { responseModalities: ['TEXT'] },
        });
        ask(client);
        const { serverContent } = await firstAudio(client);
        assert.deepEqual(serverContent?.modelTurn?.parts, [
          {
            executableCode: {
              language: 'PYTHON',
              code: 'print(default_api.f(city="Oslo", days=2, wind=True))',
            },
          },
        ]);
        await calls(client);
      },
    ));

  it("id: '': sent without one, answered by the name, oldest first, and no cancellation names it", () => {
    const unnamed = call({
      calls: [
        { name: 'f', id: '' },
        { name: 'f', id: '' },
      ],
      next: say('Both.'),
    });
    return withTwin({ script: { answers: [unnamed, unnamed, { kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING']));
      ask(client);
      assert.deepEqual(await calls(client), [
        { name: 'f', args: {} },
        { name: 'f', args: {} },
      ]);
      respond(client, undefined);
      respond(client, '');
      await client.turnComplete();
      assert.equal(said(client), 'Both.');
      ask(client);
      await calls(client);
      client.speak(SPEECH);
      await client.turnComplete();
      await client.turnComplete();
      respond(client, undefined);
      assert.deepEqual(await client.closed, { code: 1008, reason: 'Requested entity was not found.' });
      assert.equal(
        client.messages.some(({ toolCallCancellation }) => toolCallCancellation !== undefined),
        false,
      );
    });
  });

  it('end their own turn on Vertex AI, with uuids; a response needs no id there', () => {
    const model = 'projects/p/locations/us-central1/publishers/google/models/gemini-live-2.5-flash';
    const path = '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent';
    return withTwin({ script: { answers: [call({ next: say('It rains.') })] } }, async (twin) => {
      const client = new Client(twin.url.replace('http', 'ws') + path, { authorization: 'Bearer t' });
      await client.opened;
      client.send({ setup: { ...declared('f'), model } });
      await client.next(({ setupComplete }) => setupComplete !== undefined);
      client.send({
        clientContent: { turns: [{ role: 'user', parts: [{ text: 'go' }] }], turnComplete: true },
      });
      const [one] = await calls(client);
      assert.match(one?.id ?? '', /^[0-9a-f-]{36}$/);
      await client.turnComplete();
      respond(client, undefined);
      await client.turnComplete();
      assert.equal(said(client), 'It rains.');
      const completions = client.messages.map(shape).filter((name) => name.includes('turnComplete'));
      assert.equal(completions.length, 2);
    });
  });
});
