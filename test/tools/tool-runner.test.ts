import { expect } from '@open-wc/testing';
import { seeded } from '../../src/core/random.ts';
import type { Question } from '../../src/tools/questions.ts';
import { type CallState, ToolRunner, type ToolRunnerContext } from '../../src/tools/tool-runner.ts';

const ENDS: readonly string[] = ['done', 'failed', 'cancelled'];

/** A runner, its functions in the test's hands, and a record of all that it tells. */
class Rig {
  readonly sent: { id?: string; name?: string; willContinue?: boolean }[] = [];
  readonly states = new Map<string, CallState[]>();
  readonly signals: AbortSignal[] = [];
  /** Functions that run. */
  readonly running: { resolve: (result: unknown) => void; reject: (error: unknown) => void }[] = [];
  question: Question | undefined;
  readonly runner: ToolRunner;

  constructor(context: Partial<ToolRunnerContext> = {}) {
    const handler = (_args: unknown, { signal }: { signal: AbortSignal }): Promise<unknown> => {
      this.signals.push(signal);
      return new Promise((resolve, reject) => this.running.push({ resolve, reject }));
    };
    this.runner = new ToolRunner({
      offer: ({ name }) => name === 'page',
      find: (name) => Promise.resolve(name === 'none' ? undefined : { handler, confirm: name === 'asks' }),
      isBlocking: (name) => name === 'blocks',
      oneAnswer: () => false,
      timeoutMs: () => 60_000,
      send: (response) => this.sent.push(response),
      told: ({ key }, state) => void this.states.set(key, [...(this.states.get(key) ?? []), state]),
      asked: (question) => (this.question = question),
      failed: () => undefined,
      ...context,
    });
  }

  get ended(): CallState[] {
    return [...this.states.values()].map((states) => states.at(-1)!);
  }
}

/** What is due now has run: a handler begins, and its end is told, within a few microtasks. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

describe('tools/tool-runner', () => {
  it('ignores a call whose id is under way, and runs one whose id was answered', async () => {
    const rig = new Rig();
    const call = { id: 'a', name: 'f' };
    rig.runner.begin([call, call]);
    rig.runner.begin([call]);
    await settled();
    expect(rig.running).to.have.length(1);
    rig.running[0]?.resolve('one');
    await settled();
    rig.runner.begin([call]);
    await settled();
    expect(rig.running).to.have.length(2);
    expect(rig.sent).to.have.length(1);
    rig.runner.cancel('End.', () => true);
  });

  it('answers calls without ids by their names, oldest first', () => {
    const rig = new Rig();
    rig.runner.begin([{ name: 'page', args: { n: 1 } }, { name: 'page' }, { id: '', name: 'page' }]);
    expect(rig.states.size).to.equal(3);
    expect(rig.runner.respond({ name: 'other', response: {} })).to.equal(false);
    for (let i = 0; i < 3; i++) expect(rig.runner.respond({ name: 'page', response: { i } })).to.equal(true);
    expect(rig.runner.respond({ name: 'page', response: {} })).to.equal(false);
    expect(rig.sent).to.deep.equal([0, 1, 2].map((i) => ({ name: 'page', response: { i } })));
    expect(rig.ended).to.deep.equal(['done', 'done', 'done']);
  });

  it('an answer without an id is to the oldest call of its name, and goes out with the id of that', () => {
    const rig = new Rig();
    rig.runner.begin([
      { id: 'a', name: 'page' },
      { id: 'b', name: 'page' },
    ]);
    expect(rig.runner.respond({ name: 'page', response: {} })).to.equal(true);
    expect(rig.runner.respond({ id: 'a', name: 'page', response: {} })).to.equal(false);
    expect(rig.runner.respond({ id: '', name: 'page', response: {} })).to.equal(true);
    expect(rig.sent.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(rig.runner.respond({ name: 'page', response: {} })).to.equal(false);
  });

  it('calls of one name without ids are answered in order; what one holds up goes with it, or after it', async () => {
    const rig = new Rig();
    rig.runner.begin([{ name: 'f' }, { name: 'f' }, { name: 'f' }]);
    await settled();
    rig.running[2]?.resolve('three');
    rig.running[1]?.resolve('two');
    await settled();
    expect(rig.sent).to.deep.equal([]);
    expect(rig.ended).to.deep.equal(['running', 'running', 'running']);
    rig.running[0]?.resolve('one');
    await settled();
    const outputs = rig.sent.map((sent) => (sent as { response?: unknown }).response);
    expect(outputs).to.deep.equal([{ output: 'one' }, { output: 'two' }, { output: 'three' }]);
    expect(rig.ended).to.deep.equal(['done', 'done', 'done']);

    rig.runner.begin([{ name: 'f' }, { name: 'f' }]);
    await settled();
    rig.running[4]?.resolve('late');
    await settled();
    rig.runner.cancel('End.', () => true);
    expect(rig.sent).to.have.length(3);
    expect(rig.ended.slice(3)).to.deep.equal(['cancelled', 'cancelled']);
  });

  it('a page that answers bit by bit ends when it says so', () => {
    const rig = new Rig();
    rig.runner.begin([{ id: 'a', name: 'page' }]);
    expect(rig.runner.respond({ id: 'a', response: { part: 1 }, willContinue: true })).to.equal(true);
    expect(rig.ended).to.deep.equal(['running']);
    expect(rig.runner.respond({ id: 'a', response: { error: 'None.' }, willContinue: false })).to.equal(true);
    expect(rig.ended).to.deep.equal(['failed']);
    expect(rig.sent).to.deep.equal([
      { id: 'a', name: 'page', response: { part: 1 }, willContinue: true },
      { id: 'a', name: 'page', response: { error: 'None.' }, willContinue: false },
    ]);
  });

  it('an answer of the page that is too large: the model is told so, the page too, and the next one is taken', () => {
    const told: unknown[] = [];
    const rig = new Rig({ failed: ({ name }, why) => void told.push([name, why]) });
    const large = 'ж'.repeat(40_000);
    rig.runner.begin([{ id: 'a', name: 'page' }, { name: 'page' }]);
    const first = { id: 'a', response: { large }, willContinue: true };
    expect(rig.runner.respond(first)).to.equal(true);
    expect(rig.ended).to.deep.equal(['running', 'running']);
    expect(rig.runner.respond({ id: 'a', response: { ok: 1 } })).to.equal(true);
    expect(rig.runner.respond({ name: 'page', response: {}, parts: [{ large }] } as never)).to.equal(true);
    expect(rig.ended).to.deep.equal(['done', 'failed']);
    const [one, two] = [80_054, 80_052].map(
      (bytes) => `The result is too large: ${bytes} bytes, of 65536 at most.`,
    );
    expect(rig.sent).to.deep.equal([
      { id: 'a', name: 'page', response: { error: one }, willContinue: true },
      { id: 'a', name: 'page', response: { ok: 1 } },
      { name: 'page', response: { error: two } },
    ]);
    expect(told).to.deep.equal([
      ['page', one],
      ['page', two],
    ]);
  });

  for (const name of ['__proto__', 'constructor', 'toString', 'x'.repeat(1_000_000), '']) {
    it(`answers a call of the name ${name.slice(0, 12)}`, async () => {
      const rig = new Rig({ find: () => Promise.resolve(undefined) });
      rig.runner.begin([{ id: 'a', name }]);
      await settled();
      const shown = name.length > 40 ? `${'x'.repeat(39)}…` : name;
      expect(rig.sent).to.deep.equal([
        { id: 'a', name, response: { error: `This page has no function ${shown}.` } },
      ]);
    });
  }

  it('a set of tools that hangs when it is asked does not hang the call', async () => {
    const rig = new Rig({ find: () => new Promise(() => undefined), timeoutMs: () => 10 });
    const sent = new Promise((resolve) => {
      rig.sent.push = (response) => (resolve(response), 1);
    });
    rig.runner.begin([{ id: 'a', name: 'f' }]);
    expect(await sent).to.deep.include({ id: 'a', name: 'f' });
    expect(rig.ended).to.deep.equal(['failed']);
  });

  it('a listener that ends all in the middle: nothing runs, and the others are not offered', async () => {
    const offered: unknown[] = [];
    const rig = new Rig({
      offer: ({ id }) => {
        offered.push(id);
        rig.runner.cancel('End.', () => true);
        return false;
      },
    });
    rig.runner.begin([
      { id: 'a', name: 'f' },
      { id: 'b', name: 'f' },
    ]);
    await settled();
    expect(offered).to.deep.equal(['a']);
    expect([rig.running, rig.sent]).to.deep.equal([[], []]);
    expect(rig.ended).to.deep.equal(['cancelled', 'cancelled']);
  });

  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`whatever happens in whatever order, each call ends once, and is answered at most once (seed ${seed})`, async () => {
      const rig = new Rig();
      const random = seeded(seed);
      const below = (count: number): number => Math.floor(random() * count);
      const ids: string[] = [];
      const cancelled = new Set<string>();
      const cancel = (which: (call: { id: string | undefined; remembered: boolean }) => boolean): void => {
        for (const id of rig.runner.cancel('Cancelled.', which)) cancelled.add(id);
      };
      const acts: readonly (() => void)[] = [
        () => {
          const calls = Array.from({ length: 1 + below(3) }, () => {
            const id = `i${ids.length}`;
            ids.push(id);
            return { id, name: ['f', 'page', 'none', 'asks', 'blocks'][below(5)]! };
          });
          rig.runner.begin(calls);
        },
        () => rig.running[below(rig.running.length)]?.resolve({ n: below(9) }),
        () => rig.running[below(rig.running.length)]?.reject(new Error('Failed.')),
        () => rig.question?.answer(random() < 0.5),
        () => {
          const id = ids[below(ids.length)] ?? '';
          const before = rig.sent.length;
          const fits = rig.runner.respond({ id, response: {} });
          expect(rig.sent.length - before).to.equal(fits ? 1 : 0);
        },
        () => {
          const id = ids[below(ids.length)];
          cancel((call) => call.id === id);
        },
        () => rig.runner.remember(),
        () => random() < 0.1 && cancel(({ remembered }) => !remembered),
      ];
      for (let i = 0; i < 1500; i++) {
        acts[below(acts.length)]?.();
        if (random() < 0.5) await Promise.resolve();
        if (random() < 0.05) await settled();
      }
      cancel(() => true);
      await settled();
      expect(rig.question).to.equal(undefined);
      expect(rig.runner.blocked).to.equal(false);
      expect(rig.states.size).to.equal(ids.length);
      for (const states of rig.states.values()) {
        expect(states.filter((state) => ENDS.includes(state))).to.deep.equal([states.at(-1)]);
      }
      const answered = rig.sent.map(({ id }) => id!);
      expect(new Set(answered).size).to.equal(answered.length);
      expect(answered.filter((id) => cancelled.has(id))).to.deep.equal([]);
      expect(answered.length + cancelled.size).to.equal(ids.length);
      const before = rig.sent.length;
      for (const { resolve } of rig.running) resolve('late');
      await settled();
      expect(rig.sent).to.have.length(before);
    });
  }
});
