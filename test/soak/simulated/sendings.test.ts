import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Sendings } from './sendings.ts';
import { FRAME_MS, silentFrame, voicedFrame } from './voice-code.ts';

const FIRST = {};
const SECOND = {};

const audio = (frame: ArrayBuffer): string =>
  JSON.stringify({ realtimeInput: { audio: { data: Buffer.from(frame).toString('base64') } } });
const voice = (utterance: number): string => audio(voicedFrame({ utterance, index: 0 }));
const typed = (name: string): string => JSON.stringify({ realtimeInput: { text: name } });
const PAUSE = JSON.stringify({ realtimeInput: { audioStreamEnd: true } });
const silence = (ms: number): readonly string[] =>
  Array.from({ length: Math.ceil(ms / FRAME_MS) }, () => audio(silentFrame()));

describe('what a client was seen to send', () => {
  /** The stretches in which these go out on a second line, as the names of what is in each. */
  const again = (...messages: readonly string[]): readonly string[] => {
    const sendings = new Sendings();
    for (const message of messages) sendings.sent(FIRST, message, 0);
    for (const message of messages) sendings.sent(SECOND, message, 1);
    const stretches = new Map<number, string>();
    for (const [frame, stretch] of sendings.replayed(1))
      stretches.set(stretch, `${stretches.get(stretch) ?? ''}${frame} `);
    return [...stretches.values()].map((names) => names.trim());
  };

  it('speech is one stretch over a short silence', () => {
    assert.deepEqual(again(voice(0), ...silence(500), voice(1)), ['v0:0 v1:0']);
  });

  it('… and two over a longer one, or when the stream was said to pause', () => {
    assert.deepEqual(again(voice(0), ...silence(700), voice(1)), ['v0:0', 'v1:0']);
    assert.deepEqual(again(voice(0), PAUSE, voice(1)), ['v0:0', 'v1:0']);
  });

  it('what was two stays two, although it goes out again without the pause', () => {
    const sendings = new Sendings();
    for (const message of [voice(0), PAUSE, voice(1)]) sendings.sent(FIRST, message, 0);
    for (const message of [voice(0), voice(1)]) sendings.sent(SECOND, message, 1);
    assert.equal(new Set(sendings.replayed(1).values()).size, 2);
  });

  it('what was begun on one line, and goes on after what goes out again on the next, is one', () => {
    const sendings = new Sendings();
    sendings.sent(FIRST, voice(0), 0);
    for (const message of [voice(0), voice(1)]) sendings.sent(SECOND, message, 1);
    for (const message of [voice(0), voice(1)]) sendings.sent({}, message, 2);
    assert.equal(new Set(sendings.replayed(2).values()).size, 1);
  });

  it('what is typed is a turn of its own', () => {
    assert.deepEqual(again(voice(0), typed('u1'), voice(2), typed('u3'), typed('u4')), [
      'v0:0',
      'u1:0',
      'v2:0',
      'u3:0',
      'u4:0',
    ]);
  });

  it('what goes out twice on one line is told apart', () => {
    const sendings = new Sendings();
    sendings.sent(FIRST, typed('u0'), 0);
    sendings.sent(FIRST, typed('u0'), 1);
    sendings.sent(FIRST, typed('u1'), 2);
    sendings.sent(SECOND, typed('u1'), 3);
    assert.deepEqual([sendings.sentTwice('u0:0'), sendings.sentTwice('u1:0')], [true, false]);
    assert.deepEqual([sendings.lastSent('u0:0'), sendings.lastSent('u1:0')], [1, 3]);
  });
});
