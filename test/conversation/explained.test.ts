import { expect } from '@open-wc/testing';
import { explained } from '../../src/conversation/explained.ts';
import type { Happening } from '../../src/conversation/host.ts';
import type { Parts } from '../../src/conversation/parts.ts';
import { warnOnce } from '../../src/conversation/warn.ts';
import { say } from '../../src/core/say.ts';
import { loadExplanations } from '../../src/lazy.ts';

const told = (message: string, parts: Pick<Parts, 'loadExplanations'>): Promise<string> =>
  new Promise((resolve) => explained(message, parts, resolve));

describe('explained', () => {
  it('tells at once what needs no writing out, and fetches nothing', () => {
    const sentences: string[] = [];
    const parts = { loadExplanations: () => expect.fail('Nothing is to be fetched.') };
    explained('Enough for today.', parts, (sentence) => sentences.push(sentence));
    expect(sentences).to.deep.equal(['Enough for today.']);
  });

  it('writes out what is marked', async () => {
    expect(await told(say('broke'), { loadExplanations })).to.equal('The line broke.');
  });

  it('makes do with the name when the sentences cannot be had', async () => {
    const parts = { loadExplanations: () => Promise.reject(new TypeError('Failed to fetch.')) };
    expect(await told(say('token-late', 5), parts)).to.equal('token-late 5');
  });

  it('makes do with the name when they do not come', async () => {
    const { setTimeout: real } = globalThis;
    let late: () => void = () => undefined;
    globalThis.setTimeout = ((act: () => void) => {
      late = act;
      return 0;
    }) as typeof setTimeout;
    const sentence = told(say('broke'), { loadExplanations: () => new Promise(() => undefined) });
    globalThis.setTimeout = real;
    late();
    expect(await sentence).to.equal('broke');
  });
});

describe('warnOnce', () => {
  it('tells the same sentence once, in order, on the console and as an event', async () => {
    const happenings: Happening[] = [];
    const said: unknown[] = [];
    const { warn: real } = console;
    console.warn = (text: unknown) => said.push(text);
    try {
      await new Promise<void>((resolve) => {
        const emit = (happening: Happening): boolean => {
          happenings.push(happening);
          if (happenings.length === 2) resolve();
          return true;
        };
        const warn = warnOnce({ emit }, { loadExplanations });
        for (const id of ['slow', 'slow', 'raw-key'] as const) warn({ code: id, message: say(id) });
      });
    } finally {
      console.warn = real;
    }
    expect(happenings.map((one) => one.type === 'warning' && one.warning.code)).to.deep.equal([
      'slow',
      'raw-key',
    ]);
    expect(said).to.have.length(2);
    expect(said[0]).to.match(/^<gemini-live>: The network cannot carry/);
  });
});
