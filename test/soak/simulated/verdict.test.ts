import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isClean, judge, type Notice, type Utterance } from './verdict.ts';

const typed = (number: number): Utterance => ({ number, kind: 'typed', frames: 1, at: number * 1000 });
const spoken = (number: number, frames = 3): Utterance => ({
  number,
  kind: 'spoken',
  frames,
  at: number * 1000,
});
const NOTHING: readonly Notice[] = [];
const lost = (at: number): Notice => ({ at, again: 0, lost: 100 });
const again = (at: number): Notice => ({ at, again: 1, lost: 0 });

interface Told {
  readonly lost?: readonly string[];
  readonly announced?: readonly string[];
  readonly doubled?: readonly string[];
  readonly marked?: readonly string[];
  readonly outOfOrder?: readonly string[];
  readonly torn?: number;
}

const CASES: readonly [
  name: string,
  said: readonly Utterance[],
  known: readonly string[],
  notices: readonly Notice[],
  told: Told,
][] = [
  ['all is known, once, in order', [typed(0), spoken(1)], ['u0', 'v1:0-2'], NOTHING, {}],
  ['one is not known', [typed(0), typed(1)], ['u1'], NOTHING, { lost: ['u0'] }],
  ['a frame is missing', [spoken(0)], ['v0:0-0', 'v0:2-2'], NOTHING, { lost: ['v0'] }],
  ['a frame is missing, and the page was told', [spoken(0)], ['v0:0-1'], [lost(10)], { announced: ['v0'] }],
  ['a notice of before it was said is not of it', [spoken(1)], [], [lost(999)], { lost: ['v1'] }],
  ['nor is one of much later', [spoken(1)], [], [lost(122_000)], { lost: ['v1'] }],
  ['that something was sent again announces no loss', [typed(0)], [], [again(10)], { lost: ['u0'] }],
  ['in two turns, whole', [spoken(0)], ['v0:0-1', 'v0:2-2'], NOTHING, { torn: 1 }],
  ['twice', [typed(0)], ['u0', 'u0'], NOTHING, { doubled: ['u0'] }],
  ['a frame is there twice', [spoken(0)], ['v0:0-1', 'v0:1-2'], NOTHING, { doubled: ['v0'] }],
  ['twice, and the page was told', [typed(0)], ['u0', 'u0'], [again(10)], { marked: ['u0'] }],
  ['that something was lost marks nothing', [typed(0)], ['u0', 'u0'], [lost(10)], { doubled: ['u0'] }],
  ['the later one is heard first', [typed(0), typed(1)], ['u1', 'u0'], NOTHING, { outOfOrder: ['u1'] }],
  [
    'a doubled one that came again late is in its place by its first',
    [typed(0), typed(1)],
    ['u0', 'u1', 'u0'],
    [again(10)],
    { marked: ['u0'] },
  ],
];

describe('the verdict of a soak', () => {
  for (const [name, said, known, notices, told] of CASES) {
    it(name, () => {
      const verdict = judge(said, known, notices);
      assert.deepEqual(verdict, {
        utterances: said.length,
        lost: [],
        announced: [],
        doubled: [],
        marked: [],
        outOfOrder: [],
        torn: 0,
        ...told,
      });
      const bad = [...(told.lost ?? []), ...(told.doubled ?? []), ...(told.outOfOrder ?? [])];
      assert.equal(isClean(verdict), bad.length === 0);
    });
  }
});
