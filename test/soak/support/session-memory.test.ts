import { expect } from '@open-wc/testing';
import { UTTERANCE_S } from './coded-voice.ts';
import { type Given, knownAtEnd } from './session-memory.ts';

const RATE = 16_000;
const FRAME = 320;

interface Part {
  /** Silence where there is none. */
  readonly number?: number;
  readonly seconds: number;
  /** A sample in so many is off, as after a click. */
  readonly clickAt?: number;
}

/** A connection that was sent these parts, a message every 20 ms, beginning at `from` ms. */
const given = (
  parts: readonly (Part | string)[],
  { from = 0, resumes, gives = [] }: { from?: number; resumes?: string; gives?: Given['handles'] } = {},
): Given => {
  const setup = resumes === undefined ? {} : { sessionResumption: { handle: resumes } };
  const messages: { at: number; message: unknown }[] = [{ at: from, message: { setup } }];
  const sound: number[] = [];
  let at = from;
  for (const part of parts) {
    if (typeof part === 'string') {
      messages.push({ at, message: { realtimeInput: { text: part } } });
      continue;
    }
    const { number, seconds, clickAt } = part;
    for (let index = 0; index < seconds * RATE; index += 1) {
      const phase = number === undefined ? 0 : ((2 * Math.PI * (400 + 100 * number)) / RATE) * index;
      const shift = clickAt !== undefined && index >= clickAt * RATE ? Math.PI / 2 : 0;
      sound.push(number === undefined ? 0 : 16_000 * Math.sin(phase + shift));
      if (sound.length % FRAME === 0) {
        at += 20;
        messages.push({ at, message: { realtimeInput: { audio: { bytes: 2 * FRAME } } } });
      }
    }
  }
  return { messages, samples: Int16Array.from(sound), handles: gives };
};

const say = (number: number, seconds = UTTERANCE_S): Part => ({ number, seconds });
const PAUSE: Part = { seconds: 0.5 };

describe('what a session knows at its end', () => {
  it('typed and spoken, in their order', () => {
    const { seconds, words } = knownAtEnd([given([say(1), PAUSE, 'u2', say(3)])], [1, 3], 'forgets');
    expect(words).to.deep.equal(['v1:0-0', 'u2', 'v3:0-0']);
    expect(seconds.get('v1')).to.be.closeTo(UTTERANCE_S, 0.02);
  });

  it('half of one is none; all of it and more is two', () => {
    expect(knownAtEnd([given([say(1, 0.3)])], [1], 'forgets').words).to.deep.equal([]);
    expect(knownAtEnd([given([say(1), PAUSE, say(1)])], [1], 'forgets').words).to.have.length(2);
  });

  it('a click takes nothing from its length', () => {
    const part = { number: 7, seconds: UTTERANCE_S, clickAt: 0.31 };
    expect(knownAtEnd([given([part])], [7], 'forgets').seconds.get('v7')).to.be.closeTo(UTTERANCE_S, 0.02);
  });

  it('a service that forgets knows what had come before the handle', () => {
    const first = given([say(1), PAUSE, say(2)], { gives: [{ handle: 'h', at: 1000 }] });
    const second = given([say(3)], { from: 5000, resumes: 'h' });
    expect(knownAtEnd([first, second], [1, 2, 3], 'forgets').words).to.deep.equal(['v1:0-0', 'v3:0-0']);
    expect(knownAtEnd([first, second], [1, 2, 3], 'remembers').words).to.have.length(3);
  });

  it('what began on one connection and ended on the next is one', () => {
    const first = given([say(1, 0.3)], { gives: [{ handle: 'h', at: 900 }] });
    const second = given([say(1, 0.3)], { from: 1000, resumes: 'h' });
    const known = knownAtEnd([first, second], [1], 'forgets');
    expect(known.words).to.deep.equal(['v1:0-0']);
    expect([...known.again]).to.deep.equal(['v1']);
  });

  it('what came twice on one connection did not go out again', () => {
    const first = given(['u1', 'u2', 'u2'], { gives: [{ handle: 'h', at: 900 }] });
    const second = given(['u1'], { from: 1000, resumes: 'h' });
    const { again, words } = knownAtEnd([first, second], [], 'remembers');
    expect(words).to.deep.equal(['u1', 'u2', 'u2', 'u1']);
    expect([...again]).to.deep.equal(['u1']);
  });
});
