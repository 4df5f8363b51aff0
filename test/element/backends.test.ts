import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import type { LiveTool } from '../../src/tools/live-tool.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { TestRelay } from '../support/relay.ts';
import type { TwinStart } from '../support/twin-commands.ts';

const VERTEX_MODEL = 'gemini-live-2.5-flash-native-audio';
const GEMINI_MODEL = 'gemini-3.8-live';
const DECLARATION = { name: 'weather', description: 'Tells the weather.' };

/** One way to the service, and what is seen of it there. */
interface Way {
  readonly name: string;
  readonly model: string;
  /** What the twin is asked for, and how the model is named. */
  readonly path: string;
  readonly named: string;
  readonly backend: 'gemini' | 'vertex' | 'firebase';
  readonly firebase?: { readonly apiKey: string; readonly projectId: string; readonly location?: string };
}

const FIREBASE = '/ws/google.firebase.vertexai.v1beta';
const PUBLISHED = `projects/a-project/locations/us-central1/publishers/google/models/${VERTEX_MODEL}`;

const WAYS: readonly Way[] = [
  {
    name: 'gemini',
    backend: 'gemini',
    model: GEMINI_MODEL,
    path: '/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContentConstrained?access_token=…',
    named: `models/${GEMINI_MODEL}`,
  },
  {
    name: 'vertex, through a relay',
    backend: 'vertex',
    model: VERTEX_MODEL,
    path: '/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent',
    named: PUBLISHED,
  },
  {
    name: 'firebase',
    backend: 'firebase',
    model: GEMINI_MODEL,
    path: `${FIREBASE}.GenerativeService/BidiGenerateContent?key=…`,
    named: `projects/a-project/models/${GEMINI_MODEL}`,
    firebase: { apiKey: 'twin-key', projectId: 'a-project' },
  },
  {
    name: 'firebase with a location',
    backend: 'firebase',
    model: VERTEX_MODEL,
    path: `${FIREBASE}.LlmBidiService/BidiGenerateContent/locations/us-central1?key=…`,
    named: PUBLISHED,
    firebase: { apiKey: 'twin-key', projectId: 'a-project', location: 'us-central1' },
  },
];

/** A typed turn is answered in words, a spoken one by a call. */
const TWIN: TwinStart = {
  script: {
    answers: [
      { kind: 'say', text: 'Hello.', spoken: ['Hello.'] },
      {
        kind: 'call',
        heard: ['What is the weather?'],
        calls: [{ name: 'weather', args: { city: 'Oslo' } }],
        next: { kind: 'tone', hz: 440, seconds: 0.4, spoken: ['It is sunny.'] },
      },
      { kind: 'tone', hz: 440, seconds: 0.2, spoken: ['Still here.'] },
    ],
  },
};

for (const engine of ENGINES) {
  for (const way of WAYS) {
    describe(`${way.name} (engine ${engine})`, () => {
      let stage: Stage;
      let relay: TestRelay | undefined;
      afterEach(async () => {
        await stage.close();
        await relay?.stop();
        relay = undefined;
      });

      const said = (text: string): boolean =>
        stage.element.transcript.some((entry) => entry.text.includes(text));

      it('typed and spoken turns, a call of a function, a drop, and on with the same session', async () => {
        stage = await Stage.open({
          engine,
          markup: `<gemini-live model="${way.model}" backend="${way.backend}" silence-duration-ms="200"
            visualizer="none"></gemini-live>`,
          twin: TWIN,
        });
        const { element, twin } = stage;
        element.options = {
          ...element.options,
          debug: true,
          ...(way.firebase ? { firebase: way.firebase } : {}),
        };
        let tokens = 0;
        if (way.backend === 'vertex') {
          const setup = { tools: [{ functionDeclarations: [DECLARATION] }] };
          relay = await TestRelay.start({ service: twin.url, models: [way.model], setup });
          element.baseUrl = null as never;
          element.tokenProvider = undefined;
          element.tokenEndpoint = relay.endpoint;
        } else {
          element.tokenProvider = () => {
            tokens += 1;
            return twin.token();
          };
        }
        const calls: unknown[] = [];
        const tool: LiveTool = {
          declaration: DECLARATION,
          handler: (args) => {
            calls.push(args);
            return { sky: 'blue' };
          },
        };
        element.tools = [tool];

        await element.start();
        element.sendText('Hello?');
        await stage.until(() => said('Hello.'));
        await stage.state('listening');
        await stage.say();
        await stage.until(() => said('It is sunny.'));
        expect(said('What is the weather?')).to.equal(true);
        expect(calls).to.deep.equal([{ city: 'Oslo' }]);
        await stage.frames(() => stage.states.includes('speaking'));

        await stage.until(() =>
          stage.of('gemini-live-message').some(({ message }) => message.sessionResumptionUpdate?.newHandle),
        );
        await stage.state('listening');
        await twin.terminate();
        await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
        expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ resumed: true });
        element.sendText('Still there?');
        // Where the last handle is older than the spoken turn, that turn's answer is the next one again.
        const answers = (): number => element.transcript.filter(({ role }) => role === 'model').length;
        await stage.until(() => answers() === 3);

        const connections = await twin.connections();
        expect(connections.map(({ path }) => path)).to.deep.equal([way.path, way.path]);
        const setup = (await stage.setup(1)) as Record<string, unknown>;
        expect(setup['model']).to.equal(way.named);
        expect(setup['tools']).to.deep.equal([{ functionDeclarations: [DECLARATION] }]);
        expect(JSON.stringify(await stage.setup(2))).to.match(/"sessionResumption":\{"handle":"[\w-]+"\}/);
        expect(tokens).to.equal(way.backend === 'gemini' ? 2 : 0);
        expect(stage.errors).to.deep.equal([]);
        expect(stage.warnings).to.deep.equal([]);
      }).timeout(40_000);
    });
  }
}

describe('what a backend needs', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const failing = async (
    markup: string,
    prepare: (element: GeminiLiveElement) => void,
  ): Promise<{ readonly code: unknown; readonly message: string }> => {
    stage = await Stage.open({ markup });
    const { element } = stage;
    prepare(element);
    const error = await element.start().then(
      () => expect.fail('It started.'),
      (reason: unknown) => reason as { readonly code: unknown; readonly message: string },
    );
    expect(element.state).to.equal('failed');
    expect(await stage.twin.connections()).to.deep.equal([]);
    return error;
  };

  it('vertex without a relay: a config error that says so, and the ticket in no message', async () => {
    for (const baseUrl of [null, 'https://us-central1-aiplatform.googleapis.com']) {
      if (baseUrl !== null) await stage.close();
      const error = await failing('<gemini-live backend="vertex"></gemini-live>', (element) => {
        element.baseUrl = baseUrl as never;
        element.tokenProvider = () => Promise.resolve('rt1.eyJhIjoxfQ.c2lnbmF0dXJl');
      });
      expect(error.code).to.equal('config');
      expect(error.message).to.contain('needs a relay').and.not.to.contain('rt1');
      expect(stage.warnings).to.deep.equal([]);
    }
  });

  it('a relay that markup may not name: warned of, and not given the microphone', async () => {
    const markup = '<gemini-live backend="vertex" base-url="wss://elsewhere.example/live"></gemini-live>';
    const error = await failing(markup, (element) => {
      element.tokenProvider = () => Promise.resolve('a-ticket');
    });
    expect(error.code).to.equal('config');
    expect(stage.warnings).to.deep.equal(['untrusted-address']);
  });

  for (const [what, firebase, named] of [
    ['no options', undefined, 'apiKey'],
    ['null', null, 'apiKey'],
    ['text', 'a-project', 'apiKey'],
    ['no project', { apiKey: 'k' }, 'projectId'],
    ['a key with a space', { apiKey: 'secret key', projectId: 'p' }, 'apiKey'],
    ['a project that is a path', { apiKey: 'k', projectId: 'p/../q' }, 'projectId'],
    ['a location that is none', { apiKey: 'k', projectId: 'p', location: 'us?key=' }, 'location'],
    ['a location of another type', { apiKey: 'k', projectId: 'p', location: 7 }, 'location'],
  ] as const) {
    it(`firebase, ${what}: a config error that names ${named}`, async () => {
      const error = await failing('<gemini-live backend="firebase"></gemini-live>', (element) => {
        element.options = { ...element.options, firebase: firebase as never };
      });
      expect(error.code).to.equal('config');
      expect(error.message).to.contain(`options.firebase.${named}`).and.not.to.contain('secret');
    });
  }

  it('firebase in the location global: one warning, and it connects', async () => {
    stage = await Stage.open({
      markup: `<gemini-live backend="firebase" model="${VERTEX_MODEL}"></gemini-live>`,
    });
    const firebase = { apiKey: 'twin-key', projectId: 'p', location: 'global' };
    stage.element.options = { ...stage.element.options, firebase };
    await stage.element.start();
    expect(stage.warnings).to.deep.equal(['location']);
  });

  it('a wrong key of firebase: the service’s own word, and the key in no message', async () => {
    stage = await Stage.open({ markup: '<gemini-live backend="firebase"></gemini-live>' });
    const firebase = { apiKey: 'a-bad-key-nobody-may-see', projectId: 'p' };
    stage.element.options = { ...stage.element.options, firebase };
    const error = await stage.element.start().then(
      () => expect.fail('It started.'),
      (reason: unknown) => reason as Error & { readonly code: string },
    );
    expect(error.code).to.equal('auth');
    expect(error.message).not.to.contain('nobody');
  });
});
