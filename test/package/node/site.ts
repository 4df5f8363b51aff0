import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { path } from '../../../build/paths.ts';

/** A web server that answers some paths and counts requests. */
export interface Site {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly requests: readonly string[];
  close(): void;
}

export interface Answer {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const startSite = async (answer: (path: string) => Answer | undefined): Promise<Site> => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/favicon.ico') requests.push(pathname);
    const found = answer(pathname);
    response.writeHead(found ? 200 : 404, found?.headers);
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** dist/cdn/ as a CDN serves it; `change` may put another text in the place of a file's own. */
export const startCdn = (change: (file: string, text: string) => string = (_, text) => text): Promise<Site> =>
  startSite((file) => {
    try {
      const body = change(file.slice(1), readFileSync(path(`dist/cdn${file}`), 'utf8'));
      return { body, headers: { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' } };
    } catch {
      return undefined;
    }
  });
