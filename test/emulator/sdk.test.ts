import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Behavior } from '@google/genai';
import { resampleAll } from '../../src/emulator/listening/resample.ts';
import { withTwin } from './client.ts';
import { MODEL, Talk, VOICE, sdk, speak, spoken } from './genai.ts';

describe('@google/genai, unmodified', () => {
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
          const talk = await Talk.start(sdk(twin, 'a-key', apiVersion), { inputAudioTranscription: {} });
          const typed = await talk.turn((session) => session.sendRealtimeInput({ text: 'hello there' }));
          assert.equal(spoken(typed), 'hello there');
          const answer = await talk.turn((session) => speak(session));
          const heard = answer
            .map(({ serverContent }) => serverContent?.inputTranscription?.text ?? '')
            .join('');
          assert.equal(heard, ' (0.6 s of speech)');
          const bytes = Buffer.concat(answer.map(({ data }) => Buffer.from(data ?? '', 'base64')));
          const expected = resampleAll(VOICE.slice(3200 - 320, 3200 + 9600 + 12_800), 16_000, 24_000);
          assert.deepEqual(new Int16Array(new Uint8Array(bytes).buffer), expected);
          talk.session.close();
          assert.equal((await talk.closed).code, 1005);
        },
      ));
  }

  it('is interrupted by the voice, and goes on', () =>
    withTwin(
      {
        pace: 3,
        script: ({ index }) =>
          index === 1 ? { kind: 'tone', hz: 440, seconds: 60 } : { kind: 'say', text: 'Yes?', pace: 0 },
      },
      async (twin) => {
        const talk = await Talk.start(sdk(twin));
        const first = await talk.turn((session) => {
          speak(session);
          void talk.until(({ data }) => data !== undefined).then(() => speak(session));
        });
        assert.equal(first.filter(({ serverContent }) => serverContent?.interrupted === true).length, 1);
        assert.ok(!first.some(({ serverContent }) => serverContent?.generationComplete === true));
        const from = talk.messages.length;
        const complete = talk.until(({ serverContent }) => serverContent?.turnComplete === true, from);
        assert.ok(await complete);
        assert.equal(spoken(talk.messages.slice(from)), 'Yes?');
        talk.session.close();
      },
    ));

  it('has its functions called, and answers', () =>
    withTwin(
      {
        script: (turn) =>
          turn.kind === 'tool'
            ? { kind: 'say', text: JSON.stringify(turn.responses[0]?.response), turnComplete: 'at-once' }
            : { kind: 'call', calls: [{ name: 'get_weather', args: { city: 'Lisbon' } }] },
      },
      async (twin) => {
        const parametersJsonSchema = { type: 'object' };
        const functionDeclarations = [
          { name: 'get_weather', parametersJsonSchema, behavior: Behavior.BLOCKING },
        ];
        const talk = await Talk.start(sdk(twin), { tools: [{ functionDeclarations }] });
        const answered = talk.turn((session) => session.sendRealtimeInput({ text: 'the weather?' }));
        const { toolCall } = await talk.until((message) => message.toolCall !== undefined);
        const [call] = toolCall?.functionCalls ?? [];
        assert.equal(call?.name, 'get_weather');
        assert.deepEqual(call.args, { city: 'Lisbon' });
        const { id = '', name } = call;
        talk.session.sendToolResponse({ functionResponses: { id, name, response: { sky: 'blue' } } });
        assert.equal(spoken(await answered), '{"sky":"blue"}');
        talk.session.close();
      },
    ));

  it('resumes a session on another connection', () =>
    withTwin(
      { script: ({ index }) => ({ kind: 'say', text: `Turn ${index}.`, turnComplete: 'at-once' }) },
      async (twin) => {
        const first = await Talk.start(sdk(twin), { sessionResumption: {} });
        await first.turn((session) => session.sendRealtimeInput({ text: 'one' }));
        const { sessionResumptionUpdate } = await first.until(
          (message) => message.sessionResumptionUpdate?.resumable === true,
        );
        const handle = sessionResumptionUpdate?.newHandle ?? '';
        first.session.close();
        const second = await Talk.start(sdk(twin), { sessionResumption: { handle } });
        const answer = await second.turn((session) => session.sendRealtimeInput({ text: 'two' }));
        assert.equal(spoken(answer), 'Turn 2.');
        second.session.close();
        await assert.rejects(
          Talk.start(sdk(twin), { sessionResumption: { handle: 'of-another-time' } }),
          /code 1008\): BidiGenerateContent session not found/,
        );
      },
    ));

  it('changes its instructions while it talks', () =>
    withTwin(
      {
        script: ({ systemInstruction }) => ({
          kind: 'say',
          text: systemInstruction,
          turnComplete: 'at-once',
        }),
      },
      async (twin) => {
        const talk = await Talk.start(sdk(twin), { systemInstruction: 'Be brief.' });
        const ask = () => talk.turn((session) => session.sendRealtimeInput({ text: 'x' }));
        assert.equal(spoken(await ask()), 'Be brief.');
        talk.session.sendContextUpdate({ systemInstruction: { parts: [{ text: 'Be long.' }] } });
        assert.equal(spoken(await ask()), 'Be long.');
        talk.session.close();
      },
    ));

  for (const [what, key, model, reason] of [
    ['a bad key', 'bad', MODEL, /code 1007\): API key not valid\. Please pass a valid API key\./],
    ['an expired key', 'expired', MODEL, /code 1007\): API key expired\. Please renew the API key\./],
    [
      'an unknown model',
      'k',
      'gemini-0',
      /code 1008\): models\/gemini-0 is not found for API version v1beta/,
    ],
  ] as const) {
    it(`is told of ${what}`, () =>
      withTwin({}, async (twin) => {
        await assert.rejects(Talk.start(sdk(twin, key), {}, model), reason);
      }));
  }

  it('is told of a quota that ran out, after it was connected', () =>
    withTwin(
      {
        script: {
          faults: [
            {
              at: 'setup-complete',
              afterMs: 50,
              do: { kind: 'close', code: 1011, reason: 'You exceeded your current quota' },
            },
          ],
        },
      },
      async (twin) => {
        const talk = await Talk.start(sdk(twin));
        assert.deepEqual(await talk.closed, { code: 1011, reason: 'You exceeded your current quota' });
      },
    ));
});
