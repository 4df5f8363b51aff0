import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type WebWorker } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';
import { Talk } from './talk.ts';

// What only the script-tag build does is done here: the SDK and Lit cut down, the engine as one function that is a Worker's
// text and the page's own code, chunks and worklets checked by their hash.

let browser: Browser;

before(async () => {
  browser = await launch({ ...(await findChromium()), args: chromiumArgs, env: quietEnv() });
});
after(() => browser.close());

/** The policy that docs/csp.md asks for, and nothing else: what would go elsewhere is refused. */
const policy =
  ({ script = '', worker = 'blob:', more = '' }) =>
  (cdn: string, twin: string): string =>
    `default-src 'none'; script-src ${cdn} ${script}; worker-src ${worker}; connect-src ${twin} 'self' ${cdn}; ${more}`;

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types gemini-live gemini-live-lit";
/** Samples in a frame of the microphone's, 16 kHz: 20 ms from the Worker, 80 ms on the page's thread. */
const FRAME = { worker: 320, page: 1280 };
/** A page with a tool: its declaration is read, its handler run, and its call shown. */
const SMALL = [
  '/audio.worklet.js',
  '/gemini-live.closes.*.js',
  '/gemini-live.config.*.js',
  '/gemini-live.devices.*.js',
  '/gemini-live.extras.*.js',
  '/gemini-live.js',
  '/gemini-live.page.*.js',
  '/gemini-live.picture.*.js',
  '/gemini-live.session.*.js',
  '/gemini-live.tools.*.js',
];

const CASES = [
  {
    name: 'gemini-live.js, the engine in a Worker, under Trusted Types',
    file: 'gemini-live.js',
    policy: policy({ more: TRUSTED_TYPES }),
    engine: 'worker',
    files: SMALL,
  },
  {
    name: 'gemini-live.js where the policy refuses Workers',
    file: 'gemini-live.js',
    policy: policy({ worker: "'none'" }),
    engine: 'page',
    files: SMALL,
  },
  {
    name: 'gemini-live.full.js',
    file: 'gemini-live.full.js',
    policy: policy({ script: 'blob:' }),
    engine: 'worker',
    files: ['/gemini-live.full.js'],
  },
] as const;

for (const { name, engine, files, ...options } of CASES) {
  describe(`a conversation over ${name}`, { timeout: 60_000 }, () => {
    let talk: Talk;
    const workers: WebWorker[] = [];
    let ended = 0;

    before(async () => {
      talk = await Talk.open(browser, options);
      talk.page.on('workercreated', (worker) => workers.push(worker));
      talk.page.on('workerdestroyed', () => (ended += 1));
    });
    after(() => talk.close());

    it('is typed: instruction and tool are set up, the call is answered, the answer is heard and read', async () => {
      await talk.run('element.sendText("What time is it?")');
      await talk.through(0, 'connecting', 'listening', 'thinking', 'speaking', 'listening');
      const [setup] = talk.received('setup') as [{ setup: Record<string, unknown> }];
      assert.equal(setup.setup['model'], 'models/gemini-3.8-live');
      assert.match(JSON.stringify(setup.setup['systemInstruction']), /"text":"Be brief\."/);
      assert.match(JSON.stringify(setup.setup['tools']), /"name":"clock".*"zone"/);
      assert.deepEqual(talk.received('text'), [{ realtimeInput: { text: 'What time is it?' } }]);
      const [answer] = talk.received('toolResponse') as [
        { toolResponse: { functionResponses: { id: string; name: string; response: unknown }[] } },
      ];
      const { id = '', ...rest } = answer.toolResponse.functionResponses[0] ?? {};
      assert.match(id, /^fc_\d+$/);
      assert.deepEqual(rest, { name: 'clock', response: { time: '12:00', zone: 'Lisbon' } });
      assert.deepEqual(talk.notes.at(-1)?.transcript, ['user: What time is it?', 'model: It is noon.']);
      assert.match(await talk.shown(), /What time is it\?.*It is noon\./);
      assert.equal(await talk.run('element.matches(":state(listening)")'), true);
    });

    it('takes a new instruction in the middle', async () => {
      await talk.run('element.setAttribute("system-instruction", "Speak in verse.")');
      await talk.until(() => talk.received('contextUpdate').length > 0);
      assert.match(JSON.stringify(talk.received('contextUpdate')), /"text":"Speak in verse\."/);
    });

    it('is spoken: the visitor is heard, and hears the answer', async () => {
      const before = talk.states.length;
      // Looked at from frame to frame, for it has no event: how loud the answer ever was.
      await talk.run(`globalThis.loudest = 0;
        const look = () => { loudest = Math.max(loudest, element.outputLevel); requestAnimationFrame(look); };
        look(); element.start();`);
      await talk.through(before, 'thinking', 'speaking', 'listening');
      const { audio, received } = talk.line;
      assert.equal(audio.rate, 16_000);
      assert.equal(audio.samples / audio.frames, FRAME[engine]);
      assert.ok(
        audio.pcm().some((sample) => Math.abs(sample) > 8_000),
        'A voice was sent.',
      );
      const kinds = received.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1]);
      assert.deepEqual(kinds, ['setup', 'text', 'toolResponse', 'contextUpdate', 'audio']);
      const said = talk.notes.at(-1)?.transcript.slice(2) ?? [];
      assert.match(said[0] ?? '', /^user: \(\d\.\d s of speech\)$/);
      assert.equal(said[1], 'model: Good morning.');
      assert.match(await talk.shown(), /s of speech\).*Good morning\./);
      assert.ok(Number(await talk.run('loudest')) > 0.02, 'The answer reached the loudspeaker.');
    });

    it('is over with stop(): the line is closed as it should be, and the Worker is gone', async () => {
      await talk.run('element.stop()');
      await talk.until(() => talk.states.at(-1) === 'ended');
      assert.equal((await talk.line.once('closed')).code, 1000);
      assert.equal(workers.length, engine === 'worker' ? 1 : 0);
      if (ended < workers.length) {
        await new Promise((resolve) => talk.page.once('workerdestroyed', resolve));
      }
    });

    it('has asked for these files, of these origins, and nothing else', () => {
      const asked = new Set(talk.cdn.requests.map((file) => file.replace(/\.\w{8}\.js$/, '.*.js')));
      assert.deepEqual([...asked].sort(), files);
      assert.deepEqual(talk.host.requests, ['/', '/token']);
      assert.deepEqual([...talk.origins].sort(), [talk.cdn.origin, talk.host.origin].sort());
      assert.equal(talk.line.origin, talk.host.origin);
      const refused = talk.notes.flatMap(({ directive = [] }) => directive);
      assert.deepEqual(refused, engine === 'worker' ? [] : ['worker-src']);
      const complaints = talk.complaints.filter((text) => engine === 'worker' || !/worker-src/.test(text));
      assert.deepEqual(complaints, []);
    });
  });
}
