import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer } from '../../src/emulator/index.ts';
import { join, passTime, silence, tone, type ServerMessage } from './client.ts';
import { inLab } from './wire/lab.ts';
import {
  BARGE_IN,
  GO_AWAY,
  TEXT_TURN,
  TOOL_ROUND,
  TOOL_ROUND_VERTEX,
  VOICE_TURN,
} from './wire/recordings.ts';
import { shapeOf } from './wire/shape-of.ts';

const NATIVE_25 = 'models/gemini-2.5-flash-native-audio-preview-12-2025';
const PREVIEW_31 = 'models/gemini-3.1-flash-live-preview';
const VERTEX_LIVE = 'projects/p/locations/us-central1/publishers/google/models/gemini-live-2.5-flash';
const BOTH = { inputAudioTranscription: {}, outputAudioTranscription: {} };
const TOOLS = { tools: [{ functionDeclarations: [{ name: 'get_weather' }] }] };

const spoken = (...words: readonly string[]): Answer => ({
  kind: 'tone',
  hz: 440,
  seconds: 0.6,
  spoken: words,
  turnComplete: 'at-once',
});
const ROUND: Answer = {
  kind: 'call',
  calls: [{ name: 'get_weather', args: { city: 'London' } }],
  next: spoken('It', ' is', ' foggy', '.'),
};

/** Handles come whenever the service likes; what a recording says of them is tested by itself. */
const withoutHandles = (messages: readonly ServerMessage[]): readonly ServerMessage[] =>
  messages.filter((message) => !message.sessionResumptionUpdate);

describe('messages as they were recorded', () => {
  it('A: a typed turn on 2.5 native audio', () =>
    inLab({ script: { answers: [spoken('Hello there.')] } }, async (lab) => {
      const client = await lab.session({ ...BOTH, model: NATIVE_25 });
      const turns = [{ role: 'user', parts: [{ text: 'Say hello.' }] }];
      client.send({ clientContent: { turns, turnComplete: true } });
      await client.turnComplete();
      assert.deepEqual(shapeOf(client.messages), shapeOf(TEXT_TURN));
    }));

  it('B: a spoken turn on 2.5 native audio, heard in frames of 100 ms', () => {
    const heard = [' Hello', ',', ' my', ' name', ' is Ada.'];
    return inLab({ script: { answers: [{ ...spoken('Hello Ada.'), heard }] } }, async (lab) => {
      const client = await lab.session({ ...BOTH, model: NATIVE_25 });
      client.speak(join(silence(1), tone(2), silence(2.5)), { frame: 1_600 });
      await client.turnComplete();
      assert.deepEqual(shapeOf(client.messages), shapeOf(VOICE_TURN));
      assert.equal(client.text('inputTranscription'), ' Hello, my name is Ada.');
    });
  });

  it('C: a function call on 3.1: one turn, handles unasked', () =>
    inLab({ script: { answers: [ROUND] } }, async (lab) => {
      const client = await lab.session({ ...BOTH, ...TOOLS, model: PREVIEW_31 });
      client.send({ realtimeInput: { text: 'Weather?' } });
      const { toolCall } = await client.next((message) => message.toolCall !== undefined);
      const id = toolCall?.functionCalls[0]?.id;
      client.send({
        toolResponse: { functionResponses: [{ id, name: 'get_weather', response: { output: 'fog' } }] },
      });
      await client.turnComplete();
      await client.next(({ sessionResumptionUpdate }) => sessionResumptionUpdate?.resumable === true);
      assert.deepEqual(shapeOf(withoutHandles(client.messages)), shapeOf(TOOL_ROUND));
    }));

  it('C: a function call on Vertex AI: two turns', () =>
    inLab(
      { knower: 'vertex', script: { answers: [{ ...ROUND, next: spoken('It is foggy.') }] } },
      async (lab) => {
        const client = await lab.session({ ...BOTH, ...TOOLS, model: VERTEX_LIVE });
        client.send({ realtimeInput: { text: 'Weather?' } });
        const { toolCall } = await client.next((message) => message.toolCall !== undefined);
        await client.turnComplete();
        const id = toolCall?.functionCalls[0]?.id;
        client.send({
          toolResponse: { functionResponses: [{ id, name: 'get_weather', response: { output: 'fog' } }] },
        });
        await client.turnComplete();
        assert.deepEqual(shapeOf(client.messages), shapeOf(TOOL_ROUND_VERTEX));
      },
    ));

  it('D: a barge-in: interrupted, then turnComplete, no generationComplete', () => {
    const clock = new ManualClock();
    const long: Answer = { kind: 'tone', hz: 440, seconds: 10 };
    return inLab({ clock, pace: 2, script: { answers: [long] } }, async (lab) => {
      const client = await passTime(clock, lab.session({ model: 'models/gemini-live-2.5-flash-preview' }));
      client.send({ realtimeInput: { text: 'Tell me a story.' } });
      await passTime(
        clock,
        client.next(({ serverContent }) => serverContent?.modelTurn !== undefined),
      );
      client.speak(join(silence(0.2), tone(0.5)));
      await client.turnComplete();
      await client.answered();
      assert.deepEqual(shapeOf(client.messages), shapeOf(BARGE_IN));
    });
  });

  it('I: goAway after nine minutes, the end fifty seconds later', () => {
    const clock = new ManualClock();
    return inLab({ clock }, async (lab) => {
      const client = await passTime(clock, lab.session());
      clock.advance(539_000);
      await client.answered();
      assert.equal(client.messages.length, 1);
      clock.advance(1_000);
      await client.next(({ goAway }) => goAway !== undefined);
      clock.advance(49_000);
      await client.answered();
      clock.advance(1_000);
      assert.deepEqual(await client.closed, { code: 1008, reason: 'The operation was aborted.' });
      assert.deepEqual(shapeOf(client.messages), shapeOf(GO_AWAY));
    });
  });
});
