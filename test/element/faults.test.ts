import { expect } from '@open-wc/testing';
import type { GeminiLiveErrorCode } from '../../src/errors.ts';
import type { LiveState } from '../../src/core/state.ts';
import { en } from '../../src/locales/en.ts';
import { ENGINES, rejection, Stage } from '../support/conversation-harness.ts';
import type { TwinStart } from '../support/twin-commands.ts';

/** Something that goes wrong at the start, and what is to come of it. */
interface Fault {
  readonly name: string;
  readonly code: GeminiLiveErrorCode;
  readonly twin?: TwinStart;
  /** It is the engine's to notice: tried in both. */
  readonly both?: boolean;
  /** Makes it go wrong; what it returns mends it. */
  readonly breaks?: (stage: Stage) => () => void;
}

/** Hides a property of an object behind another value. */
const pretend = (object: object, name: string, value: unknown): (() => void) => {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { value, configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(object, name, own);
    else Reflect.deleteProperty(object, name);
  };
};

const microphone = (name: string, code: GeminiLiveErrorCode): Fault => ({
  name: `the microphone is refused with ${name}`,
  code,
  breaks: ({ microphone: fake }) => {
    const { answer } = fake;
    fake.refuse(name);
    return () => (fake.answer = answer);
  },
});

const endpoint = (kind: string, code: GeminiLiveErrorCode): Fault => ({
  name: `the token endpoint answers "${kind}"`,
  code,
  breaks: ({ element }) => {
    const { tokenProvider } = element;
    element.tokenProvider = undefined;
    element.tokenEndpoint = `/__token/${kind}`;
    return () => (element.tokenProvider = tokenProvider);
  },
});

const attribute = (name: 'model' | 'voice', value: string, code: GeminiLiveErrorCode): Fault => ({
  name: `${name} is "${value}"`,
  code,
  breaks: ({ element }) => {
    element[name] = value;
    return () => (element[name] = undefined);
  },
});

/** Tried in both engines: one of each kind. */
const BOTH: ReadonlySet<number> = new Set([503, 1006, 1008]);

const refused = (status: number): Fault => ({
  name: `the upgrade of the socket is refused with ${status}`,
  code: 'network',
  both: BOTH.has(status),
  twin: { script: { refuse: { status, connection: 1 } } },
});

const closes = (code: number, reason: string, wanted: GeminiLiveErrorCode): Fault => ({
  name: `the service closes with ${code} ${reason || '(no reason)'} in answer to setup`,
  code: wanted,
  both: BOTH.has(code),
  twin: { script: { faults: [{ at: 'setup', connection: 1, do: { kind: 'close', code, reason } }] } },
});

const token = (name: string, spoil: (stage: Stage) => Promise<string>): Fault => ({
  name,
  code: 'token',
  breaks: (stage) => {
    const { tokenProvider } = stage.element;
    stage.element.tokenProvider = () => spoil(stage);
    return () => (stage.element.tokenProvider = tokenProvider);
  },
});

const QUOTA = 'You exceeded your current quota, please check your plan and billing details.';

const FAULTS: readonly Fault[] = [
  microphone('NotAllowedError', 'microphone-denied'),
  microphone('NotFoundError', 'microphone-missing'),
  microphone('OverconstrainedError', 'microphone-missing'),
  microphone('NotReadableError', 'microphone-busy'),
  {
    name: 'the page is not secure, where AudioWorklet is missing too',
    code: 'insecure-context',
    breaks: () => {
      const undo = [
        pretend(window, 'isSecureContext', false),
        pretend(BaseAudioContext.prototype, 'audioWorklet', undefined),
      ];
      return () => undo.forEach((mend) => mend());
    },
  },
  {
    name: 'the page’s policy forbids the microphone',
    code: 'permissions-policy',
    breaks: () => pretend(document, 'permissionsPolicy', { allowsFeature: () => false }),
  },
  {
    name: 'getUserMedia is missing',
    code: 'unsupported-browser',
    breaks: () => pretend(navigator, 'mediaDevices', undefined),
  },
  {
    name: 'Web Audio is missing',
    code: 'unsupported-browser',
    breaks: () => pretend(globalThis, 'AudioContext', undefined),
  },
  {
    name: 'the worklets cannot load',
    code: 'worklet-blocked',
    breaks: () =>
      pretend(AudioWorklet.prototype, 'addModule', () =>
        Promise.reject(new DOMException('Refused by the test.', 'AbortError')),
      ),
  },
  endpoint('401', 'auth'),
  endpoint('403', 'auth'),
  endpoint('429', 'quota'),
  endpoint('500', 'token'),
  endpoint('html', 'token'),
  endpoint('empty', 'token'),
  endpoint('drop', 'network'),
  token('the service does not know the token any more', () => Promise.resolve('auth_tokens/expired')),
  token('the token is used up', async ({ twin }) => {
    const used = await twin.token({ uses: 1 });
    const socket = new WebSocket(
      `${twin.url.replace('http', 'ws')}/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContentConstrained?access_token=${used}`,
    );
    socket.onopen = () => socket.send('{"setup":{"model":"models/gemini-3.8-live"}}');
    await new Promise((resolve) => (socket.onmessage = resolve));
    socket.close();
    return used;
  }),
  token('the token provider fails', () => Promise.reject(new Error('No token today.'))),
  attribute('model', 'gemini-99-live', 'model'),
  refused(403),
  refused(429),
  refused(503),
  closes(1000, '', 'service'),
  closes(1005, '', 'network'),
  closes(1006, '', 'network'),
  closes(1007, 'API key not valid. Please pass a valid API key.', 'auth'),
  closes(1007, 'API key expired. Please renew the API key.', 'auth'),
  closes(1007, 'Request contains an invalid argument.', 'config'),
  closes(1007, 'Invalid JSON payload received. Unknown name "x" at \'setup\': Cannot find field.', 'config'),
  closes(1007, 'realtime_input.media_chunks is deprecated. Use audio, video, or text instead.', 'config'),
  closes(1008, 'models/X is not found for API version v1beta, or is not supported for bidiGener', 'model'),
  closes(1008, 'Operation is not implemented, or supported, or enabled.', 'config'),
  closes(1008, 'BidiGenerateContent session not found', 'session-expired'),
  closes(1008, 'The operation was aborted.', 'service'),
  closes(1008, 'Method doesn’t allow unregistered callers (callers without established identity)', 'auth'),
  closes(1008, 'API keys are not supported by this API', 'auth'),
  closes(1011, QUOTA, 'quota'),
  closes(1011, 'Internal error encountered.', 'service'),
  closes(1011, 'Deadline expired before operation could complete.', 'session-expired'),
  closes(1011, 'The service is currently unavailable.', 'service'),
  {
    name: 'the setup is never answered',
    code: 'timeout',
    both: true,
    twin: { script: { faults: [{ at: 'setup', connection: 1, do: { kind: 'stall' } }] } },
    breaks: ({ element }) => {
      const { options } = element;
      element.options = { ...options, connectTimeoutMs: 1_000 }; // time for the socket to reach the twin, whose first connection is the silent one
      return () => (element.options = options);
    },
  },
];

const SECRETS = /auth_tokens\/\w|twin-key|detail-of-the-server/;

for (const engine of ENGINES) {
  describe(`what goes wrong at the start (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    for (const { name, both, code, twin = {}, breaks } of FAULTS) {
      if (engine === 'inline' && !both) continue;
      it(`${name}: ${code}`, async () => {
        stage = await Stage.open({ engine, twin });
        const { element } = stage;
        const mend = breaks?.(stage);
        try {
          const error = await rejection(element.start());
          expect(error.code).to.equal(code);
          expect(error.message).not.to.match(SECRETS);
          expect(element.error).to.equal(error);
          expect(stage.states).to.deep.equal(['connecting', 'failed'] satisfies LiveState[]);
          const { what, remedy } = en.errors[code];
          expect(await stage.shown('error')).to.equal(`${what} ${remedy}`);
          await element.stop();
          await stage.expectReleased();
          expect(stage.of('gemini-live-error').map(({ error }) => error.code)).to.deep.equal([code]);
        } finally {
          mend?.();
        }

        await element.start();
        expect(element.state).to.equal('listening');
        expect(element.error).to.equal(undefined);
        expect(await stage.shown('error')).to.equal(undefined);
        expect(stage.errors).to.have.length(1);
      });
    }
  });
}

describe('what does not keep a conversation from starting', () => {
  it('an unknown voice: a warning, and the service’s own voice', async () => {
    const stage = await Stage.open({ markup: '<gemini-live voice="Nobody"></gemini-live>' });
    await stage.element.start();
    expect(stage.warnings).to.deep.equal(['not-supported-by-model']);
    expect(stage.consoleWarnings).to.have.length(1);
    expect(JSON.stringify(await stage.setup())).not.to.contain('Nobody');
    await stage.close();
  });

  it('a token endpoint that never answers: a word after ten seconds, and stop() at any time', async () => {
    const stage = await Stage.open();
    stage.element.tokenProvider = undefined;
    stage.element.tokenEndpoint = '/__token/hang';
    const starting = rejection(stage.element.start());
    await stage.until(() => stage.of('gemini-live-tokenrequest').length > 0);
    await stage.element.stop();
    expect((await starting).name).to.equal('AbortError');
    expect(stage.errors).to.deep.equal([]);
    await stage.close();
  });
});
