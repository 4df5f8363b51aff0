import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startLiveEmulator, type LiveEmulator } from '../src/emulator/index.ts';
import { createTokenHandler, toNodeListener } from '../src/server/index.ts';
import { demoAnswer } from './answers.ts';
import { listen } from './listen.ts';
import { pageHeaders } from './page-headers.ts';
import { serveFile, type Mount } from './static-files.ts';
import { createVoice } from './voice.ts';

/** Options of `startDemo()`. */
export interface DemoOptions {
  /** The first port to try; 0 takes any. */
  readonly port: number;
  /** A Gemini API key: the page then talks to Google. Without it, to the local twin. */
  readonly apiKey?: string;
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
const MODEL = 'gemini-3.8-live';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Starts the page, its token endpoint, and the twin when there is no key. */
export const startDemo = async ({ port, apiKey }: DemoOptions): Promise<Demo> => {
  const key = apiKey ?? randomUUID();
  const twin =
    apiKey === undefined
      ? await startLiveEmulator({ apiKeys: [key], script: demoAnswer, voice: createVoice() })
      : undefined;
  const server = createServer();
  const taken = await listen(server, port);
  server.on('request', demoListener(taken, key, twin));
  return {
    url: `http://localhost:${taken}/`,
    service: twin ? 'twin' : 'gemini',
    close: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), twin?.close()]);
    },
  };
};

const demoListener = (port: number, apiKey: string, twin: LiveEmulator | undefined) => {
  const tokens = toNodeListener(
    createTokenHandler({
      apiKey,
      // The page's switches set the system instruction: it is left open here, which a public page should not do.
      constraints: { model: MODEL },
      allowedOrigins: [`http://localhost:${port}`, `http://127.0.0.1:${port}`],
      ...(twin ? { baseUrl: twin.url } : {}),
    }),
  );
  const headers = pageHeaders(twin?.url ?? GEMINI);
  const mounts: readonly Mount[] = [
    { prefix: '/dist/', folder: folder('../dist') },
    { prefix: '/', folder: folder('.') },
  ];
  return (request: IncomingMessage, response: ServerResponse): void => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path === '/api/live-token') return tokens(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return finish(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    }
    if (path === '/api/service') {
      return finish(response, 200, JSON.stringify({ service: twin ? 'twin' : 'gemini' }), {
        'Content-Type': 'application/json; charset=utf-8',
      });
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
