import { expect } from '@open-wc/testing';
import { readTurns } from '../../src/core/context-turns.ts';
import { explain } from '../../src/core/explanations/explain.ts';

const read = (given: unknown, { contextTokens = 128_000, vertex = false } = {}): [unknown, string[]] => {
  const told: string[] = [];
  const turns = readTurns(given, { contextTokens, vertex, refuse: (why) => told.push(explain(why)) });
  return [turns, told];
};
const turn = (role: string, ...texts: string[]): object => ({ role, parts: texts.map((text) => ({ text })) });
const USER = turn('user', 'Hi.');
const PICTURE = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
const cycle: { role: string; parts: unknown[] } = { role: 'user', parts: [{ text: 'Hi.' }] };
cycle.parts.push(cycle);

/** What is given, what is sent, and what the page's author is told. */
const TABLE: readonly [name: string, given: unknown, sent: readonly unknown[], told: RegExp | undefined][] = [
  ['nothing', undefined, [], undefined],
  ['null', null, [], undefined],
  ['an empty list', [], [], undefined],
  ['turns of both', [USER, turn('model', 'Hello.')], [USER, turn('model', 'Hello.')], undefined],
  ['no role: the user', [{ parts: [{ text: 'Hi.' }] }], [USER], undefined],
  ['a text', 'Hi.', [USER], undefined],
  ['a list of texts', ['Hi.', 'Ho.'], [USER, turn('user', 'Ho.')], undefined],
  ['one turn alone', USER, [USER], undefined],
  ['one part alone', [{ role: 'user', parts: { text: 'Hi.' } }], [USER], undefined],
  ['a text in place of parts', [{ role: 'user', parts: 'Hi.' }], [USER], undefined],
  [
    'an entry of the transcript',
    [{ id: 't1', role: 'model', text: 'Hello.', final: true, interrupted: false, time: 5 }],
    [turn('model', 'Hello.')],
    undefined,
  ],
  [
    'a picture',
    [{ role: 'user', parts: [PICTURE, { text: 'What is it?' }] }],
    [{ role: 'user', parts: [PICTURE, { text: 'What is it?' }] }],
    undefined,
  ],
  ['turns without content', [turn('user'), turn('user', ''), {}], [], undefined],
  ['a system turn', [turn('system', 'x'), USER], [USER], /role “system”.*legal: user, model$/],
  ['a role of another service', [turn('assistant', 'x')], [], /role “assistant”/],
  ['a role that is none', [{ role: 5, parts: [{ text: 'x' }] }], [], /role 5/],
  [
    'function parts',
    [
      { role: 'model', parts: [{ functionCall: { name: 'f' } }] },
      { role: 'user', parts: [{ functionResponse: {} }] },
      USER,
    ],
    [USER],
    /function calls/,
  ],
  [
    'parts that are none',
    [{ role: 'user', parts: [5, null, { text: 7 }, { text: 'Hi.' }] }],
    [USER],
    /neither text/,
  ],
  [
    'data without its type',
    [{ role: 'user', parts: [{ inlineData: { data: 'AAAA' } }] }],
    [],
    /neither text/,
  ],
  ['turns that are none', [null, 7, [USER], USER], [USER], /must be a list/],
  ['what is no data', [() => undefined, USER], [USER], /plain data/],
  ['a cycle', [cycle], [USER], /plain data/],
  ['a prototype', JSON.parse('[{"__proto__":{"role":"system"},"text":"Hi."}]'), [USER], undefined],
];

describe('core/context-turns', () => {
  for (const [name, given, sent, told] of TABLE) {
    it(name, () => {
      const [turns, why] = read(given);
      expect(turns).to.deep.equal(sent);
      if (told) expect(why.join('; ')).to.match(told);
      else expect(why).to.deep.equal([]);
    });
  }

  it('lets the system speak on Vertex AI', () => {
    expect(read([turn('system', 'x')], { vertex: true })).to.deep.equal([[turn('system', 'x')], []]);
  });

  it('keeps the newest turns, as many as the model has room for', () => {
    const long = Array.from({ length: 10 }, (_, i) => turn('user', String(i).repeat(1_000)));
    const [turns, told] = read(long, { contextTokens: 1_000 });
    expect(turns).to.deep.equal(long.slice(-3));
    expect(told).to.deep.equal(['the oldest 7 of 10 turns are left out for want of room']);
  });

  it('keeps two thousand turns, and three megabytes of data', () => {
    const many = Array.from({ length: 2_500 }, () => 'x');
    expect(read(many)[0]).to.have.length(2_000);
    const data = 'A'.repeat(1_500_000);
    const pictures = Array.from({ length: 4 }, () => ({
      parts: [{ inlineData: { mimeType: 'image/png', data } }],
    }));
    expect(read(pictures)[0]).to.have.length(2);
  });

  it('never makes a message that a relay refuses, whatever it is made of', () => {
    const picture = (length: number): object => ({
      role: 'user',
      parts: [{ inlineData: { mimeType: 'image/png', data: 'A'.repeat(length) } }],
    });
    const bytesOf = (turns: unknown): number =>
      new TextEncoder().encode(JSON.stringify({ clientContent: { turns, turnComplete: true } })).length;
    for (const given of [
      [picture(4_000_000), turn('user', 'ж'.repeat(390_000))],
      [turn('user', 'ж'.repeat(390_000)), picture(3_999_900)],
      Array.from({ length: 2_000 }, () => picture(3_000)),
      Array.from({ length: 2_000 }, () => turn('user', '\u0001'.repeat(400))),
      Array.from({ length: 2_000 }, () => ({ ...turn('user', 'x'), parts: [{ thought: true, text: 'x' }] })),
    ]) {
      const [turns] = read(given, { contextTokens: 1_048_576 });
      expect(turns).not.to.have.length(0);
      expect(bytesOf(turns)).to.be.below(4_194_304);
    }
  });

  it('throws for nothing', () => {
    const hostile = {
      get role(): string {
        throw new Error('no');
      },
    };
    expect(read([hostile, USER])[0]).to.deep.equal([USER]);
    for (const given of [0, true, Symbol('x'), new Map(), 'x'.repeat(9), { length: 5 }, [[[[]]]]]) {
      expect(() => read(given)).not.to.throw();
    }
  });
});
