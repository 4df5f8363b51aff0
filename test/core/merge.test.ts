import { expect } from '@open-wc/testing';
import { fillPlaceholders } from '../../src/core/instruction.ts';
import { merge, patchAt, plainCopy, valueAt, without, type PlainObject } from '../../src/core/merge.ts';

const EVIL =
  '{"__proto__":{"polluted":1},"constructor":{"polluted":1},"prototype":{"polluted":1},"a":{"__proto__":{"polluted":1}}}';

describe('core/merge', () => {
  it('merges objects, replaces the rest, and changes neither side', () => {
    const base = { a: { b: 1, c: [1, 2] }, d: 1 };
    const patch = { a: { c: [3], e: { f: null, g: 1 } }, d: null, h: undefined };
    expect(merge(base, patch)).to.deep.equal({ a: { b: 1, c: [3], e: { g: 1 } } });
    expect(base).to.deep.equal({ a: { b: 1, c: [1, 2] }, d: 1 });
  });

  it('gives no object a foreign prototype', () => {
    const parse = (): PlainObject => JSON.parse(EVIL) as PlainObject;
    for (const result of [plainCopy(parse()) as PlainObject, merge({}, parse()), merge({ a: {} }, parse())]) {
      for (const object of [result, result['a']]) {
        expect(Object.getPrototypeOf(object)).to.equal(Object.prototype);
        expect(Object.keys(object as object)).not.to.include.members(['__proto__']);
        expect((object as PlainObject)['polluted']).to.equal(undefined);
      }
      expect(Object.keys(result)).to.deep.equal(['a']);
    }
  });

  it('copies what is plain and tells what is not', () => {
    let dropped = 0;
    const copy = plainCopy(
      {
        a: [1, undefined, () => 0, null, 'x'],
        b: Infinity,
        c: new Uint8Array(2),
        d: undefined,
        e: Symbol('e'),
      },
      () => (dropped += 1),
    );
    expect(copy).to.deep.equal({ a: [1, null, 'x'], d: undefined });
    expect(dropped).to.equal(4);
  });

  it('reads, writes and removes by path', () => {
    const object = patchAt('a.b.c', 5);
    expect(object).to.deep.equal({ a: { b: { c: 5 } } });
    expect(valueAt(object, 'a.b.c')).to.equal(5);
    expect(valueAt(object, 'a.x.c')).to.equal(undefined);
    expect(valueAt({ a: 'text' }, 'a.length')).to.equal(undefined);
    expect(without({ ...object, d: 1 }, 'a.b.c')).to.deep.equal({ d: 1 });
    expect(without({ a: { b: 1, c: 2 } }, 'a.b')).to.deep.equal({ a: { c: 2 } });
    expect(without({ a: 1 }, 'b.c')).to.deep.equal({ a: 1 });
  });

  it('fills a placeholder only from the variables’ own names', () => {
    const missing: string[] = [];
    const inherited = Object.create({ name: 'x' }) as Record<string, string>;
    expect(fillPlaceholders('{{name}}', inherited, (name) => missing.push(name))).to.equal('{{name}}');
    expect(missing).to.deep.equal(['name']);
  });
});
