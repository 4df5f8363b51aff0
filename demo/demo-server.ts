import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startLiveEmulator, type LiveEmulator } from '../src/emulator/index.ts';
import { demoAnswer, SCRIPTS } from './answers/index.ts';
import { listen } from './listen.ts';
import { pageHeaders } from './page-headers.ts';
import { serveFile, type Mount } from './static-files.ts';
import { tokenEndpoints, type Listener, type TokenEndpointsOptions } from './token-endpoints.ts';
import { startVertex } from './vertex.ts';
import { createVoice } from './voice.ts';

/** Options of `startDemo()`. */
export interface DemoOptions {
  /** The first port to try; 0 takes any. */
  readonly port: number;
  /** A Gemini API key: the page then talks to Google. Without it, to the local twin. */
  readonly apiKey?: string;
  /** Origins beside the demo's own whose pages may ask for tokens. Default none. */
  readonly origins?: readonly string[];
}

/** A running demo. */
export interface Demo {
  /** The page's address. */
  readonly url: string;
  /** Who answers. */
  readonly service: 'gemini' | 'twin';
  close(): Promise<void>;
}

const GEMINI = 'https://generativelanguage.googleapis.com';
/** The pages that have a token endpoint of their own: what the twin says depends on it. */
const PAGES = ['start', 'firebase', 'modalities', 'playground', 'turns', 'usage', ...Object.keys(SCRIPTS)];
const VERTEX = '/api/live-token/vertex';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Starts the pages, their token endpoints, and the twin when there is no key. */
export const startDemo = async ({ port, apiKey, origins: more = [] }: DemoOptions): Promise<Demo> => {
  const own = randomUUID();
  const keyOf = (page: string): string => apiKey ?? `${own}-${page}`;
  const twin = apiKey === undefined ? await startTwin(keyOf) : undefined;
  const server = createServer();
  const taken = await listen(server, port);
  const origins = [`http://localhost:${taken}`, `http://127.0.0.1:${taken}`, ...more];
  // An account of Google Cloud is nothing that a key could stand for: without the twin, that page says so.
  const vertex = twin && startVertex({ server, port: taken, origins, service: twin.url });
  const listener = demoListener(
    { keyOf, origins, ...(twin ? { baseUrl: twin.url } : {}) },
    [twin?.url ?? GEMINI, ...(vertex ? [vertex.url] : [])],
    vertex ? new Map([[VERTEX, vertex.tickets]]) : new Map<string, Listener>(),
  );
  server.on('request', listener);
  return {
    url: `http://localhost:${taken}/`,
    service: twin ? 'twin' : 'gemini',
    close: async () => {
      await vertex?.close();
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), twin?.close()]);
    },
  };
};

const startTwin = (keyOf: (page: string) => string): Promise<LiveEmulator> =>
  startLiveEmulator({
    apiKeys: PAGES.map(keyOf),
    script: demoAnswer,
    scripts: Object.fromEntries(Object.entries(SCRIPTS).map(([page, script]) => [keyOf(page), script])),
    voice: createVoice(),
  });

/** What the pages are told of who answers. Firebase's key is public by design. */
const serviceOf = ({ keyOf, baseUrl }: TokenEndpointsOptions): string =>
  JSON.stringify(
    baseUrl === undefined
      ? { service: 'gemini' }
      : { service: 'twin', url: baseUrl, firebase: { apiKey: keyOf('firebase'), projectId: 'demo' } },
  );

const demoListener = (
  options: TokenEndpointsOptions,
  services: readonly string[],
  tickets: ReadonlyMap<string, Listener>,
): Listener => {
  const endpoints = new Map([...tokenEndpoints(PAGES, options), ...tickets]);
  const headers = pageHeaders(services);
  const service = serviceOf(options);
  const mounts: readonly Mount[] = [
    { prefix: '/dist/', folder: folder('../dist') },
    { prefix: '/recordings/', folder: folder('../test/fixtures') },
    { prefix: '/', folder: folder('.') },
  ];
  return (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const endpoint = endpoints.get(path);
    if (endpoint) return endpoint(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return finish(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    }
    if (path === '/api/service') {
      return finish(response, 200, service, { 'Content-Type': 'application/json; charset=utf-8' });
    }
    Object.entries(headers).forEach(([name, value]) => response.setHeader(name, value));
    // Pages of other origins may embed the built files, as from any CDN.
    if (path.startsWith('/dist/')) response.setHeader('Access-Control-Allow-Origin', '*');
    serveFile(mounts, path === '/' ? '/index.html' : path, request, response).then(
      (served) => served || finish(response, 404, 'There is nothing here.'),
      () => response.destroy(),
    );
  };
};

const finish = (
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    })
    .end(text);
};
