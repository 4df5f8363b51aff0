import { expect } from '@open-wc/testing';
import type { Extras } from '../../../src/conversation/extras.ts';
import { create } from '../../../src/conversation/features/tools.ts';
import type { FeatureContext } from '../../../src/conversation/feature.ts';
import type { ToEngine } from '../../../src/engine/messages.ts';
import { NO_EXTRAS } from '../../../src/conversation/extras.ts';
import type { LiveTool } from '../../../src/tools/live-tool.ts';

/** The feature alone, with a context in the test's hands. */
class Bench {
  readonly abort = new AbortController();
  readonly sent: unknown[] = [];
  readonly held: boolean[] = [];
  readonly warnings: string[] = [];
  readonly events: { type: string; ids?: readonly string[] }[] = [];
  extras: Extras = NO_EXTRAS;
  resuming = false;
  behavior = 'NON_BLOCKING';
  known = true;
  timeoutMs = 60_000;
  tools: readonly LiveTool[] = [];
  /** Looked at again whenever something changes. */
  #look: () => void = () => undefined;
  readonly feature = create({
    host: {
      settings: () => ({ tools: this.tools, toolTimeoutMs: this.timeoutMs, backend: 'gemini' }),
      emit: (happening: { type: string }) => (this.events.push(happening), true),
    },
    signal: this.abort.signal,
    plan: () => ({ config: {}, profile: { known: this.known, toolBehaviors: [this.behavior] } }),
    resuming: () => this.resuming,
    lastEntry: () => 't7',
    extras: () => this.extras,
    show: (change: Partial<Extras>) => {
      this.extras = { ...this.extras, ...change };
      this.#look();
    },
    send: ({ toolResponse }: { toolResponse: { functionResponses: unknown } }) => {
      this.sent.push(...[toolResponse.functionResponses].flat());
      this.#look();
    },
    post: (message: ToEngine) => message.type === 'hold' && this.held.push(message.on),
    warn: ({ code }: { code: string }) => this.warnings.push(code),
  } as unknown as FeatureContext);

  message(message: object): void {
    this.feature.receive?.({ type: 'message', line: 1, message: message as never }, undefined);
  }
  call(...calls: object[]): void {
    this.message({ toolCall: { functionCalls: calls } });
  }
  lost(): void {
    this.feature.receive?.({ type: 'ended', line: 1, end: { kind: 'timeout' }, healthyMs: 9 }, undefined);
  }
  /** The engine could not send the last answer. */
  unsent(): void {
    const message = { toolResponse: { functionResponses: [this.sent.pop() as never] } };
    this.feature.receive?.({ type: 'unsent', message }, undefined);
  }
  opened(resuming: boolean): void {
    this.resuming = resuming;
    this.feature.receive?.({ type: 'opened', line: 2, took: false, again: 0, spoken: 0, lost: 0 }, undefined);
  }
  get states(): string[] {
    return this.extras.calls.map(({ name, state }) => `${name} ${state}`);
  }
  until(look: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => look() && resolve();
      this.#look();
    });
  }
}

const HANDLE = { sessionResumptionUpdate: { newHandle: 'h', resumable: true } };
const delivers: LiveTool = { declaration: { name: 'deliver' }, confirm: true, handler: () => 'sent' };

describe('conversation/features/tools', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.abort.abort());

  it('asks the oldest question first, and runs what the visitor allows', async () => {
    const ran: unknown[] = [];
    bench.tools = [
      {
        declaration: { name: 'buy' },
        confirm: ({ what }) => `Buys ${String(what)}.`,
        handler: ({ what }) => void ran.push(what),
      },
    ];
    bench.call(
      { id: 'a', name: 'buy', args: { what: 'tea' } },
      { id: 'b', name: 'buy', args: { what: 'salt' } },
    );
    await bench.until(() => bench.states.every((state) => state === 'buy asking'));
    const { question } = bench.extras;
    expect(question?.text).to.equal('Buys tea.');
    question?.answer(false);
    question?.answer(true);
    expect(bench.extras.question?.text).to.equal('Buys salt.');
    bench.extras.question?.answer(true);
    await bench.until(() => bench.sent.length === 2);
    expect(bench.extras.question).to.equal(undefined);
    expect(ran).to.deep.equal(['salt']);
    expect(bench.sent).to.deep.equal([
      { id: 'a', name: 'buy', response: { error: 'The visitor declined.' } },
      { id: 'b', name: 'buy', response: { output: 'ok' } },
    ]);
    expect(bench.states).to.deep.equal(['buy failed', 'buy done']);
  });

  for (const [what, end, answered] of [
    ['a cancellation', () => bench.message({ toolCallCancellation: { ids: ['a'] } }), 0],
    ['the end of the conversation', () => bench.abort.abort(), 0],
    ['the loss of the line', () => bench.lost(), 0],
    ['an answer of the page', () => bench.feature.respond({ id: 'a', name: 'deliver', response: {} }), 1],
  ] as const) {
    it(`withdraws the question at ${what}`, async () => {
      bench.tools = [delivers];
      bench.call({ id: 'a', name: 'deliver' });
      await bench.until(() => bench.extras.question !== undefined);
      const { question } = bench.extras;
      end();
      expect(bench.extras.question).to.equal(undefined);
      question?.answer(true);
      await new Promise(requestAnimationFrame);
      expect(bench.sent).to.have.length(answered);
      expect(bench.states).to.deep.equal([answered === 1 ? 'deliver done' : 'deliver cancelled']);
    });
  }

  it('a question that nobody answers is answered in time; a sentence that throws lets nothing run', async () => {
    bench.timeoutMs = 20;
    const confirm = (): string => {
      throw new Error('No sentence.');
    };
    bench.tools = [delivers, { ...delivers, declaration: { name: 'broken' }, confirm }];
    bench.call({ id: 'a', name: 'deliver' }, { id: 'b', name: 'broken' });
    await bench.until(() => bench.sent.length === 2);
    expect(bench.sent).to.deep.equal([
      { id: 'b', name: 'broken', response: { error: 'No sentence.' } },
      { id: 'a', name: 'deliver', response: { error: 'The visitor was asked and did not answer.' } },
    ]);
    expect(bench.extras.question).to.equal(undefined);
  });

  it('asks nothing where confirm says false', async () => {
    bench.tools = [{ ...delivers, confirm: () => false }];
    bench.call({ id: 'a', name: 'deliver' });
    await bench.until(() => bench.sent.length === 1);
    expect(bench.sent).to.deep.equal([{ id: 'a', name: 'deliver', response: { output: 'sent' } }]);
  });

  it('a lost line takes calls along that no handle covers; the others are answered by the session that is resumed', async () => {
    bench.behavior = 'BLOCKING';
    const finish: ((result: string) => void)[] = [];
    const signals: AbortSignal[] = [];
    const handler: LiveTool['handler'] = (_args, { signal }) => {
      signals.push(signal);
      return new Promise((resolve) => finish.push(resolve));
    };
    bench.tools = [{ declaration: { name: 'slow' }, handler }];
    bench.call({ id: 'a', name: 'slow' });
    bench.message(HANDLE);
    bench.call({ id: 'b', name: 'slow' });
    await new Promise(requestAnimationFrame);
    bench.lost();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false, true]);
    expect(bench.events.at(-1)).to.deep.equal({ type: 'toolcancel', ids: ['b'] });
    expect(bench.states).to.deep.equal(['slow running', 'slow cancelled']);
    finish[0]?.('first');
    await bench.until(() => bench.states.includes('slow done'));
    expect(bench.sent).to.deep.equal([]);
    bench.opened(true);
    expect(bench.sent).to.deep.equal([{ id: 'a', name: 'slow', response: { output: 'first' } }]);
    expect(bench.held).to.deep.equal([true, false]);
  });

  for (const [what, known, behavior, held] of [
    ['of a model that nobody knows', false, 'BLOCKING', [true, false]],
    ['but of one that hears the visitor meanwhile', true, 'BLOCKING', []],
    ['but where the function is not to block', false, undefined, []],
  ] as const) {
    it(`holds back what is said while a function blocks, ${what}`, async () => {
      bench.known = known;
      const finish: (() => void)[] = [];
      const handler = (): Promise<void> => new Promise((resolve) => finish.push(resolve));
      bench.tools = [{ declaration: { name: 'slow', ...(behavior ? { behavior } : {}) }, handler }];
      bench.call({ id: 'a', name: 'slow' });
      await new Promise(requestAnimationFrame);
      expect(bench.held).to.deep.equal(held.slice(0, 1));
      finish[0]?.();
      await bench.until(() => bench.sent.length === 1);
      expect(bench.held).to.deep.equal(held);
    });
  }

  it('a session that is new knows of no call', async () => {
    bench.behavior = 'BLOCKING';
    bench.tools = [{ declaration: { name: 'slow' }, handler: () => new Promise(() => undefined) }];
    bench.call({ id: 'a', name: 'slow' }, { id: 'b', name: 'none' });
    await bench.until(() => bench.sent.length === 1);
    bench.message(HANDLE);
    bench.lost();
    expect(bench.states).to.deep.equal(['slow running', 'none failed']);
    bench.opened(false);
    expect(bench.states).to.deep.equal(['slow cancelled', 'none failed']);
    expect(bench.held).to.deep.equal([true, false]);
    expect(bench.sent).to.have.length(1);
  });

  for (const [what, remembered, resumed, sent, warnings] of [
    ['to a session that is resumed, and knows the call', true, true, ['a'], []],
    ['not to one that is resumed and does not, and says so', false, true, [], ['answer-lost']],
    ['not to a new one, and says so', true, false, [], ['answer-lost']],
  ] as const) {
    it(`sends an answer that met no line ${what}`, async () => {
      bench.tools = [{ declaration: { name: 'now' }, handler: () => 'noon' }];
      if (!remembered) bench.message(HANDLE);
      bench.call({ id: 'a', name: 'now' });
      if (remembered) bench.message(HANDLE);
      await bench.until(() => bench.states.includes('now done'));
      expect(bench.sent).to.have.length(1);
      bench.lost();
      bench.unsent();
      expect(bench.sent).to.deep.equal([]);
      bench.opened(resumed);
      expect(bench.sent.map((response) => (response as { id: string }).id)).to.deep.equal(sent);
      expect(bench.warnings).to.deep.equal(warnings);
      // What came back once is done with.
      bench.lost();
      bench.opened(resumed);
      expect(bench.sent).to.have.length(sent.length);
      expect(bench.warnings).to.deep.equal(warnings);
    });
  }

  it('keeps a hundred calls to show, each after what was said last; names are cut', () => {
    bench.call(
      ...Array.from({ length: 130 }, (_, i) => ({ id: `${i}`, name: 'x'.repeat(1_000_000 * +(i === 129)) })),
    );
    expect(bench.extras.calls).to.have.length(100);
    expect(bench.extras.calls.at(-1)?.name).to.have.length(64);
    expect(bench.extras.calls[0]?.after).to.equal('t7');
    expect(new Set(bench.extras.calls.map(({ id }) => id)).size).to.equal(100);
  });
});
