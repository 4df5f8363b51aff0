import { expect } from '@open-wc/testing';
import { KeptVoice } from '../../src/audio/kept-voice.ts';
import { readWav } from '../support/wav.ts';

/** 24 kHz samples that all have this value. */
const chunk = (value: number, samples: number): ArrayBuffer => new Int16Array(samples).fill(value).buffer;

/** Runs of equal samples: value and how many. */
const runs = async (kept: KeptVoice): Promise<(readonly [number, number])[]> => {
  const { samples } = await readWav(kept.wav());
  const found: [number, number][] = [];
  for (const sample of samples) {
    const value = Math.round(sample * 32768);
    const last = found.at(-1);
    if (last?.[0] === value) last[1] += 1;
    else found.push([value, 1]);
  }
  return found;
};

describe('KeptVoice', () => {
  it('is a WAV file whose header is exact, also of nothing', async () => {
    const kept = new KeptVoice();
    for (const [dataBytes, add] of [
      [0, () => undefined],
      [4800, () => kept.add(1, chunk(7, 2400))],
    ] as const) {
      add();
      const { samples, ...header } = await readWav(kept.wav());
      expect(header).to.deep.equal({
        tags: ['RIFF', 'WAVE', 'fmt ', 'data'],
        riffBytes: 36 + dataBytes,
        formatBytes: 16,
        format: 1,
        channels: 1,
        rate: 24_000,
        bytesPerSecond: 48_000,
        frameBytes: 2,
        bits: 16,
        dataBytes,
        fileBytes: 44 + dataBytes,
      });
      expect(samples.length).to.equal(dataBytes / 2);
    }
    expect(kept.wav().type).to.equal('audio/wav');
  });

  it('keeps turns in order, whole where nothing was told of them', async () => {
    const kept = new KeptVoice();
    kept.add(1, chunk(1, 100));
    kept.add(1, chunk(1, 50));
    kept.add(2, chunk(2, 30));
    expect(await runs(kept)).to.deep.equal([
      [1, 150],
      [2, 30],
    ]);
  });

  it('cuts an interrupted turn at what was heard, to the sample', async () => {
    const kept = new KeptVoice();
    kept.add(1, chunk(1, 24_000));
    kept.sounded(1);
    kept.cut(1, 250.5);
    kept.add(2, chunk(2, 240));
    expect(await runs(kept)).to.deep.equal([
      [1, 6012],
      [2, 240],
    ]);
  });

  it('leaves out a turn that was dropped before it sounded, but not one that came after', async () => {
    const kept = new KeptVoice();
    kept.add(1, chunk(1, 2400));
    kept.sounded(1);
    kept.add(2, chunk(2, 2400));
    // What follows the flush arrives before the speaker's report of it does.
    kept.add(3, chunk(3, 2400));
    kept.cut(1, 50);
    kept.sounded(3);
    expect(await runs(kept)).to.deep.equal([
      [1, 1200],
      [3, 2400],
    ]);
  });

  it('ends where the conversation ended', async () => {
    const kept = new KeptVoice();
    kept.add(1, chunk(1, 2400));
    kept.sounded(1);
    kept.add(2, chunk(2, 2400));
    kept.sounded(2);
    kept.add(3, chunk(3, 2400));
    kept.endIn(2, 10);
    expect(await runs(kept)).to.deep.equal([
      [1, 2400],
      [2, 240],
    ]);
  });

  it('joins chunks that end in mid-sample, and drops half a sample at the end of a turn', async () => {
    const kept = new KeptVoice();
    const bytes = new Uint8Array(chunk(5, 100));
    kept.add(1, bytes.slice(0, 51).buffer);
    kept.add(1, bytes.slice(51).buffer);
    kept.add(2, bytes.slice(0, 51).buffer);
    kept.add(3, chunk(6, 10));
    expect(await runs(kept)).to.deep.equal([
      [5, 125],
      [6, 10],
    ]);
  });

  it('is bounded: the oldest turns go', async () => {
    const kept = new KeptVoice(0.1);
    for (let turn = 1; turn <= 5; turn += 1) kept.add(turn, chunk(turn, 1000));
    expect(await runs(kept)).to.deep.equal([
      [4, 1000],
      [5, 1000],
    ]);
    kept.add(6, chunk(6, 5000));
    expect(await runs(kept), 'the one at hand is kept whole').to.deep.equal([[6, 5000]]);
  });
});
