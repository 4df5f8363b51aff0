import { expect } from '@open-wc/testing';
import type { LiveTool } from '../../src/tools/live-tool.ts';
import { Stage } from '../support/conversation-harness.ts';
import { BLOCKING, calling, NON_BLOCKING, responsesOf } from './support/tool-calls.ts';

describe('what functions return, and when the model is told', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const begin = async (tool: LiveTool, model = NON_BLOCKING): Promise<void> => {
    stage = await Stage.open(calling(model, [{ name: 'weather' }]));
    stage.element.tools = [tool];
    stage.element.sendText('Go.');
    await stage.until(() => stage.of('gemini-live-toolcall').length === 1);
  };
  const steps = async function* (): AsyncGenerator<string, string> {
    yield await Promise.resolve('far');
    yield 'near';
    return 'here';
  };

  it('by a field of the tool, and by a word of the handler', async () => {
    for (const [handler, scheduling] of [
      [() => 'rain', 'SILENT'],
      [
        (_: object, { schedule }: { schedule: (when: 'INTERRUPT') => void }) => (
          schedule('INTERRUPT'),
          'rain'
        ),
        'INTERRUPT',
      ],
    ] as const) {
      await begin({ declaration: { name: 'weather' }, scheduling: 'SILENT', handler });
      await stage.twin.wait({ for: 'toolResponse' });
      expect(await responsesOf(stage)).to.deep.equal([
        { name: 'weather', response: { output: 'rain' }, scheduling },
      ]);
      if (scheduling === 'SILENT') await stage.close();
    }
  });

  it('a generator: one response after another, and the last says so', async () => {
    await begin({ declaration: { name: 'weather' }, handler: steps });
    await stage.twin.wait({ for: 'toolResponse', count: 3 });
    expect(await responsesOf(stage)).to.deep.equal([
      { name: 'weather', response: { output: 'far' }, willContinue: true },
      { name: 'weather', response: { output: 'near' }, willContinue: true },
      { name: 'weather', response: { output: 'here' }, willContinue: false },
    ]);
    expect(await stage.twin.connections()).to.have.length(1);
  });

  it('a generator where the model waits: one response', async () => {
    await begin({ declaration: { name: 'weather' }, handler: steps }, BLOCKING);
    await stage.until(() => stage.element.transcript.some(({ text }) => text.includes('Done.')));
    expect(await responsesOf(stage)).to.deep.equal([{ name: 'weather', response: { output: 'here' } }]);
  });

  it('an answer of the page that has megabytes: an error and a warning, and the line stays', async () => {
    stage = await Stage.open(calling(BLOCKING, [{ name: 'weather' }]));
    const { element } = stage;
    element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
    element.sendText('Go.');
    await stage.until(() => stage.of('gemini-live-toolcall').length === 1);
    const id = stage.of('gemini-live-toolcall')[0]?.call.id ?? '';
    element.sendToolResponse({ id, name: 'weather', response: { sky: 'x'.repeat(30_000_000) } });
    await stage.until(() => element.transcript.some(({ text }) => text.includes('Done.')));
    const [{ response = {} } = {}] = await responsesOf(stage);
    expect(Object.keys(response)).to.deep.equal(['error']);
    expect(response['error']).to.match(/^The result is too large: 300000\d\d bytes/);
    await stage.until(() => stage.warnings.length === 1);
    expect(stage.warnings).to.deep.equal(['tool-failed']);
    expect(await stage.twin.connections()).to.have.length(1);
  });

  it('the line goes: a new session is not answered a call that it does not know', async () => {
    let aborted = 0;
    let finish: (result: string) => void = () => undefined;
    const handler: LiveTool['handler'] = (_args, { signal }) => {
      signal.addEventListener('abort', () => aborted++);
      return new Promise((resolve) => (finish = resolve));
    };
    await begin({ declaration: { name: 'weather' }, handler }, BLOCKING);
    await stage.twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length === 1);
    expect(aborted).to.equal(1);
    const id = stage.of('gemini-live-toolcall')[0]?.call.id ?? '';
    expect(stage.of('gemini-live-toolcancel')[0]?.ids).to.deep.equal([id]);
    finish('late');
    stage.element.sendToolResponse({ id, name: 'weather', response: {} });
    stage.element.sendText('Still there?');
    await stage.twin.wait({ for: 'text', connection: 2 });
    await stage.until(() => stage.warnings.length === 1);
    expect(await responsesOf(stage, 2)).to.deep.equal([]);
    expect(await stage.twin.connections()).to.have.length(2);
  });
});
