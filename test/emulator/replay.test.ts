import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  parseRecording,
  startLiveEmulator,
  type LiveEmulator,
  type ManualClock,
  type Recording,
  type Script,
} from '../../src/emulator/index.ts';
import { Client, connect, join, silence, socketUrl, tone, withTwin } from './client.ts';
import {
  Player,
  perform,
  only,
  sent,
  texts,
  times,
  shapes,
  audioBefore,
  recordTyped,
} from './replay-player.ts';

const SPOKEN: Script = {
  answers: [
    { kind: 'parrot', heard: 'One two' },
    { kind: 'tone', hz: 440, seconds: 4 },
    { kind: 'say', text: 'All right.' },
  ],
};
const SETUP = { inputAudioTranscription: {}, outputAudioTranscription: {}, sessionResumption: {} };

/** Speaks, is answered, speaks again, and interrupts that answer. */
const conversation =
  (between = 0) =>
  async (twin: LiveEmulator, clock: ManualClock): Promise<void> => {
    const player = await Player.open(twin, clock, SETUP);
    await player.speak(join(silence(0.1), tone(0.5), silence(2.5)));
    await player.wait(between);
    await player.speak(join(tone(0.6), silence(2)));
    await player.speak(join(tone(0.4), silence(2.5)));
    await player.wait(3_000);
  };

describe('a replay', () => {
  it('says every byte again, each at its own time', async () => {
    const recording = only(await perform({ script: SPOKEN }, conversation()));
    assert(shapes(recording).includes('serverContent.interrupted'));
    assert(sent(recording).length > 20);
    const again = only(await perform({ replay: { recording } }, conversation()));
    assert.deepEqual(texts(again), texts(recording));
    assert(sent(again).every(({ binary }) => binary));
    assert.deepEqual(times(again), times(recording));
  });

  it('goes faster, as often as it is told, and still waits for what was said', async () => {
    const recording = only(await perform({ script: SPOKEN }, conversation()));
    for (const speed of [4, 0]) {
      const again = only(await perform({ replay: { recording, speed } }, conversation()));
      assert.deepEqual(texts(again), texts(recording));
      for (const part of ['inputTranscription', 'interrupted']) {
        assert.equal(audioBefore(again, part), audioBefore(recording, part));
      }
      /** From the first to the last audio of the first answer. */
      const length = (one: Recording): number => {
        const complete = shapes(one).findIndex((name) => name.includes('generationComplete'));
        const audio = sent(one)
          .slice(0, complete)
          .filter(({ data }) => data.includes('inlineData'));
        return (audio.at(-1)?.ms ?? 0) - (audio[0]?.ms ?? 0);
      };
      assert(length(recording) > 100);
      const expected = speed === 0 ? 0 : length(recording) / speed;
      assert(Math.abs(length(again) - expected) <= 1, `${length(again)} for ${expected}`);
    }
  });

  it('interrupts where the client speaks, however late that is', async () => {
    const recording = only(await perform({ script: SPOKEN }, conversation()));
    const again = only(await perform({ replay: { recording } }, conversation(2_000)));
    assert.deepEqual(texts(again), texts(recording));
    const at = (one: Recording): number =>
      sent(one).find(({ data }) => data.includes('"interrupted"'))?.ms ?? 0;
    assert.equal(at(again) - at(recording), 2_000);
    assert.equal(audioBefore(again, '"interrupted"'), audioBefore(recording, '"interrupted"'));
  });

  it('waits for setup, text, content, function responses and marks of activity', async () => {
    const script: Script = {
      answers: [
        { kind: 'say', text: 'Hello.' },
        { kind: 'call', calls: [{ name: 'clock' }], next: { kind: 'say', text: 'Noon.' } },
        { kind: 'say', text: 'Heard.' },
      ],
    };
    const talk =
      (pause: number) =>
      async (twin: LiveEmulator, clock: ManualClock): Promise<void> => {
        const player = await Player.open(twin, clock, {
          realtimeInputConfig: { automaticActivityDetection: { disabled: true } },
        });
        const turns = [{ role: 'user', parts: [{ text: 'Hi' }] }];
        await player.wait(pause);
        await player.send({ clientContent: { turns, turnComplete: true } });
        await player.wait(2_000 + pause);
        await player.send({ realtimeInput: { text: 'What time is it?' } });
        await player.wait(500 + pause);
        const call = player.client.messages.find(({ toolCall }) => toolCall)?.toolCall;
        const { id = '', name = '' } = call?.functionCalls[0] ?? {};
        await player.send({ toolResponse: { functionResponses: [{ id, name, response: {} }] } });
        await player.wait(2_000 + pause);
        await player.send({ realtimeInput: { activityStart: {} } });
        await player.speak(tone(0.5));
        await player.wait(pause);
        await player.send({ realtimeInput: { activityEnd: {} } });
        await player.wait(2_000);
      };
    const recording = only(await perform({ script }, talk(0)));
    const again = only(await perform({ replay: { recording } }, talk(700)));
    assert.deepEqual(texts(again), texts(recording));
    const late = times(again).map((ms, index) => ms - (times(recording)[index] ?? 0));
    const delays = [...new Set(late)];
    assert.deepEqual(delays, [0, 700, 1400, 2100, 3500]);
  });

  it('counts audio from the last mark, and a mark says that no more of it will come', async () => {
    const script: Script = { answers: [{ kind: 'say', text: 'Yes.' }] };
    const manual = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
    const talk =
      (seconds: number) =>
      async (twin: LiveEmulator, clock: ManualClock): Promise<void> => {
        const player = await Player.open(twin, clock, manual);
        for (let round = 0; round < 2; round += 1) {
          await player.send({ realtimeInput: { activityStart: {} } });
          await player.speak(tone(seconds));
          await player.send({ realtimeInput: { activityEnd: {} } });
          await player.wait(1_500);
        }
      };
    const recording = only(await perform({ script }, talk(0.6)));
    for (const seconds of [0.3, 0.9]) {
      const again = only(await perform({ replay: { recording } }, talk(seconds)));
      assert.deepEqual(texts(again), texts(recording));
    }
  });

  it('closes as the service did: with its code, or without a word', async () => {
    for (const code of [1011, 1006] as const) {
      const fault =
        code === 1006 ? { kind: 'drop' as const } : { kind: 'close' as const, code, reason: 'as it was' };
      const script: Script = { faults: [{ at: 'turn', afterMs: 300, do: fault }] };
      const act = async (twin: LiveEmulator, clock: ManualClock): Promise<void> => {
        const player = await Player.open(twin, clock);
        await player.send({ realtimeInput: { text: 'x' } });
        await player.wait(1_000);
        const closed = await player.client.closed;
        assert.deepEqual(closed, { code, reason: code === 1006 ? '' : 'as it was' });
      };
      const recording = only(await perform({ script }, act));
      assert.equal(recording.close?.by, 'server');
      await perform({ replay: { recording } }, act);
    }
  });

  it('closes without a word where TLS had failed, and only as a connection can end', async () => {
    const ending = (code: number): string =>
      `{"format":"gemini-live-recording","version":1}\n` +
      `{"ms":0,"from":"client","text":"{\\"setup\\":{}}"}\n{"ms":5,"close":{"by":"server","code":${code},"reason":""}}\n`;
    for (const code of [999, 1004, 1016, 2000, 2999, 5000, 1000.5])
      assert.throws(() => parseRecording(ending(code)), /line 3: "code" must be a close code/, String(code));
    await withTwin({ replay: { recording: parseRecording(ending(1015)), speed: 0 } }, async (twin) => {
      const client = new Client(socketUrl(twin));
      await client.opened;
      client.send({ setup: {} });
      assert.equal((await client.closed).code, 1006);
    });
  });

  it('ends one connection, not the twin, with a recording that nobody has checked', async () => {
    const told: unknown[] = [];
    const recording: Recording = {
      header: { format: 'gemini-live-recording', version: 1 },
      frames: [{ ms: 0, from: 'client', binary: false, data: Buffer.from('{"setup":{}}') }],
      close: { ms: 5, by: 'server', closing: { code: 2000, reason: '' } },
    };
    const onError = (error: unknown): void => void told.push(error);
    await withTwin({ replay: { recording, speed: 0 }, onError }, async (twin) => {
      const client = new Client(socketUrl(twin));
      await client.opened;
      client.send({ setup: {} });
      assert.equal((await client.closed).code, 1011);
    });
    assert.equal(told.length, 1);
  });

  it('plays one recording for each connection, and the last one again', async () => {
    const line = (text: string): string => JSON.stringify(text);
    const make = (name: string): Recording =>
      parseRecording(
        `{"format":"gemini-live-recording","version":1}\n` +
          `{"ms":0,"from":"client","text":${line('{"setup":{}}')}}\n` +
          `{"ms":50,"from":"server","binary":${line('{"setupComplete":{}}')}}\n` +
          `{"ms":90,"from":"server","text":${line(`{"serverContent":{"modelTurn":{"parts":[{"text":"${name}"}]}}}`)}}\n`,
        name,
      );
    await withTwin({ replay: { recording: [make('a'), make('b')], speed: 10 } }, async (twin) => {
      for (const expected of ['a', 'b', 'b']) {
        const client = await connect(twin);
        const { serverContent } = await client.next(({ serverContent: content }) => content !== undefined);
        assert.equal(serverContent?.modelTurn?.parts[0]?.text, expected);
        assert.deepEqual(
          client.frames.map(({ binary }) => binary),
          [true, false],
        );
      }
    });
  });

  it('cannot be without a recording, or at a negative speed', async () => {
    const recording = await recordTyped();
    await assert.rejects(startLiveEmulator({ replay: { recording: [] } }), RangeError);
    await assert.rejects(startLiveEmulator({ replay: { recording, speed: -1 } }), RangeError);
  });
});
