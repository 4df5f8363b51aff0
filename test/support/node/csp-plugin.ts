import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import { path, SPEECH_WORKLET_SOURCE, WORKER_SOURCE, WORKLET_SOURCE } from '../../../build/paths.ts';
import { minifiedText } from '../../../build/text-modules.ts';
import { startLiveEmulator, type EmulatorOptions, type LiveEmulator } from '../../../src/emulator/index.ts';
import type { CspFiles, CspPage, CspSeen } from '../csp-commands.ts';
import { builtCdn } from './built-cdn.ts';

/** Frames of the microphone's in half a second, whichever their length: the twin takes that for a word. */
const WORD_SAMPLES = 8_000;
/** Samples in a frame of 20 ms, which only an engine in a Worker sends. */
const WORKER_FRAME = 320;
const NONCE = 'of-this-page';

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const TURN: EmulatorOptions['script'] = {
  answers: [{ kind: 'tone', hz: 440, seconds: 0.3, spoken: 'Good morning.', delayMs: 10 }],
};
/** A found page with suggestions as Google's, then a function that is called. */
const TOUR: EmulatorOptions['script'] = {
  answers: [
    {
      kind: 'steps',
      steps: [
        { kind: 'say', text: 'It is dry.' },
        {
          kind: 'ground',
          queries: ['weather'],
          chunks: [{ uri: 'https://example.org/dry', title: 'Dry' }],
          html: '<style>a { color: rgb(1, 2, 3) }</style><div style="color: red" onclick="pwned()"><img src="https://evil.example/" onerror="pwned()" /><script>pwned()</script><a style="color: red" href="https://www.google.com/search?q=weather">weather</a></div>',
        },
      ],
    },
    { kind: 'call', calls: [{ name: 'place_order' }], next: { kind: 'say', text: 'Done.' } },
  ],
};
const TOUR_ATTRIBUTES =
  'lang="de" layout="floating" visualizer="bars" persist="session" consent google-search';

const SOURCES: Readonly<Record<CspFiles, { readonly script: string; readonly attributes: string }>> = {
  own: { script: '{own}/cdn/gemini-live.js', attributes: '' },
  cdn: { script: '{cdn}/cdn/gemini-live.js', attributes: '' },
  full: { script: '{own}/cdn/gemini-live.full.js', attributes: '' },
  folder: { script: '{own}/cdn/gemini-live.js', attributes: 'worklet-base="/worklets/"' },
};

interface Built {
  /** A folder like dist/cdn/. */
  readonly dir: string;
  /** What lies elsewhere, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

const build = async (): Promise<Built> => {
  const dir = await builtCdn();
  const texts = new Map<string, string>();
  for (const file of ['csp-driver.js', 'csp-tour.js', 'csp-watch.js']) {
    texts.set(`/${file}`, readFileSync(path(`test/support/node/${file}`), 'utf8'));
  }
  for (const source of [WORKLET_SOURCE, SPEECH_WORKLET_SOURCE, WORKER_SOURCE]) {
    texts.set(`/worklets/${basename(source, '.ts')}.js`, (await minifiedText(source)).code);
  }
  return { dir, texts };
};

/** A command has to answer within 20 s, and a build may take longer. */
const pause = (): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), 10_000));

interface Running {
  readonly twin: LiveEmulator;
  /** Files of dist/cdn/ that were not asked for so far. */
  readonly unasked: Set<string>;
  readonly servers: readonly Server[];
}

/**
 * Pages under policies, for browser tests: two real servers, one of the page's origin and one of another, with the built
 * element on both, and a twin. Commands: `csp:ready` tells whether all is
 * built by now, `csp:open` with a `CspPage` gives the page's address, and `csp:close` ends it and
 * gives where the engine ran and what was not asked for. The page does the rest (csp-driver.js, csp-tour.js).
 */
export const cspPlugin = (): TestRunnerPlugin => {
  let built: ReturnType<typeof build> | undefined;
  let running: Running | undefined;

  const close = async (): Promise<void> => {
    const { servers = [], twin } = running ?? {};
    running = undefined;
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await twin?.close();
  };

  const open = async ({ files, headers, tour = false }: CspPage): Promise<string> => {
    await close();
    const { dir, texts } = await (built ??= build());
    const twin = await startLiveEmulator({
      setupDelayMs: 10,
      script: tour ? TOUR : TURN,
    });
    const unasked = new Set(readdirSync(dir));
    const origins: Record<string, string> = { '{twin}': twin.url.replace('http', 'ws') };
    const fill = (text: string): string => text.replace(/\{\w+\}/g, (name) => origins[name] ?? name);
    const text = (asked: string): string => {
      const name = asked.replace(/^\/cdn\//, '');
      unasked.delete(name);
      return texts.get(asked) ?? readFileSync(join(dir, name), 'utf8');
    };
    const page = (): string => {
      const { script, attributes } = SOURCES[files];
      const tag = (address: string): string =>
        `<script type="module" nonce="${NONCE}" src="${fill(address)}" crossorigin></script>`;
      return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Policy</title><link rel="icon" href="data:,"><body>
        ${tag(`{own}/csp-${tour ? 'tour' : 'driver'}.js`)}${tag(script)}
        <gemini-live token-endpoint="/token" silence-duration-ms="200" ${attributes} ${tour ? TOUR_ATTRIBUTES : ''}></gemini-live>`;
    };
    const heard = (): true | undefined =>
      (twin.connections.at(-1)?.audio.samples ?? 0) >= WORD_SAMPLES ? true : undefined;
    const server = (own: boolean): Server =>
      createServer((request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const say = (type: string, body: string, more: Readonly<Record<string, string>> = {}): void => {
          response.writeHead(200, { 'Content-Type': type, ...more });
          response.end(body);
        };
        if (own && pathname === '/') {
          const filled = Object.entries(headers).map(([name, value]) => [name, fill(value)]);
          return say('text/html', page(), Object.fromEntries(filled) as Record<string, string>);
        }
        if (own && pathname === '/token') {
          return say('application/json', JSON.stringify({ token: twin.mintToken(), baseUrl: twin.url }));
        }
        if (own && pathname === '/drop') {
          twin.connections.at(-1)?.terminate();
          return say('text/plain', 'dropped');
        }
        if (own && pathname === '/heard') {
          const found = AbortSignal.timeout(15_000);
          void twin.until(heard, found).then(
            () => say('text/plain', 'yes'),
            () => say('text/plain', 'no'),
          );
          return;
        }
        try {
          // The Worker's file has a policy of its own, as docs/csp.md says: the page's is sent along.
          const policy = headers['Content-Security-Policy'];
          const coep = headers['Cross-Origin-Embedder-Policy'];
          say('text/javascript', text(pathname), {
            ...(own ? {} : { 'Access-Control-Allow-Origin': '*' }),
            ...(own && policy ? { 'Content-Security-Policy': fill(policy) } : {}),
            ...(own && coep ? { 'Cross-Origin-Embedder-Policy': coep } : {}),
          });
        } catch {
          response.writeHead(404).end();
        }
      });
    const servers = [server(true), server(false)];
    const [ownServer, cdnServer] = servers as [Server, Server];
    origins['{own}'] = await listen(ownServer);
    origins['{cdn}'] = await listen(cdnServer);
    running = { twin, unasked, servers };
    return `${origins['{own}']}/`;
  };

  const engineOf = (): 'worker' | 'page' | 'none' => {
    const { frames = 0, samples = 0 } = running?.twin.connections.at(-1)?.audio ?? {};
    if (frames === 0) return 'none';
    return samples / frames === WORKER_FRAME ? 'worker' : 'page';
  };

  return {
    name: 'csp',
    async executeCommand({ command, payload }): Promise<unknown> {
      if (command === 'csp:ready') return Promise.race([(built ??= build()).then(() => true), pause()]);
      if (command === 'csp:open') return open(payload as CspPage);
      if (command !== 'csp:close') return undefined;
      const unasked = [...(running?.unasked ?? [])]
        .map((file) => file.replace(/\.[\w-]{8}\.js$/, '.js'))
        .sort();
      const seen: CspSeen = { engine: engineOf(), unasked };
      await close();
      return seen;
    },
    serverStop: close,
  };
};
