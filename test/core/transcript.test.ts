import { expect } from '@open-wc/testing';
import {
  reduceTranscript,
  startTranscript,
  type Transcript,
  type TranscriptEvent,
} from '../../src/core/transcript.ts';
import { LATE_MS, MAX_ENTRIES, MAX_ENTRY_LENGTH } from '../../src/core/transcript-state.ts';

let clock = 0;
const user = (text: string, now = (clock += 10)): TranscriptEvent => ({
  type: 'transcription',
  role: 'user',
  text,
  now,
});
const model = (text: string, now = (clock += 10)): TranscriptEvent => ({
  type: 'transcription',
  role: 'model',
  text,
  now,
});
const interim = (text: string): TranscriptEvent => ({ type: 'interim', text, now: (clock += 10) });
const typed = (text: string): TranscriptEvent => ({ type: 'typed', text, now: (clock += 10) });
const finished = (role: 'user' | 'model'): TranscriptEvent => ({
  type: 'transcription',
  role,
  finished: true,
  now: (clock += 10),
});
const INTERRUPTED: TranscriptEvent = { type: 'interrupted' };
const END: TranscriptEvent = { type: 'turn-end' };
const CLOSED: TranscriptEvent = { type: 'closed' };

const run = (events: readonly TranscriptEvent[], from: Transcript = startTranscript()): Transcript =>
  events.reduce(reduceTranscript, from);

/** `u:` or `m:`, the text, `…` while it grows, `!` when interrupted. */
const shown = ({ entries }: Transcript): string[] =>
  entries.map(
    ({ role, text, final, interrupted }) => `${role[0]}:${text}${final ? '' : '…'}${interrupted ? '!' : ''}`,
  );

const CASES: readonly (readonly [
  name: string,
  events: readonly TranscriptEvent[],
  expected: readonly string[],
])[] = [
  ['nothing', [], []],
  [
    'deltas with their spaces',
    [user(' Hello'), user(','), user(' my'), user(' name'), user(' is Marcelo.')],
    ['u:Hello, my name is Marcelo.…'],
  ],
  ['a turn', [user(' Hi'), model('Hel'), model('lo.'), END], ['u:Hi', 'm:Hello.']],
  ['two turns', [user('a'), model('b'), END, user('c'), model('d'), END], ['u:a', 'm:b', 'u:c', 'm:d']],
  [
    'the visitor’s words after the answer began',
    [model('Hel'), user(' Hi'), model('lo.'), user(' there'), END],
    ['u:Hi there', 'm:Hello.'],
  ],
  [
    'late words in the second turn',
    [user('a'), model('b'), END, model('d'), user('c'), END],
    ['u:a', 'm:b', 'u:c', 'm:d'],
  ],
  ['late words after the answer’s last', [model('b'), finished('model'), user('a'), END], ['u:a', 'm:b']],
  [
    'barge-in, transcript after it',
    [user('a'), model('b'), INTERRUPTED, END, user('c'), model('d'), END],
    ['u:a', 'm:b!', 'u:c', 'm:d'],
  ],
  [
    'barge-in, turn’s end between the words',
    [user('a'), model('b'), INTERRUPTED, user('c'), END, user(' d'), model('e'), END],
    ['u:a', 'm:b!', 'u:c d', 'm:e'],
  ],
  [
    'barge-in, rest of the answer after it',
    [user('a'), model('b'), INTERRUPTED, model(' rest'), END, user('c')],
    ['u:a', 'm:b!', 'u:c…'],
  ],
  [
    'barge-in without an end of turn',
    [user('a'), model('b'), INTERRUPTED, user('c'), model('d'), END],
    ['u:a', 'm:b!', 'u:c', 'm:d'],
  ],
  [
    'interruption twice, and with nothing said',
    [INTERRUPTED, user('a'), INTERRUPTED, model('b'), INTERRUPTED, INTERRUPTED],
    ['u:a', 'm:b!'],
  ],
  [
    'interruption after the end',
    [user('a'), model('b'), END, INTERRUPTED, user('c'), model('d'), END],
    ['u:a', 'm:b', 'u:c', 'm:d'],
  ],
  [
    'interruption of a finished text',
    [user('a'), model('b'), finished('model'), INTERRUPTED, END],
    ['u:a', 'm:b!'],
  ],
  ['an answer that the model does not give', [user('a'), END, user('b'), END], ['u:a', 'u:b']],
  ['typed text', [typed(' hi '), model('yes'), END], ['u:hi', 'm:yes']],
  [
    'typed text while the answer grows',
    [user('a'), model('b'), typed('x'), model('c'), INTERRUPTED, model('late'), END, model('d'), END],
    ['u:a', 'm:bc!', 'u:x', 'm:d'],
  ],
  [
    'typed text after a finished answer without an end',
    [typed('a'), model('b'), finished('model'), typed('c'), model('d')],
    ['u:a', 'm:b', 'u:c', 'm:d…'],
  ],
  ['typed text while speaking', [user('a'), typed('b'), model('c')], ['u:a', 'u:b', 'm:c…']],
  [
    'guesses replace guesses',
    [interim('ha'), interim('hello wor'), interim('hello world')],
    ['u:hello world…'],
  ],
  [
    'words replace guesses',
    [interim('ha'), user(' Hello'), interim(' wort'), interim(' world'), user(' world!')],
    ['u:Hello world!…'],
  ],
  ['a guess that is never settled', [interim('hello'), model('hi'), END], ['u:hello', 'm:hi']],
  [
    'finished, with and without text',
    [user('a'), finished('user'), finished('user'), model('b'), finished('model'), END],
    ['u:a', 'm:b'],
  ],
  ['empty pieces', [user(''), model(''), model(' '), interim(''), typed('  '), finished('model'), END], []],
  ['the greeting', [model('Welcome.'), END, user('Hi'), model('Yes?')], ['m:Welcome.', 'u:Hi…', 'm:Yes?…']],
  ['a lost connection', [user('a'), model('b'), CLOSED, model('c'), CLOSED, CLOSED], ['u:a', 'm:b', 'm:c']],
  ['markup', [user('<img onerror=x>'), typed('<b>&amp;')], ['u:<img onerror=x>', 'u:<b>&amp;']],
];

describe('core/transcript', () => {
  for (const [name, events, expected] of CASES) {
    it(`shows ${name}`, () => expect(shown(run(events))).to.deep.equal(expected));
  }

  it('begins a new utterance when the visitor goes on late in a running answer', () => {
    const state = run([
      user('a', 0),
      model('b', 500),
      user(' c', LATE_MS),
      user('d', 2 * LATE_MS + 1),
      user(' e', 2 * LATE_MS + 50),
    ]);
    expect(shown(state)).to.deep.equal(['u:a c', 'm:b…', 'u:d e…']);
    expect(shown(run([INTERRUPTED, user(' f'), END, model('g')], state))).to.deep.equal([
      'u:a c',
      'm:b!',
      'u:d e f…',
      'm:g…',
    ]);
    expect(shown(run([model('b'), END, model('g'), END], state))).to.deep.equal([
      'u:a c',
      'm:bb',
      'u:d e',
      'm:g',
    ]);
  });

  it('stops waiting for late words when the answer goes on', () => {
    expect(shown(run([user('a', 0), model('b', 100), model('c', LATE_MS + 1)]))).to.deep.equal([
      'u:a',
      'm:bc…',
    ]);
    expect(shown(run([user('a', 0), user('b', 10 * LATE_MS)]))).to.deep.equal(['u:ab…']);
  });

  it('never lets a late entry look younger than its answer', () => {
    const { entries } = run([model('b', 100), user('a', 900)]);
    expect(entries.map(({ time }) => time)).to.deep.equal([100, 100]);
  });

  it('keeps ids while the text grows and entries move', () => {
    const before = run([model('b')]);
    const after = run([user('a'), model('c'), END], before);
    expect(after.entries[1]?.id).to.equal(before.entries[0]?.id);
    expect(new Set(after.entries.map(({ id }) => id)).size).to.equal(2);
  });

  it('shares what does not change', () => {
    const before = run([user('a'), model('b'), END, user('c')]);
    const after = reduceTranscript(before, user('d'));
    expect(after.entries[0]).to.equal(before.entries[0]);
    expect(after.entries[1]).to.equal(before.entries[1]);
    expect(before.entries[2]?.text).to.equal('c');
    const quiet = run([user('a'), model('b'), END]);
    for (const event of [INTERRUPTED, END, CLOSED, user(''), model(''), typed('')]) {
      expect(reduceTranscript(quiet, event), event.type).to.equal(quiet);
    }
  });

  it('goes on from the entries of an earlier page', () => {
    const earlier = run([user('a'), model('b')]).entries;
    const state = run([user('c')], startTranscript(earlier));
    expect(shown(state)).to.deep.equal(['u:a', 'm:b', 'u:c…']);
    expect(new Set(state.entries.map(({ id }) => id)).size).to.equal(3);
    expect(startTranscript([{ ...earlier[0]!, id: 'foreign' }]).next).to.equal(1);
  });

  it('bounds an endless entry, and never cuts a character in two', () => {
    const long = 'x'.repeat(MAX_ENTRY_LENGTH - 1);
    for (const event of [user, model, interim, typed]) {
      const text = run([event(`${long}😀`)]).entries[0]?.text;
      expect(text).to.equal(long);
    }
    let state = run([model('')]);
    for (let i = 0; i < 300; i += 1) state = reduceTranscript(state, model('y'.repeat(100)));
    expect(state.entries[0]?.text).to.have.length(MAX_ENTRY_LENGTH);
    expect(reduceTranscript(state, model('z')).entries).to.equal(state.entries);
  });

  it('bounds the number of entries, the oldest going first', () => {
    let state = startTranscript();
    for (let i = 0; i < MAX_ENTRIES + 5; i += 1) state = reduceTranscript(state, typed(`n${i}`));
    expect(state.entries).to.have.length(MAX_ENTRIES);
    expect(state.entries[0]?.text).to.equal('n5');
    state = run([END, model('b'), user('a'), model('c'), END], state);
    expect(state.entries).to.have.length(MAX_ENTRIES);
    expect(shown(state).slice(-3)).to.deep.equal(['u:n2004', 'u:a', 'm:bc']);
  });

  it('ignores text that is none', () => {
    const odd = [5, null, {}, [], undefined].map((text) => user(text as string));
    expect(run(odd)).to.deep.equal(startTranscript());
  });

  it('holds its promises over random sequences', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let round = 0; round < 100; round += 1) {
      let state = startTranscript();
      for (let step = 0; step < 30; step += 1) {
        clock += random(4) * 1_000;
        const makers = [
          () => user(' u'),
          () => model(' m'),
          () => interim(' i'),
          () => typed('t'),
          () => finished('user'),
          () => finished('model'),
          () => INTERRUPTED,
          () => END,
          () => CLOSED,
        ];
        const event = makers[random(makers.length)]!();
        const before = state;
        state = reduceTranscript(before, event);
        const open = state.entries.filter(({ final }) => !final);
        expect(open.filter(({ role }) => role === 'user').length).to.equal(state.user < 0 ? 0 : 1);
        expect(open.filter(({ role }) => role === 'model').length).to.equal(state.model < 0 ? 0 : 1);
        if (state.user >= 0) expect(state.entries[state.user]).to.include({ role: 'user', final: false });
        if (state.model >= 0) expect(state.entries[state.model]).to.include({ role: 'model', final: false });
        if (state.answer >= 0) expect(state.entries[state.answer]?.role).to.equal('model');
        expect(new Set(state.entries.map(({ id }) => id)).size).to.equal(state.entries.length);
        const broken = before.entries.filter(({ id, text, role, final }) => {
          const now = state.entries.find((entry) => entry.id === id);
          return now?.role !== role || now.text === '' || (final && (now.text !== text || !now.final));
        });
        expect(broken).to.deep.equal([]);
        if (event.type === 'closed') expect(open).to.have.length(0);
      }
    }
  });
});
