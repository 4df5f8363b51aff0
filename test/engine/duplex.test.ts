import { expect } from '@open-wc/testing';
import type { PlaybackReport } from '../../src/audio/messages.ts';
import { createDuplex, LEAD_MS, TAIL_MS } from '../../src/engine/duplex.ts';
import { HeldTimers } from '../element/support/held-timers.ts';
import { ENGINE_MODES, EngineHarness } from '../support/engine-harness.ts';
import { Twin } from '../support/twin.ts';

const valuesOf = (pcm = ''): number[] =>
  Array.from(new Int16Array(Uint8Array.from(atob(pcm), (char) => char.charCodeAt(0)).buffer)).filter(
    (_, at) => at % 320 === 0,
  );

for (const mode of ENGINE_MODES) {
  describe(`engine (${mode}): half duplex`, () => {
    let twin: Twin;
    let engine: EngineHarness;
    let texts = 0;
    beforeEach(async () => {
      texts = 0;
      [twin, engine] = await Promise.all([Twin.start({ setupDelayMs: 0 }), EngineHarness.start(mode)]);
      await engine.open(twin);
    });
    afterEach(async () => {
      engine.close();
      await twin.stop();
    });

    const report = (type: PlaybackReport['type'], turn = 1): void =>
      engine.report({ type, turn, playedMs: 0, contextTime: 0 });
    const half = (on: boolean): void => engine.post({ type: 'duplex', half: on });
    const gates = (): boolean[] => engine.of('gate').map(({ shut }) => shut);
    const gated = async (...wanted: boolean[]): Promise<void> => {
      await engine.until(() => gates().length >= wanted.length);
      expect(gates()).to.deep.equal(wanted);
    };
    /** The engine has taken all that it was given before: reports, which it passes on, then messages. */
    const taken = async (reports: number): Promise<void> => {
      await engine.until(() => engine.of('playback').length >= reports);
      engine.post({ type: 'send', message: { realtimeInput: { text: 'mark' } } });
      texts += 1;
      await twin.wait({ for: 'text', count: texts });
    };
    /** What the twin was sent: kinds of messages, frames by their value. */
    const sent = async (): Promise<readonly (string | number)[]> => {
      const { audio, messages } = await twin.received({ pcm: true });
      const values = valuesOf(audio.pcm);
      const kinds = messages.map(({ kind }) => kind).filter((kind) => kind !== 'setup' && kind !== 'text');
      return kinds.map((kind) => (kind === 'audio' ? (values.shift() ?? NaN) : kind));
    };
    /** Frames go through the engine in order: when this one has come, those before it have, or never will. */
    const frame = async (value: number, count: number): Promise<void> => {
      engine.frame(value);
      await twin.wait({ for: 'audio', count });
    };

    it('keeps the visitor back from the first sample of the model’s to 300 ms after the last', async () => {
      half(true);
      await frame(1, 1);
      report('started');
      await gated(true);
      engine.frame(2);
      report('starved');
      report('started');
      engine.frame(3);
      report('drained');
      await gated(true, false);
      await frame(5, 2);
      expect(await sent()).to.deep.equal([1, 'audioStreamEnd', 5]);
    });

    it('begins when sound comes, before the speaker tells of it', async () => {
      half(true);
      await frame(1, 1);
      const data = btoa('\0'.repeat(960));
      await twin.send({
        serverContent: { modelTurn: { parts: [{ inlineData: { data, mimeType: 'audio/pcm;rate=24000' } }] } },
      });
      await gated(true);
      engine.frame(2);
      report('flushed');
      await gated(true, false);
      await frame(3, 2);
      expect(await sent()).to.deep.equal([1, 'audioStreamEnd', 3]);
    });

    it('is off by default', async () => {
      report('started');
      await taken(1);
      await frame(1, 1);
      expect(gates()).to.deep.equal([]);
      expect(await sent()).to.deep.equal([1]);
    });

    it('may be set and unset while the model is heard, at once', async () => {
      report('started');
      await taken(1);
      await frame(1, 1);
      half(true);
      await gated(true);
      engine.frame(2);
      await taken(1);
      half(false);
      await gated(true, false);
      await frame(3, 2);
      expect(await sent()).to.deep.equal([1, 'audioStreamEnd', 3]);
    });

    it('leaves who is muted muted, and tells the service of the pause once', async () => {
      half(true);
      await frame(1, 1);
      engine.post({ type: 'mute', muted: true });
      report('started');
      await gated(true);
      report('flushed');
      await gated(true, false);
      engine.frame(2);
      await taken(2);
      engine.post({ type: 'mute', muted: false });
      await taken(2);
      await frame(3, 2);
      expect(await sent()).to.deep.equal([1, 'audioStreamEnd', 3]);
    });

    it('unmuted while the model is heard, is still kept back', async () => {
      half(true);
      engine.post({ type: 'mute', muted: true });
      report('started');
      await gated(true);
      engine.post({ type: 'mute', muted: false });
      await taken(1);
      engine.frame(1);
      report('flushed');
      await gated(true, false);
      await frame(2, 1);
      expect(await sent()).to.deep.equal(['audioStreamEnd', 2]);
    });

    it('typed text goes out all the same', async () => {
      half(true);
      report('started');
      await gated(true);
      await taken(1);
      expect(await sent()).to.deep.equal(['audioStreamEnd']);
    });
  });
}

describe('engine: the time after the model’s last sample', () => {
  let held: HeldTimers;
  let gates: boolean[];
  beforeEach(() => {
    held = new HeldTimers(TAIL_MS);
    gates = [];
  });
  afterEach(() => held.close());

  const duplex = (): {
    readonly half: (on: boolean) => void;
    readonly hear: (...types: PlaybackReport['type'][]) => void;
    readonly came: () => void;
    readonly close: () => void;
  } => {
    const { came, close, half, played } = createDuplex((shut) => void gates.push(shut));
    half(true);
    return {
      came,
      close,
      half,
      hear: (...types) => {
        for (const type of types) played({ type, turn: 1, playedMs: 0, contextTime: 0 });
      },
    };
  };

  it('belongs to the model', () => {
    duplex().hear('started', 'drained');
    expect(gates).to.deep.equal([true]);
    held.fire();
    expect(gates).to.deep.equal([true, false]);
  });

  it('ends nothing when the next answer has begun within it', () => {
    const { hear } = duplex();
    hear('started', 'drained', 'started');
    held.fire();
    expect(gates).to.deep.equal([true]);
    hear('flushed', 'flushed');
    expect(held.waiting).to.equal(1);
    held.fire();
    expect(gates).to.deep.equal([true, false]);
  });

  it('a flush of nothing shuts nothing', () => {
    duplex().hear('flushed');
    held.fire();
    expect(gates).to.deep.equal([]);
  });

  it('comes first when a turn has come, is heard, and another has come meanwhile', () => {
    const { came, hear } = duplex();
    came();
    hear('started');
    came();
    expect(held.waiting).to.equal(0);
    hear('drained');
    held.fire();
    expect(gates).to.deep.equal([true, false]);
  });

  it('what came and is never heard keeps the visitor back for a second', () => {
    const late = new HeldTimers(LEAD_MS);
    try {
      duplex().came();
      expect(gates).to.deep.equal([true]);
      late.fire();
      expect(gates).to.deep.equal([true, false]);
    } finally {
      late.close();
    }
  });

  it('is forgotten with the conversation', () => {
    const { close, hear } = duplex();
    hear('started', 'drained');
    close();
    expect(held.waiting).to.equal(0);
  });

  it('switched off within it, is over; switched on within it, begins', () => {
    const { half, hear } = duplex();
    hear('started', 'drained');
    half(false);
    half(true);
    held.fire();
    expect(gates).to.deep.equal([true, false, true, false]);
  });
});
