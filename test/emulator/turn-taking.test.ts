import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer, type Turn } from '../../src/emulator/index.ts';
import { connect, join, passTime, silence, tone, withTwin, type Client } from './client.ts';

const LONG: Answer = { kind: 'tone', hz: 440, seconds: 60, heard: 'hm' };
const SPEECH = join(silence(0.2), tone(0.5), silence(1));
const noInterruption = { realtimeInputConfig: { activityHandling: 'NO_INTERRUPTION' } };

const interrupted = (client: Client): Promise<unknown> =>
  client.next(({ serverContent }) => serverContent?.interrupted === true);
const firstAudio = (client: Client): Promise<unknown> =>
  client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);

describe('taking turns', () => {
  it('stops for a visitor who begins to speak: interrupted, then turnComplete with usage, and no more audio', () =>
    withTwin({ pace: 3, script: { answers: [LONG, { kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { text: 'go on' } });
      await firstAudio(client);
      client.speak(SPEECH);
      await interrupted(client);
      const { usageMetadata } = await client.turnComplete();
      assert.ok((usageMetadata?.responseTokenCount ?? 0) >= 5);
      const heard = client.audio().length;
      await client.turnComplete();
      assert.equal(client.audio().length, heard);
      assert.ok(client.messages.every(({ serverContent }) => serverContent?.generationComplete !== true));
    }));

  it('interrupts after generationComplete too, while the answer still plays', () =>
    withTwin({ pace: 0, script: { answers: [LONG, { kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { text: 'go on' } });
      await client.next(({ serverContent }) => serverContent?.generationComplete === true);
      client.speak(SPEECH);
      await interrupted(client);
      await client.turnComplete();
    }));

  it('lets the visitor wait with NO_INTERRUPTION, and answers everything in order', () => {
    const clock = new ManualClock();
    const turns: Turn[] = [];
    const script = (turn: Turn): Answer => (turns.push(turn), { kind: 'tone', hz: 440, seconds: 1 });
    return withTwin({ clock, script }, async (twin) => {
      const client = await connect(twin, noInterruption, undefined, clock);
      client.send({ realtimeInput: { text: 'first' } });
      await passTime(clock, firstAudio(client));
      client.speak(SPEECH);
      client.send({ realtimeInput: { text: 'third' } });
      for (let count = 0; count < 3; count += 1) await passTime(clock, client.turnComplete());
      assert.deepEqual(
        turns.map(({ kind, index }) => [kind, index]),
        [
          ['text', 1],
          ['speech', 2],
          ['text', 3],
        ],
      );
      assert.ok(client.messages.every(({ serverContent }) => serverContent?.interrupted !== true));
    });
  });

  it('interrupts for client content whatever the handling of activity', () =>
    withTwin({ script: { answers: [LONG, { kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin, noInterruption);
      client.send({ realtimeInput: { text: 'go on' } });
      await firstAudio(client);
      client.send({
        clientContent: { turns: [{ role: 'user', parts: [{ text: 'stop' }] }], turnComplete: true },
      });
      await interrupted(client);
      await client.turnComplete();
    }));

  it('counts the context up from turn to turn', () =>
    withTwin({ script: { answers: [{ kind: 'tone', hz: 440, seconds: 0.4 }] } }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { video: { data: 'AAAA', mimeType: 'image/jpeg' } } });
      client.speak(SPEECH);
      const first = (await client.turnComplete()).usageMetadata;
      assert.deepEqual(first?.promptTokensDetails, [
        { modality: 'AUDIO', tokenCount: 33 },
        { modality: 'VIDEO', tokenCount: 258 },
      ]);
      client.send({ realtimeInput: { text: 'x' } });
      assert.equal((await client.turnComplete()).usageMetadata?.promptTokenCount, 33 + 258 + 10 + 1);
    }));

  it('is silent until content is complete, and takes what came before as history', () => {
    const turns: Turn[] = [];
    const script = (turn: Turn): Answer => (turns.push(turn), { kind: 'none' });
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, { model: 'models/gemini-3.1-flash-live-preview' });
      const content = (role: string, text: string): object => ({ role, parts: [{ text }] });
      client.send({
        clientContent: {
          turns: [content('user', 'I am Ann'), content('model', 'Hello')],
          turnComplete: false,
        },
      });
      client.send({ clientContent: { turns: [content('user', 'Who am I?')] } });
      client.send({ clientContent: { turnComplete: true } });
      const { usageMetadata } = await client.turnComplete();
      assert.deepEqual(
        turns.map(({ kind, text }) => [kind, text]),
        [['content', 'Who am I?']],
      );
      assert.equal(usageMetadata?.promptTokenCount, Math.ceil(22 / 4));
    });
  });

  it('takes new instructions in mid-session on models that allow it', () => {
    const seen: string[] = [];
    const script = ({ systemInstruction }: Turn): Answer => (seen.push(systemInstruction), { kind: 'none' });
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, { systemInstruction: { parts: [{ text: 'old' }] } });
      client.send({ realtimeInput: { text: 'x' } });
      await client.turnComplete();
      client.send({
        contextUpdate: {
          systemInstruction: { parts: [{ text: 'new' }] },
          tools: { tools: [{ googleSearch: {} }] },
        },
      });
      client.send({ realtimeInput: { text: 'x' } });
      await client.turnComplete();
      assert.deepEqual(seen, ['old', 'new']);
    });
  });

  describe('with function calls', () => {
    const call = (next?: Answer): Answer => ({
      kind: 'call',
      calls: [{ name: 'weather', args: { city: 'London' } }, { name: 'clock' }],
      ...(next ? { next } : {}),
    });
    const respond = (client: Client, id: string | undefined, more = {}): void =>
      client.send({
        toolResponse: { functionResponses: [{ id, name: 'f', response: { output: 1 }, ...more }] },
      });

    it('waits for every response, then goes on in the same turn', () =>
      withTwin({ script: { answers: [call({ kind: 'say', text: 'It rains.' })] } }, async (twin) => {
        const client = await connect(twin, { outputAudioTranscription: {} });
        client.send({ realtimeInput: { text: 'weather?' } });
        const { toolCall } = await client.next((message) => message.toolCall !== undefined);
        const ids = toolCall?.functionCalls.map(({ id }) => id) ?? [];
        assert.ok(ids.every((id) => /^fc_\d{19}$/.test(id)));
        assert.deepEqual(
          toolCall?.functionCalls.map(({ args }) => args),
          [{ city: 'London' }, {}],
        );
        respond(client, ids[0], { willContinue: true });
        respond(client, ids[0], { scheduling: 'WHEN_IDLE' });
        respond(client, ids[1]);
        await client.turnComplete();
        assert.equal(client.text('outputTranscription'), 'It rains.');
      }));

    it('cancels them when the visitor speaks; a late response is unknown', () =>
      withTwin({ script: { answers: [call(), { kind: 'none' }] } }, async (twin) => {
        const client = await connect(twin, { model: 'models/gemini-2.5-flash-native-audio-latest' });
        client.send({ realtimeInput: { text: 'weather?' } });
        const { toolCall } = await client.next((message) => message.toolCall !== undefined);
        const ids = toolCall?.functionCalls.map(({ id }) => id) ?? [];
        assert.ok(ids.every((id) => /^function-call-\d{19}$/.test(id)));
        client.speak(SPEECH);
        await interrupted(client);
        const { toolCallCancellation } = await client.next(
          (message) => message.toolCallCancellation !== undefined,
        );
        assert.deepEqual(toolCallCancellation?.ids, ids);
        await client.turnComplete();
        respond(client, ids[0]);
        assert.deepEqual(await client.closed, { code: 1008, reason: 'Requested entity was not found.' });
      }));
  });
});

describe('resumption', () => {
  const handleOf = async (client: Client): Promise<string | undefined> => {
    client.send({ realtimeInput: { text: 'x' } });
    const update = await client.next(
      ({ sessionResumptionUpdate }) => sessionResumptionUpdate?.resumable === true,
    );
    return update.sessionResumptionUpdate?.newHandle;
  };

  it('goes on counting where the session was', () => {
    const turns: Turn[] = [];
    const script = (turn: Turn): Answer => (turns.push(turn), { kind: 'none' });
    return withTwin({ script }, async (twin) => {
      const first = await connect(twin, { sessionResumption: {} });
      const handle = await handleOf(first);
      const second = await connect(twin, { sessionResumption: { handle } });
      await handleOf(second);
      assert.deepEqual(
        turns.map(({ index, connection }) => [index, connection]),
        [
          [1, 1],
          [2, 2],
        ],
      );
    });
  });

  it('knows no handle of another model, nor one older than two hours', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin, { sessionResumption: {} }, undefined, clock);
      const handle = await passTime(clock, handleOf(client));
      const model = 'models/gemini-3.1-flash-live-preview';
      const refused = /1008 BidiGenerateContent session not found/;
      await assert.rejects(
        connect(twin, { model, sessionResumption: { handle } }, undefined, clock),
        refused,
      );
      client.close();
      await client.closed;
      await passTime(
        clock,
        twin.until(() => twin.connections.every(({ closed }) => closed) || undefined),
      );
      clock.advance(2 * 3_600_000);
      await assert.rejects(connect(twin, { sessionResumption: { handle } }, undefined, clock), refused);
    });
  });

  it('gives handles only when asked, but 3.1 unasked', () =>
    withTwin({ script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const quiet = await connect(twin);
      quiet.send({ realtimeInput: { text: 'x' } });
      quiet.send({ realtimeInput: { text: 'y' } });
      await quiet.turnComplete();
      assert.ok(quiet.messages.every(({ sessionResumptionUpdate }) => sessionResumptionUpdate === undefined));
      const unasked = await connect(twin, { model: 'models/gemini-3.1-flash-live-preview' });
      assert.match((await handleOf(unasked)) ?? '', /^[0-9a-f-]{36}$/);
    }));
});
