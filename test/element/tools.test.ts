import { expect } from '@open-wc/testing';
import type { LiveTool } from '../../src/tools/live-tool.ts';
import { ENGINES, Stage, type StageOptions } from '../support/conversation-harness.ts';
import { BLOCKING, calling, NON_BLOCKING, responsesOf } from './support/tool-calls.ts';

const weather = (handler: NonNullable<LiveTool['handler']>, more: Partial<LiveTool> = {}): LiveTool => ({
  declaration: { name: 'weather', description: 'Tells the weather.' },
  handler,
  ...more,
});

for (const engine of ENGINES) {
  describe(`functions of the page (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const open = async (options: StageOptions, ...tools: LiveTool[]): Promise<void> => {
      stage = await Stage.open({ engine, ...options });
      stage.element.tools = tools;
      stage.element.sendText('What is the weather?');
    };

    const answered = async (count = 1): Promise<void> => {
      await stage.until(() => stage.of('gemini-live-toolcall').length >= count);
      await stage.twin.wait({ for: 'toolResponse', count });
    };

    for (const model of [BLOCKING, NON_BLOCKING]) {
      it(`${model}: declared once, called with its arguments, and the model goes on with what it returned`, async () => {
        const calls: unknown[] = [];
        await open(
          calling(model, [{ name: 'weather', args: { city: 'Oslo' } }]),
          weather((args, { call, signal }) => {
            calls.push(args, call.name, signal.aborted);
            return { sky: 'blue' };
          }),
        );
        await answered();
        expect(calls).to.deep.equal([{ city: 'Oslo' }, 'weather', false]);
        expect(await responsesOf(stage)).to.deep.equal([{ name: 'weather', response: { sky: 'blue' } }]);
        expect(await stage.setup()).to.deep.include({
          tools: [{ functionDeclarations: [{ name: 'weather', description: 'Tells the weather.' }] }],
        });
        await stage.until(() => stage.element.transcript.some(({ text }) => text.includes('Done.')));
        expect(stage.warnings).to.deep.equal([]);
      });
    }

    it('several at once: side by side, each answered for itself, none holding up what is heard', async () => {
      const begun: string[] = [];
      let release: () => void = () => undefined;
      const both = new Promise<void>((resolve) => (release = resolve));
      const named = (name: string): LiveTool => ({
        declaration: { name },
        handler: async () => {
          begun.push(name);
          if (begun.length === 2) release();
          await both;
          return name;
        },
      });
      await open(calling(NON_BLOCKING, [{ name: 'one' }, { name: 'two' }]), named('one'), named('two'));
      await answered(2);
      expect(await responsesOf(stage)).to.have.deep.members([
        { name: 'one', response: { output: 'one' } },
        { name: 'two', response: { output: 'two' } },
      ]);
    });

    it('an error, a hang, a result that cannot be sent, an unknown name, none without an answer', async () => {
      await open(
        calling(
          BLOCKING,
          ['throws', 'hangs', 'cycles', 'floods', 'handless', 'unheard'].map((name) => ({ name })),
        ),
        {
          declaration: { name: 'throws' },
          handler: () => Promise.reject(new Error('No key=AIzaSecret here.')),
        },
        { declaration: { name: 'hangs' }, timeoutMs: 50, handler: () => new Promise(() => undefined) },
        {
          declaration: { name: 'cycles' },
          handler: () => {
            const cycle: Record<string, unknown> = {};
            return (cycle['self'] = cycle);
          },
        },
        { declaration: { name: 'floods' }, handler: () => 'x'.repeat(70_000) },
        { declaration: { name: 'handless' } },
      );
      await answered(6);
      const errors = Object.fromEntries(
        (await responsesOf(stage)).map(({ name, response }) => [name, response?.['error']]),
      );
      expect(errors).to.have.all.keys('throws', 'hangs', 'cycles', 'floods', 'handless', 'unheard');
      expect(errors['throws']).to.equal('No [removed] here.');
      expect(errors['hangs']).to.equal('No result came within 0.05 s.');
      expect(errors['cycles']).to.match(/^The result cannot be sent: /);
      expect(errors['floods']).to.equal('The result is too large: 70002 bytes, of 65536 at most.');
      expect(errors['handless']).to.equal('This page has no function handless.');
      expect(errors['unheard']).to.equal('This page has no function unheard.');
      await stage.until(() => stage.warnings.length === 5);
      expect(stage.warnings.sort()).to.deep.equal(['no-handler', ...Array<string>(4).fill('tool-failed')]);
      expect(JSON.stringify(stage.consoleWarnings)).not.to.contain('AIza');
      await stage.until(() => stage.element.transcript.some(({ text }) => text.includes('Done.')));
    });

    it('stop() in the middle: the signal aborts, nothing is sent, nothing is held', async () => {
      let reason: unknown;
      let begun: () => void = () => undefined;
      const running = new Promise<void>((resolve) => (begun = resolve));
      await open(
        calling(BLOCKING, [{ name: 'weather' }]),
        weather(
          (_args, { signal }) =>
            new Promise((_resolve, reject) => {
              begun();
              signal.addEventListener('abort', () => {
                reason = signal.reason;
                reject(signal.reason as Error);
              });
            }),
        ),
      );
      await running;
      await stage.element.stop();
      expect(reason).to.have.property('name', 'AbortError');
      await stage.expectReleased();
      expect(await responsesOf(stage)).to.deep.equal([]);
      expect(stage.of('gemini-live-toolcancel')).to.deep.equal([]);
    });

    it('cancelled by a barge-in: the signal aborts, and the late result goes nowhere', async () => {
      let finish: (result: unknown) => void = () => undefined;
      let begun: () => void = () => undefined;
      const running = new Promise<void>((resolve) => (begun = resolve));
      let aborted: () => void = () => undefined;
      const cancelled = new Promise<void>((resolve) => (aborted = resolve));
      await open(
        calling(NON_BLOCKING, [{ name: 'weather' }], { cancelledByBargeIn: true, filler: '' }),
        weather((_args, { signal }) => {
          begun();
          signal.addEventListener('abort', aborted);
          return new Promise((resolve) => (finish = resolve));
        }),
      );
      await running;
      stage.element.sendText('Never mind.');
      await cancelled;
      const [cancel] = stage.of('gemini-live-toolcancel');
      expect(cancel?.ids).to.deep.equal([stage.of('gemini-live-toolcall')[0]?.call.id]);
      finish('too late');
      stage.element.sendText('Mark.');
      await stage.twin.wait({ for: 'text', count: 3 });
      expect(await responsesOf(stage)).to.deep.equal([]);
      expect(await stage.twin.connections()).to.have.length(1);
    });
  });
}
