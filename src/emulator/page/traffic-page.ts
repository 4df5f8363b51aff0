import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemClock } from '../time/clock.ts';
import { refusalOf } from './access.ts';
import type { ConnectionLog } from './connection-log.ts';
import { EventStream } from './event-stream.ts';
import { pageFile } from './page-files.ts';
import { sendBytes } from './send-bytes.ts';
import { soundOf } from './sound.ts';
import type { TrafficLog } from './traffic-log.ts';

/** Who may see the page. */
export interface PageOptions {
  /**
   * Host names under which others may see it, for a twin that listens beyond this machine or behind a proxy. It shows whole
   * conversations: name only hosts of a network that you trust. Default: none, so this machine alone may.
   */
  readonly hosts?: readonly string[];
}

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const CONNECTION = /^\/traffic\/connections\/(\d{1,9})\/(recording|audio\.wav|frames\/(\d{1,9}))$/;

const tell = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
};

/** The page at `/` and all below `/traffic/`. */
export class TrafficPage {
  readonly #log: TrafficLog;
  readonly #hosts: readonly string[];
  readonly #streams = new Set<EventStream>();

  constructor(log: TrafficLog, { hosts = [] }: PageOptions) {
    this.#log = log;
    this.#hosts = hosts;
  }

  /** Answers a request that is the page's. Resolves to `false`, with nothing done, when it is not. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const [pathname = '', query] = (request.url ?? '').split('?', 2);
    if (pathname !== '/' && !pathname.startsWith('/traffic/')) return false;
    const refusal = refusalOf(request, this.#hosts);
    if (refusal !== undefined) tell(response, 403, refusal);
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      tell(response, 405, 'Only GET is allowed.');
    else await this.#serve(pathname, new URLSearchParams(query), request, response);
    return true;
  }

  /** Ends the streams of all pages. */
  close(): void {
    for (const stream of this.#streams) stream.close();
  }

  async #serve(
    path: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const file = await pageFile(path);
    if (file) return sendBytes(request, response, { ...HEADERS, 'content-type': file.type }, file.body);
    if (path === '/traffic/events') return this.#stream(Number(query.get('connection')), request, response);
    const [, id, what, frame] = CONNECTION.exec(path) ?? [];
    const log = this.#log.connections.get(Number(id));
    if (!log) return tell(response, 404, 'There is no such connection (any more).');
    if (what === 'recording') return this.#recording(log, response);
    if (what === 'audio.wav') return this.#sound(log, query, request, response);
    return this.#frame(log, Number(frame), response);
  }

  #stream(connection: number, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
    if (request.method === 'HEAD') return void response.end();
    // People look at it: their time is the machine's, whatever clock the sessions have.
    const stream = new EventStream(this.#log, response, connection, systemClock);
    this.#streams.add(stream);
    response.once('close', () => this.#streams.delete(stream));
  }

  #frame(log: ConnectionLog, index: number, response: ServerResponse): void {
    const place = log.row(index)?.place;
    const line = place && log.file?.read(place);
    if (line === undefined) return tell(response, 410, 'This frame is no longer kept.');
    response.writeHead(200, { ...HEADERS, 'content-type': 'application/json; charset=utf-8' });
    response.end(line);
  }

  async #recording(log: ConnectionLog, response: ServerResponse): Promise<void> {
    const { file } = log;
    if (!file || file.removed) return tell(response, 410, 'The recording is no longer kept.');
    response.writeHead(200, {
      ...HEADERS,
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${basename(file.path)}"`,
    });
    // As long as it is now: what is written meanwhile would be cut anywhere.
    await pipeline(createReadStream(file.path, { end: Math.max(0, file.bytes - 1) }), response);
  }

  #sound(
    log: ConnectionLog,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const from = query.get('from') === 'server' ? 'server' : 'client';
    const [start, end] = [Number(query.get('start') ?? 0), Number(query.get('end') ?? Infinity)];
    if (!(start >= 0) || !(end > start))
      return tell(response, 400, 'start and end are seconds, and end is later.');
    const sound = soundOf(log, from, start, end);
    if (!sound) return tell(response, 404, 'There is no audio (any more).');
    return sendBytes(request, response, { ...HEADERS, 'content-type': 'audio/wav' }, sound);
  }
}
