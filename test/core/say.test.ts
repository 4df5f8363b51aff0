import { expect } from '@open-wc/testing';
import { explain } from '../../src/core/explanations/explain.ts';
import { quote } from '../../src/core/redact.ts';
import { brief, isMarked, say } from '../../src/core/say.ts';

describe('core/say', () => {
  it('stands for a sentence until it is written out', () => {
    const mark = say('busy');
    expect(isMarked(mark)).to.equal(true);
    expect(explain(mark)).to.match(/^The service is overloaded/);
    expect(isMarked(explain(mark))).to.equal(false);
  });

  it('carries details, and marks as details', () => {
    expect(explain(say('later', 'voice'))).to.equal('voice takes effect with the next connection.');
    expect(explain(say('closed', 1008, '', say('busy')))).to.equal(
      `The connection closed (1008). ${explain(say('busy'))}`,
    );
    expect(explain(say('of-turns', 'history', say('not-plain')))).to.equal('history: it is no plain data.');
  });

  it('leaves other text as it is', () => {
    for (const text of ['', 'Enough for today.', 'a\u0002b']) {
      expect(explain(text)).to.equal(text);
      expect(isMarked(text)).to.equal(false);
    }
    expect(explain(`before ${say('broke')} after`)).to.equal('before The line broke. after');
  });

  it('can be read without its sentence', () => {
    expect(brief(say('closed', 1006, '', say('broke')))).to.equal('closed 1006 broke');
    expect(brief('Enough for today.')).to.equal('Enough for today.');
  });

  it('takes marks of foreign text for text', () => {
    const forged = quote(say('retired', 'a', 'b'));
    expect(isMarked(forged)).to.equal(false);
    expect(explain('\u0001constructor\u0002x\u0003')).to.equal('constructor x');
    expect(explain('\u0001no-such\u0003')).to.equal('no-such');
    expect(explain('\u0001unfinished')).to.equal('\u0001unfinished');
  });
});
