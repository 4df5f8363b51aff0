import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Turn } from '../../src/emulator/index.ts';
import { detectorSettings, TurnDetector } from '../../src/emulator/listening/turn-detector.ts';
import type { HeardTurn } from '../../src/emulator/listening/turn-recorder.ts';
import type { ActivityDetection } from '../../src/emulator/protocol/setup.ts';
import { connect, join, silence, tone, withTwin, type Client } from './client.ts';

/** Where turns begin, in samples received by then, and what they hold. */
const detect = (
  stream: Int16Array,
  detection: ActivityDetection = {},
  frame = 320,
): { readonly starts: number[]; readonly turns: HeardTurn[]; readonly ends: number[] } => {
  const starts: number[] = [];
  const ends: number[] = [];
  const turns: HeardTurn[] = [];
  let received = 0;
  const detector = new TurnDetector(detectorSettings(detection), {
    onStart: () => starts.push(received),
    onEnd: (turn) => {
      ends.push(received);
      turns.push(turn);
    },
  });
  for (let at = 0; at < stream.length; at += frame) {
    const piece = stream.subarray(at, at + frame);
    received += piece.length;
    detector.push(piece);
  }
  return { starts, ends, turns };
};

/** Half a second of silence, a second of voice, two of silence. */
const STREAM = join(silence(0.5), tone(1), silence(2));

describe('detection of activity', () => {
  const silenceCases: readonly [ActivityDetection, number][] = [
    [{}, 800],
    [{ endOfSpeechSensitivity: 'END_SENSITIVITY_HIGH' }, 500],
    [{ endOfSpeechSensitivity: 'END_SENSITIVITY_LOW' }, 1000],
    [{ silenceDurationMs: 200 }, 200],
    [{ silenceDurationMs: 200, endOfSpeechSensitivity: 'END_SENSITIVITY_LOW' }, 200],
  ];
  for (const [detection, ms] of silenceCases) {
    it(`ends a turn after ${ms} ms of received silence with ${JSON.stringify(detection)}`, () => {
      const { ends, turns } = detect(STREAM, detection, 160);
      assert.deepEqual(ends, [24_000 + ms * 16]);
      assert.equal(turns[0]?.speechEnd, 24_000);
    });
  }

  for (const ms of [10, 20, 100, 300]) {
    it(`wants ${ms} ms of speech with that prefix padding, and keeps as much before it`, () => {
      const { starts, turns } = detect(STREAM, { prefixPaddingMs: ms }, 160);
      assert.deepEqual(starts, [8000 + ms * 16]);
      assert.equal(turns[0]?.startSample, 8000 - ms * 16);
      assert.equal(
        detect(join(silence(0.5), tone((ms - 10) / 1000), silence(2)), { prefixPaddingMs: ms }).starts.length,
        0,
      );
    });
  }

  it('is less sensitive to the start of speech when asked to be', () => {
    const soft = join(silence(1.5), tone(1, { amplitude: 0.008 }), silence(2));
    assert.equal(detect(soft).turns.length, 1);
    assert.equal(detect(soft, { startOfSpeechSensitivity: 'START_SENSITIVITY_LOW' }).turns.length, 0);
    assert.equal(detect(STREAM, { startOfSpeechSensitivity: 'START_SENSITIVITY_LOW' }).turns.length, 1);
  });

  it('comes to the same result for any frames', () => {
    const whole = detect(join(STREAM, STREAM), {}, 160);
    assert.equal(whole.turns.length, 2);
    for (const frame of [1, 37, 320, 1000, 100_000]) {
      assert.deepEqual(detect(join(STREAM, STREAM), {}, frame).turns, whole.turns, `frames of ${frame}`);
    }
  });

  it('ends no turn without silence, however long it takes', () => {
    assert.deepEqual(detect(join(silence(0.5), tone(20))).ends, []);
  });
});

describe('turns of a client', () => {
  const record = (): { readonly turns: Turn[]; readonly script: (turn: Turn) => { kind: 'none' } } => {
    const turns: Turn[] = [];
    return { turns, script: (turn) => (turns.push(turn), { kind: 'none' }) };
  };
  const exactly = (expected: Int16Array, turn: Turn | undefined): void => {
    assert.deepEqual(
      turn?.audio,
      expected.slice(turn?.startSample, (turn?.startSample ?? 0) + (turn?.audio.length ?? 0)),
    );
  };
  const manual = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };

  it('hold exactly the samples that were sent', () => {
    const { turns, script } = record();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin);
      client.speak(STREAM);
      await client.turnComplete();
      exactly(STREAM, turns[0]);
      assert.deepEqual([turns[0]?.startSample, turns[0]?.audio.length], [8000 - 320, 16_000 + 320 + 12_800]);
      assert.equal(turns[0]?.seconds, 1.02);
    });
  });

  it('end at once with audioStreamEnd, and go on afterwards without a word', () => {
    const { turns, script } = record();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin);
      const spoken = join(silence(0.1), tone(0.505));
      client.speak(spoken);
      client.send({ realtimeInput: { audioStreamEnd: true } });
      await client.turnComplete();
      exactly(spoken, turns[0]);
      assert.equal((turns[0]?.startSample ?? 0) + (turns[0]?.audio.length ?? 0), spoken.length);
      client.speak(STREAM);
      await client.turnComplete();
      exactly(join(spoken, STREAM), turns[1]);
    });
  });

  it('ignore audioStreamEnd when nobody speaks', () => {
    const { turns, script } = record();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { audioStreamEnd: true } });
      client.send({ realtimeInput: { text: 'x' } });
      await client.turnComplete();
      assert.deepEqual(
        turns.map(({ kind, text }) => [kind, text]),
        [['text', 'x']],
      );
    });
  });

  it('are marked by the client when it says so: no silence ends them, nothing outside belongs to them', () => {
    const { turns, script } = record();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, manual);
      const inside = join(tone(0.3), silence(3), tone(0.2));
      client.speak(tone(0.5));
      client.send({ realtimeInput: { activityStart: {} } });
      client.speak(inside);
      client.send({ realtimeInput: { activityEnd: {} } });
      client.speak(tone(0.5));
      await client.turnComplete();
      assert.deepEqual(
        turns.map(({ audio, startSample }) => [audio, startSample]),
        [[inside, 8000]],
      );
    });
  });

  it('take text that is typed while they speak as what was said', () => {
    const { script } = record();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, { ...manual, inputAudioTranscription: {} });
      client.send({ realtimeInput: { activityStart: {} } });
      client.speak(tone(0.2));
      client.send({ realtimeInput: { text: 'two words' } });
      client.send({ realtimeInput: { activityEnd: {} } });
      await client.turnComplete();
      assert.equal(client.text('inputTranscription'), ' two words');
    });
  });

  const say = (client: Client, mimeType: string, samples: Int16Array): void => {
    const data = Buffer.from(samples.buffer).toString('base64');
    client.send({ realtimeInput: { audio: { data, mimeType } } });
  };

  for (const rate of [8000, 22_050, 24_000, 44_100, 48_000]) {
    it(`are the same length at ${rate} Hz`, () => {
      const { turns, script } = record();
      return withTwin({ script }, async (twin) => {
        const client = await connect(twin);
        client.speak(join(silence(0.5, rate), tone(1, { rate }), silence(1, rate)), {
          rate,
          frame: rate / 50,
        });
        await client.turnComplete();
        assert.ok(Math.abs((turns[0]?.seconds ?? 0) - 1.02) <= 0.021, String(turns[0]?.seconds));
      });
    });
  }

  it('are heard at 16 kHz when no rate is declared, in url-safe base64 without padding too', () => {
    const { turns, script } = record();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin);
      say(client, 'audio/pcm', STREAM);
      await client.turnComplete();
      exactly(STREAM, turns[0]);
      const data = Buffer.from(STREAM.buffer).toString('base64url');
      client.send({ realtime_input: { audio: { data, mime_type: 'audio/pcm; rate=16000' } } });
      await client.turnComplete();
      assert.deepEqual(turns[1]?.audio, turns[0]?.audio);
    });
  });

  it('take the first of mediaChunks on models that still do', () => {
    const { turns, script } = record();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, { model: 'models/gemini-2.5-flash-native-audio-latest' });
      const chunk = { data: Buffer.from(STREAM.buffer).toString('base64'), mimeType: 'audio/pcm' };
      client.send({ realtimeInput: { mediaChunks: [chunk, chunk] } });
      await client.turnComplete();
      assert.equal(turns.length, 1);
      exactly(STREAM, turns[0]);
    });
  });
});
