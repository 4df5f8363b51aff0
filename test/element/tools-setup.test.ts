import { expect } from '@open-wc/testing';
import { type CallableTool, type FunctionCall, mcpToTool } from '@google/genai/web';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import type { LiveTool } from '../../src/tools/live-tool.ts';
import { Stage } from '../support/conversation-harness.ts';
import { BLOCKING, calling, NON_BLOCKING, responsesOf } from './support/tool-calls.ts';

const WEATHER = { name: 'weather', description: 'Of the page.' };

/** Of the shape that the SDK's `mcpToTool(client)` has: methods of a class, and state beside them. */
class Tools implements CallableTool {
  readonly called: FunctionCall[] = [];
  readonly names: readonly string[];
  asked = 0;
  constructor(...names: string[]) {
    this.names = names;
  }
  tool(): ReturnType<CallableTool['tool']> {
    this.asked++;
    const functionDeclarations = this.names.map((name) => ({
      name,
      parametersJsonSchema: { type: 'object' },
    }));
    return Promise.resolve({ functionDeclarations });
  }
  callTool(calls: FunctionCall[]): ReturnType<CallableTool['callTool']> {
    this.called.push(...calls);
    return Promise.resolve(
      calls.map(({ name = '' }) => ({
        functionResponse: { name, response: { content: [{ type: 'text', text: `It is ${name}.` }] } },
      })),
    );
  }
}

describe('functions in the setup, and changed during a conversation', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const started = async (
    prepare: (element: GeminiLiveElement) => void,
    markup = '<gemini-live></gemini-live>',
  ): Promise<unknown> => {
    stage = await Stage.open({ markup });
    prepare(stage.element);
    await stage.element.start();
    return ((await stage.setup()) as { tools?: unknown }).tools;
  };

  it('tools, the JSON child and config: each name once, the first counts, one warning each', async () => {
    const json = { tools: [{ name: 'weather', description: 'Of the markup.' }, { name: 'clock' }] };
    const tools = await started(
      (element) => {
        element.tools = [{ declaration: WEATHER, handler: () => 'rain' }];
        element.config = {
          tools: [{ functionDeclarations: [{ name: 'clock' }, { name: 'door' }] }, { googleSearch: {} }],
        };
      },
      `<gemini-live><script type="application/json">${JSON.stringify(json)}</script></gemini-live>`,
    );
    expect(tools).to.deep.equal([
      { functionDeclarations: [{ name: 'door' }] },
      { googleSearch: {} },
      { functionDeclarations: [WEATHER, { name: 'clock' }] },
    ]);
    await stage.until(() => stage.warnings.length === 2);
    expect(stage.warnings).to.deep.equal(['bad-value', 'bad-value']);
    // Each waits for the sentences to be loaded, and whichever has them first is told first.
    const said = stage.of('gemini-live-warning').map(({ message }) => message);
    expect(said.some((text) => text.startsWith('Function weather is declared more than once'))).to.equal(
      true,
    );
    expect(said.some((text) => text.startsWith('Function clock is declared more than once'))).to.equal(true);
  });

  it('what cannot be declared is left out, with a warning, and the conversation begins', async () => {
    const tools = await started((element) => {
      element.tools = [
        null,
        7,
        {},
        { declaration: null },
        { declaration: { name: '' } },
        { declaration: { name: '9 lives' } },
        { declaration: { name: '__proto__', parameters: { run: () => 1 } } },
        { declaration: { name: 'constructor' } },
      ] as unknown as LiveTool[];
    });
    expect(JSON.stringify(tools)).to.equal(
      '[{"functionDeclarations":[{"parameters":{},"name":"__proto__"},{"name":"constructor"}]}]',
    );
    await stage.until(() => stage.warnings.length === 4);
    expect(stage.warnings).to.deep.equal(Array<string>(4).fill('bad-value'));
    expect('run' in {}).to.equal(false);
  });

  it('a set of tools, as of an MCP client: declared, called, answered; one that fails is left out', async () => {
    const tools = new Tools('noon', 'midnight');
    const broken: CallableTool = {
      tool: () => Promise.reject(new Error('No server.')),
      callTool: () => Promise.resolve([]),
    };
    stage = await Stage.open(
      calling(NON_BLOCKING, [{ name: 'noon', args: { where: 'Oslo' } }, { name: 'dusk' }]),
    );
    const typed: LiveTool<{ city: string }> = { declaration: WEATHER, handler: ({ city }) => city.length };
    stage.element.tools = [broken, tools, typed];
    stage.element.sendText('When is it?');
    await stage.until(() => stage.of('gemini-live-toolcall').length === 2);
    await stage.twin.wait({ for: 'toolResponse', count: 2 });
    const { tools: sent } = (await stage.setup()) as {
      tools: { functionDeclarations: { name: string }[] }[];
    };
    expect(sent.flatMap((tool) => tool.functionDeclarations.map(({ name }) => name))).to.deep.equal([
      'noon',
      'midnight',
      'weather',
    ]);
    expect(await responsesOf(stage)).to.have.deep.members([
      { name: 'noon', response: { content: [{ type: 'text', text: 'It is noon.' }] } },
      { name: 'dusk', response: { error: 'This page has no function dusk.' } },
    ]);
    expect(tools.called).to.have.length(1);
    expect(tools.called[0]).to.deep.include({ name: 'noon', args: { where: 'Oslo' } });
    expect(stage.warnings).to.deep.equal(['tool-failed']);
  });

  it('what the SDK’s own mcpToTool() makes of an MCP client: declared, called, answered, and its errors are told', async () => {
    const called: unknown[] = [];
    const schema = { type: 'object', properties: { where: { type: 'string' } } };
    const pages = [['noon'], ['dusk']];
    // Of an MCP client, what the SDK uses; the real one is no dependency.
    const client = {
      listTools: ({ cursor = '0' }: { cursor?: string }) =>
        Promise.resolve({
          tools: pages[Number(cursor)]!.map((name) => ({ name, description: 'When?', inputSchema: schema })),
          ...(cursor === '0' ? { nextCursor: '1' } : {}),
        }),
      callTool: (call: { name: string }) => {
        called.push(call);
        const content = [{ type: 'text', text: `It is ${call.name}.` }];
        return Promise.resolve(call.name === 'dusk' ? { content, isError: true } : { content });
      },
    };
    const calls = [{ name: 'noon', args: { where: 'Oslo' } }, { name: 'dusk' }];
    stage = await Stage.open(calling(NON_BLOCKING, calls));
    stage.element.tools = [mcpToTool(client)];
    stage.element.sendText('When is it?');
    await stage.twin.wait({ for: 'toolResponse', count: 2 });
    const { tools } = (await stage.setup()) as { tools: { functionDeclarations: object[] }[] };
    expect(tools.flatMap(({ functionDeclarations }) => functionDeclarations)).to.deep.equal(
      ['noon', 'dusk'].map((name) => ({ name, description: 'When?', parametersJsonSchema: schema })),
    );
    expect(called).to.deep.equal([
      { name: 'noon', arguments: { where: 'Oslo' } },
      { name: 'dusk', arguments: {} },
    ]);
    expect(await responsesOf(stage)).to.have.deep.members([
      { name: 'noon', response: { content: [{ type: 'text', text: 'It is noon.' }] } },
      {
        name: 'dusk',
        response: { error: { content: [{ type: 'text', text: 'It is dusk.' }], isError: true } },
      },
    ]);
    expect(await stage.twin.connections()).to.have.length(1);
  });

  it('changed on a model that takes it: an update; handlers are those of the moment', async () => {
    stage = await Stage.open(calling(NON_BLOCKING, [{ name: 'weather' }]));
    const { element, twin } = stage;
    element.tools = [{ declaration: WEATHER, handler: () => 'old' }];
    await element.start();
    element.tools = [{ declaration: WEATHER, handler: () => 'new' }, { declaration: { name: 'clock' } }];
    await twin.wait({ for: 'contextUpdate' });
    const update = (await stage.received()).messages.find(({ kind }) => kind === 'contextUpdate');
    expect(update?.message).to.deep.equal({
      contextUpdate: { tools: { tools: [{ functionDeclarations: [WEATHER, { name: 'clock' }] }] } },
    });
    element.sendText('Now?');
    await twin.wait({ for: 'toolResponse' });
    expect(await responsesOf(stage)).to.deep.equal([{ name: 'weather', response: { output: 'new' } }]);
    element.tools = undefined;
    await twin.wait({ for: 'contextUpdate', count: 2 });
    const updates = (await stage.received()).messages.filter(({ kind }) => kind === 'contextUpdate');
    expect(updates.at(-1)?.message).to.deep.equal({
      contextUpdate: { tools: { tools: [] } },
    });
  });

  it('changed on a model that does not: one warning, and the new handler counts at once', async () => {
    stage = await Stage.open(calling(BLOCKING, [{ name: 'weather' }]));
    const { element, twin } = stage;
    element.tools = [{ declaration: WEATHER, handler: () => 'old' }];
    await element.start();
    element.tools = [{ declaration: WEATHER, handler: () => 'new' }];
    await stage.until(() => stage.warnings.length === 1);
    expect(stage.warnings).to.deep.equal(['takes-effect-later']);
    element.sendText('Now?');
    await twin.wait({ for: 'toolResponse' });
    expect(await responsesOf(stage)).to.deep.equal([{ name: 'weather', response: { output: 'new' } }]);
  });
});
