import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVoice, VOICE_RATE } from '../../demo/voice.ts';

const speak = createVoice();

/** Length, loudness and the share of zero crossings, which speech keeps below that of noise. */
const facts = (samples: Int16Array) => {
  let energy = 0;
  let crossings = 0;
  let peak = 0;
  samples.forEach((sample, index) => {
    energy += (sample / 32768) ** 2;
    peak = Math.max(peak, Math.abs(sample) / 32768);
    if (index > 0 && sample < 0 !== (samples[index - 1] ?? 0) < 0) crossings += 1;
  });
  return {
    seconds: samples.length / VOICE_RATE,
    rms: Math.sqrt(energy / samples.length),
    peak,
    crossings: crossings / samples.length,
  };
};

test('speaks: at the pace, loudness and brightness of speech, without clipping', async () => {
  const { seconds, rms, peak, crossings } = facts(await speak('Hello there. I am a stand-in for Gemini.'));
  assert.ok(seconds > 2 && seconds < 4, `${seconds} s`);
  assert.ok(rms > 0.05 && rms < 0.2, `rms ${rms}`);
  assert.ok(peak < 0.99, `peak ${peak}`);
  assert.ok(crossings > 0.03 && crossings < 0.25, `crossings ${crossings}`);
});

test('longer text takes longer, and the same text the same time', async () => {
  const [short, long, again] = [
    await speak('One.'),
    await speak('One, two, three, four.'),
    await speak('One.'),
  ];
  assert.ok(long.length > 2 * short.length);
  // Not the same samples: the synthesiser varies its breath.
  assert.ok(Math.abs(again.length - short.length) < 0.01 * short.length);
});

test('markup is no markup, no text is no sound, and an endless text ends', async () => {
  assert.ok(facts(await speak('<break time="60s"/> Hello [[x]]')).seconds < 10);
  assert.ok((await speak('')).length < VOICE_RATE / 10);
  assert.ok(facts(await speak('many words '.repeat(1000))).seconds < 40);
});
