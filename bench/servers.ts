import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LiveEmulator } from '../src/emulator/index.ts';
import { type PageRecord, readRecord } from './records.ts';

/** Scripts of the pages by their path. */
export type Scripts = Readonly<Record<string, string>>;

const listen = async (
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Server> => {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const originOf = (server: Server): string => `http://localhost:${(server.address() as AddressInfo).port}`;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** Two origins, as in life: the host's page with its token endpoint, and the CDN with the built files. */
export class BenchServers {
  readonly #page: Server;
  readonly #cdn: Server;
  readonly #waiting = new Map<string, (record: PageRecord) => void>();
  readonly #loaded = new Map<string, number>();
  /** Where the tokens of the page are good for. */
  twin: LiveEmulator | undefined;

  private constructor(page: Server, cdn: Server) {
    this.#page = page;
    this.#cdn = cdn;
  }

  /** `cdn` is the folder of the built files. */
  static async start(cdn: string, scripts: Scripts): Promise<BenchServers> {
    const servers: BenchServers = new BenchServers(
      await listen((request, response) => servers.#servePage(scripts, request, response)),
      await listen((request, response) => servers.#serveCdn(cdn, request, response)),
    );
    return servers;
  }

  /** The page with the element; `attributes` is markup. */
  elementPage({
    engine,
    instruments,
    attributes = '',
  }: {
    engine: 'auto' | 'inline';
    instruments: boolean;
    attributes?: string;
  }): string {
    const query = new URLSearchParams({ engine, attributes, ...(instruments ? { instruments: 'on' } : {}) });
    return `${originOf(this.#page)}/element.html?${query.toString()}`;
  }

  peerPage({ instruments }: { instruments: boolean }): string {
    return `${originOf(this.#page)}/peer.html${instruments ? '?instruments=on' : ''}`;
  }

  /** The record that a page hands over under this name. Ask before the page is told to. */
  record(name: string): Promise<PageRecord> {
    return new Promise((resolve) => this.#waiting.set(name, resolve));
  }

  /** Compressed size of all that pages loaded to do their work since the last time, bytes. */
  takeLoadedBytes(): number {
    const sum = [...this.#loaded.values()].reduce((total, size) => total + size, 0);
    this.#loaded.clear();
    return sum;
  }

  close(): void {
    for (const server of [this.#page, this.#cdn]) {
      server.closeAllConnections();
      server.close();
    }
  }

  async #servePage(scripts: Scripts, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', originOf(this.#page));
    if (url.pathname === '/token') return this.#serveToken(response);
    if (url.pathname.startsWith('/records/'))
      return this.#takeRecord(url.pathname.slice(9), request, response);
    const script = scripts[url.pathname];
    if (script !== undefined) {
      if (url.pathname === '/peer.js') this.#loaded.set(url.pathname, gzipSync(script).length);
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
      return;
    }
    const html = this.#html(url);
    response.writeHead(html ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  }

  #html({ pathname, searchParams }: URL): string | undefined {
    const instruments = searchParams.has('instruments') ? '<script src="/instruments.js"></script>' : '';
    const head = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Bench</title>${instruments}`;
    if (pathname === '/peer.html') return `${head}<script src="/peer.js"></script>`;
    if (pathname !== '/element.html') return undefined;
    return (
      `${head}<script type="module" src="${originOf(this.#cdn)}/gemini-live.js"></script><script src="/element.js"></script>` +
      `<body><gemini-live token-endpoint="/token" ${searchParams.get('attributes') ?? ''}></gemini-live>`
    );
  }

  #serveToken(response: ServerResponse): Promise<void> {
    const answer = { token: this.twin?.mintToken(), baseUrl: this.twin?.url };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    return Promise.resolve();
  }

  async #takeRecord(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const record = readRecord(await bodyOf(request));
    response.writeHead(204).end();
    this.#waiting.get(name)?.(record);
    this.#waiting.delete(name);
  }

  async #serveCdn(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = new URL(request.url ?? '/', originOf(this.#cdn)).pathname.slice(1);
    const allow = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' };
    if (!/^[\w.-]+\.js$/.test(name)) {
      response.writeHead(404, allow).end();
      return;
    }
    const text = await readFile(join(folder, name));
    this.#loaded.set(name, gzipSync(text).length);
    response.writeHead(200, { ...allow, 'Cache-Control': 'max-age=60' }).end(text);
  }
}
