import { expect } from '@open-wc/testing';
import type { Answer, Job, Runnable } from '../../src/tools/run-call.ts';
import { runCall } from '../../src/tools/run-call.ts';
import { MAX_RESULT_BYTES, responseOf } from '../../src/tools/result.ts';

/** Runs one call to its end; what was answered, and what the page's author was told. */
const run = async (
  tool: Runnable,
  more: Partial<Job> = {},
): Promise<{ answers: Answer[]; failures: string[]; aborted: boolean }> => {
  const answers: Answer[] = [];
  const failures: string[] = [];
  const abort = new AbortController();
  await runCall({
    tool,
    call: { id: 'a', name: 'f', args: { city: 'Oslo' } },
    abort,
    timeoutMs: 1000,
    once: false,
    ask: () => Promise.resolve(true),
    began: () => undefined,
    answer: (answer) => answers.push(answer),
    failed: (why) => failures.push(why),
    ...more,
  });
  return { answers, failures, aborted: abort.signal.aborted };
};

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

/** What a function returns, and what the model gets. */
const RESULTS: readonly (readonly [what: string, result: unknown, response: object | RegExp])[] = [
  ['nothing', undefined, { output: 'ok' }],
  ['null', null, { output: null }],
  ['a text', 'rain', { output: 'rain' }],
  ['an empty text', '', { output: '' }],
  ['zero', 0, { output: 0 }],
  ['false', false, { output: false }],
  ['NaN', Number.NaN, { output: null }],
  ['a list', [1, 'a', null], { output: [1, 'a', null] }],
  ['an object', { sky: 'blue' }, { sky: 'blue' }],
  ['an empty object', {}, {}],
  [
    'an object of a class',
    new (class {
      sky = 'blue';
    })(),
    { sky: 'blue' },
  ],
  ['functions inside', { sky: 'blue', paint: () => 1, id: Symbol('x') }, { sky: 'blue' }],
  ['a date', new Date(0), { output: '1970-01-01T00:00:00.000Z' }],
  ['an address', new URL('https://example.com/'), { output: 'https://example.com/' }],
  [
    'a key of the prototype',
    JSON.parse('{"__proto__":{"x":1}}'),
    JSON.parse('{"__proto__":{"x":1}}') as object,
  ],
  ['a function', () => 1, /nothing that can be sent/],
  ['a symbol', Symbol('x'), /nothing that can be sent/],
  ['a BigInt', 1n, /cannot be sent: /],
  ['a cycle', cycle, /cannot be sent: /],
  [
    'what throws when read',
    {
      toJSON: () => {
        throw new Error('No.');
      },
    },
    /cannot be sent: No\./,
  ],
  [
    'what throws nonsense',
    {
      toJSON: () => {
        throw null as unknown as Error;
      },
    },
    /cannot be sent: The function failed/,
  ],
  ['just enough', 'x'.repeat(MAX_RESULT_BYTES - 2), { output: 'x'.repeat(MAX_RESULT_BYTES - 2) }],
  ['too much', 'x'.repeat(MAX_RESULT_BYTES - 1), /too large: 65537 bytes, of 65536/],
  ['too much in bytes', 'ü'.repeat(40_000), /too large: 80002 bytes/],
];

describe('tools/run-call', () => {
  for (const [what, result, expected] of RESULTS) {
    it(`answers ${what}`, async () => {
      const response = responseOf(result);
      if (expected instanceof RegExp) expect(response['error']).to.match(expected);
      else expect(response).to.deep.equal(expected);
      const { answers, failures } = await run({ handler: () => result });
      expect(answers).to.deep.equal([{ response, scheduling: undefined }]);
      expect(failures).to.have.length(expected instanceof RegExp ? 1 : 0);
    });
  }

  for (const [what, thrown, error] of [
    ['an error', new TypeError('No city.'), 'No city.'],
    ['a text', 'No city.', 'No city.'],
    ['nothing', undefined, 'The function failed.'],
    ['an error without words', new Error(''), 'The function failed.'],
    ['a secret', new Error('auth_tokens/abc\nBearer x'), '[removed] [removed]'],
    ['a novel', new Error('x'.repeat(9000)), `${'x'.repeat(499)}…`],
    [
      'what throws when read',
      {
        get message(): string {
          throw new Error('No.');
        },
      },
      'The function failed.',
    ],
  ] as const) {
    it(`answers with the message of ${what} that is thrown, now or later`, async () => {
      const now = await run({
        handler: () => {
          throw thrown as Error;
        },
      });
      const later = await run({
        handler: async () => {
          await Promise.resolve();
          throw thrown as Error;
        },
      });
      for (const { answers, failures } of [now, later]) {
        expect(answers).to.deep.equal([{ response: { error }, scheduling: undefined }]);
        expect(failures).to.deep.equal([error]);
      }
    });
  }

  it('gives each value of a generator, and says when it was the last', async () => {
    const { answers } = await run({
      scheduling: 'SILENT',
      handler: async function* ({ city }, { schedule }) {
        yield await Promise.resolve(`looking up ${String(city)}`);
        schedule('INTERRUPT');
        yield { sky: 'grey' };
        return 'sun';
      },
    });
    expect(answers).to.deep.equal([
      { response: { output: 'looking up Oslo' }, scheduling: 'SILENT', willContinue: true },
      { response: { sky: 'grey' }, scheduling: 'INTERRUPT', willContinue: true },
      { response: { output: 'sun' }, scheduling: 'INTERRUPT', willContinue: false },
    ]);
  });

  it('ends in silence when a generator returns nothing; says the last value where the model waits', async () => {
    const handler = function* (): Generator<number> {
      yield 1;
      yield 2;
    };
    const several = await run({ handler });
    expect(several.answers.at(-1)).to.deep.equal({ response: {}, scheduling: 'SILENT', willContinue: false });
    const once = await run({ handler }, { once: true });
    expect(once.answers).to.deep.equal([{ response: { output: 2 }, scheduling: undefined }]);
  });

  it('ends a generator that throws, and one that takes too long; both can tidy up', async () => {
    let tidied = 0;
    const throwing = await run({
      handler: function* () {
        try {
          yield 1;
          throw new Error('Broken.');
        } finally {
          tidied++;
        }
      },
    });
    expect(throwing.answers.at(-1)).to.deep.equal({
      response: { error: 'Broken.' },
      scheduling: undefined,
      willContinue: false,
    });
    const late = await run(
      {
        handler: async function* (_args, { signal }) {
          try {
            yield 1;
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
          } finally {
            tidied++;
          }
        },
      },
      { timeoutMs: 20 },
    );
    expect(late.answers.at(-1)?.response).to.deep.equal({ error: 'No result came within 0.02 s.' });
    expect(late.aborted).to.equal(true);
    await new Promise(requestAnimationFrame);
    expect(tidied).to.equal(2);
  });

  it('answers nothing once it was aborted from outside', async () => {
    const abort = new AbortController();
    const { answers, failures } = await run(
      { handler: () => new Promise(() => abort.abort(new Error('Cancelled.'))) },
      { abort },
    );
    expect([answers, failures]).to.deep.equal([[], []]);
  });

  it('hands over what the model made up as an object, whatever it was', async () => {
    for (const args of [undefined, null, 7, 'x', [1]]) {
      const { answers } = await run(
        { handler: (given) => given },
        { call: { name: 'f', args: args as never } },
      );
      expect(answers[0]?.response).to.deep.equal({});
    }
  });
});
