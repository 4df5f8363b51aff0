import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Notice } from './excuses.ts';
import type { Replayed } from './sendings.ts';
import { isClean, judge, type Utterance } from './verdict.ts';

/** Each was said a second after the one before, in frames of 80 ms. */
const utterance = (kind: Utterance['kind'], number: number, frames: number): Utterance => ({
  number,
  kind,
  frames,
  frameMs: 80,
  at: number * 1000,
});
const typed = (number: number): Utterance => utterance('typed', number, 1);
const spoken = (number: number, frames = 3): Utterance => utterance('spoken', number, frames);
/** All frames of it went out last at this time. */
const sent = (one: Utterance, at: number): Utterance => ({
  ...one,
  wire: { lastSent: () => at, sentTwice: () => false },
});
/** … and on that line twice. */
const sentTwice = (one: Utterance, at: number): Utterance => ({
  ...one,
  wire: { lastSent: () => at, sentTwice: () => true },
});
const NOTHING: readonly Notice[] = [];
const lost = (at: number, ms = 80): Notice => ({ at, again: 0, lost: ms });
const warned = (at: number): Notice => ({ ...lost(at), warning: true });
/** A line on which nothing went out again, and nothing was lost. */
const line = (at: number): Notice => ({ at, again: 0, lost: 0 });
/** Each utterance is a stretch of its own. */
const stretches = (frames: readonly string[]): Replayed =>
  new Map(frames.map((frame) => [frame, Number(/\d+/.exec(frame)?.[0])]));
/** A line on which so many went out again; `replayed`: those that were seen on the wire. */
const again = (at: number, turns = 1, ...replayed: readonly string[]): Notice => ({
  at,
  again: turns,
  lost: 0,
  ...(replayed.length > 0 ? { replayed: stretches(replayed) } : {}),
});
/** Nothing was seen on the wire, though it was looked at. */
const nothingAgain = (at: number): Notice => ({ ...again(at), replayed: new Map() });

const FRAMES_OF_TWO = ['v0:0', 'v0:1', 'v0:2', 'v1:0', 'v1:1', 'v1:2'];

interface Told {
  readonly lost?: readonly string[];
  readonly announced?: readonly string[];
  readonly doubled?: readonly string[];
  readonly marked?: readonly string[];
  readonly outOfOrder?: readonly string[];
  readonly torn?: readonly string[];
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
  [
    'what the service took over stands where it likes, since it came again',
    [spoken(0), spoken(1)],
    ['~v1:0-1', 'v0:0-2', 'v1:0-2'],
    [again(2000)],
    { marked: ['v1'] },
  ],
  [
    'it counts where it did not come again',
    [spoken(0), spoken(1)],
    ['~v1:0-1', 'v0:0-2', 'v1:2-2'],
    NOTHING,
    { outOfOrder: ['v1'], torn: ['v1'] },
  ],
  ['a frame is missing', [spoken(0)], ['v0:0-0', 'v0:2-2'], NOTHING, { lost: ['v0'] }],
  ['a frame is missing, and the page was told', [spoken(0)], ['v0:0-1'], [lost(200)], { announced: ['v0'] }],
  ['a notice of before it was said is not of it', [spoken(1)], [], [lost(999, 500)], { lost: ['v1'] }],
  ['nor is one of the line after the next', [spoken(1)], [], [line(3000), lost(5000, 500)], { lost: ['v1'] }],
  [
    'the next is that after it went out last',
    [sent(spoken(1), 4000)],
    [],
    [line(4000), lost(5000, 240)],
    { announced: ['v1'] },
  ],
  [
    'a warning of the line that serves comes before the next',
    [spoken(0)],
    ['v0:0-1'],
    [warned(200), line(300)],
    { announced: ['v0'] },
  ],
  ['more is missing than was told', [spoken(0)], ['v0:0-0'], [lost(200, 150)], { lost: ['v0'] }],
  [
    'what was told of one is not of another, too',
    [spoken(0), spoken(1)],
    ['v0:0-1', 'v1:0-1'],
    [lost(2000, 80)],
    { announced: ['v0'], lost: ['v1'] },
  ],
  ['what is typed is never given up', [typed(0)], [], [lost(10, 500)], { lost: ['u0'] }],
  ['that something was sent again announces no loss', [typed(0)], [], [again(10)], { lost: ['u0'] }],
  [
    'the last before a drop did not go out again, and another did',
    [typed(0), sent(typed(1), 1000)],
    ['u0'],
    [again(2000, 1, 'u0:0')],
    { lost: ['u1'] },
  ],
  ['in two turns, whole', [spoken(0)], ['v0:0-1', 'v0:2-2'], NOTHING, { torn: ['v0'] }],
  [
    'torn by another: its end comes after that',
    [spoken(0), typed(1)],
    ['v0:0-1', 'u1', 'v0:2-2'],
    NOTHING,
    { outOfOrder: ['u1'], torn: ['v0'] },
  ],
  ['twice', [typed(0)], ['u0', 'u0'], NOTHING, { doubled: ['u0'] }],
  ['a frame is there twice', [spoken(0)], ['v0:0-1', 'v0:1-2'], NOTHING, { doubled: ['v0'] }],
  ['twice, and the page was told', [typed(0)], ['u0', 'u0'], [again(10)], { marked: ['u0'] }],
  ['that something was lost marks nothing', [typed(0)], ['u0', 'u0'], [lost(10)], { doubled: ['u0'] }],
  [
    'nor does what went out again before it was said',
    [typed(1)],
    ['u1', 'u1'],
    [again(999)],
    { doubled: ['u1'] },
  ],
  ['nor much later', [typed(1)], ['u1', 'u1'], [again(122_000)], { doubled: ['u1'] }],
  [
    'twice on a healthy line, and another went out again soon after',
    [typed(0), typed(1)],
    ['u0', 'u0', 'u1', 'u1'],
    [again(2000, 2, 'u1:0')],
    { doubled: ['u0'], marked: ['u1'] },
  ],
  [
    'twice on one line, and a new session was told of it once',
    [sentTwice(typed(0), 0)],
    ['u0'],
    NOTHING,
    { doubled: ['u0'] },
  ],
  [
    'twice on one line, after it had gone out on one before',
    [sentTwice(typed(0), 10)],
    ['u0', 'u0'],
    [again(10, 1, 'u0:0')],
    { doubled: ['u0'] },
  ],
  ['twice, though nothing went out again', [typed(0)], ['u0', 'u0'], [nothingAgain(10)], { doubled: ['u0'] }],
  [
    'it went out again, and the page was not told',
    [typed(0)],
    ['u0', 'u0'],
    [{ ...again(10, 1, 'u0:0'), again: 0 }],
    { doubled: ['u0'] },
  ],
  [
    'a frame of it that did not go out again is there twice',
    [spoken(0)],
    ['v0:0-2', 'v0:0-2'],
    [again(1000, 1, 'v0:0', 'v0:1')],
    { doubled: ['v0'] },
  ],
  [
    'a notice of two excuses two, and no third',
    [typed(0), typed(1), typed(2)],
    ['u0', 'u1', 'u2', 'u0', 'u1', 'u2'],
    [again(3000, 2, 'u0:0', 'u1:0', 'u2:0')],
    { marked: ['u0', 'u1'], doubled: ['u2'] },
  ],
  [
    'what goes out again without a pause is one stretch',
    [spoken(0), spoken(1)],
    ['v0:0-2', 'v1:0-2', 'v0:0-2', 'v1:0-2'],
    [{ ...again(3000), replayed: new Map(FRAMES_OF_TWO.map((frame) => [frame, 7])) }],
    { marked: ['v0', 'v1'] },
  ],
  [
    '… and with one it is two',
    [spoken(0), spoken(1)],
    ['v0:0-2', 'v1:0-2', 'v0:0-2', 'v1:0-2'],
    [again(3000, 1, ...FRAMES_OF_TWO)],
    { marked: ['v0'], doubled: ['v1'] },
  ],
  [
    '… where nobody looked at the wire, either',
    [typed(0), typed(1), typed(2)],
    ['u0', 'u1', 'u2', 'u0', 'u1', 'u2'],
    [again(3000, 2)],
    { marked: ['u0', 'u1'], doubled: ['u2'] },
  ],
  [
    'three times wants two lines',
    [typed(0), typed(1)],
    ['u0', 'u1', 'u0', 'u1', 'u0', 'u1'],
    [again(2000, 2, 'u0:0', 'u1:0'), again(3000, 1, 'u1:0')],
    { doubled: ['u0'], marked: ['u1'] },
  ],
  ['the later one is heard first', [typed(0), typed(1)], ['u1', 'u0'], NOTHING, { outOfOrder: ['u1'] }],
  [
    'its end is heard before its beginning',
    [spoken(0)],
    ['v0:2-2', 'v0:0-1'],
    NOTHING,
    { outOfOrder: ['v0'], torn: ['v0'] },
  ],
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
        torn: [],
        ...told,
      });
      const bad = [
        ...(told.lost ?? []),
        ...(told.doubled ?? []),
        ...(told.outOfOrder ?? []),
        ...(told.torn ?? []),
      ];
      assert.equal(isClean(verdict), bad.length === 0);
    });
  }
});
