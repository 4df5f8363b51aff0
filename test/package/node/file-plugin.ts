import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestRunnerPlugin } from '@web/test-runner-core';

/** A file for a test page, and where it may be had. */
export interface ServedFile {
  readonly path: string;
  readonly body: string;
}

const isFile = (value: unknown): value is ServedFile =>
  typeof value === 'object' && value !== null && 'path' in value && 'body' in value;

/**
 * A web server of another origin for browser tests, with CORS. Commands: `file:serve` with `{ path, body }` gives the
 * file's URL and forgets its count; `file:requests` with that URL gives how often it was asked for, in whatever query.
 */
export const filePlugin = (): TestRunnerPlugin => {
  const files = new Map<string, string>();
  const requests = new Map<string, number>();
  let server: Server | undefined;
  let origin = '';
  return {
    name: 'file-server',
    async serverStart() {
      const started = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        requests.set(path, (requests.get(path) ?? 0) + 1);
        const body = files.get(path);
        response.writeHead(body === undefined ? 404 : 200, {
          'Content-Type': 'text/javascript',
          'Access-Control-Allow-Origin': '*',
        });
        response.end(body);
      });
      await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
      server = started;
    },
    serverStop() {
      server?.closeAllConnections();
      server?.close();
      return Promise.resolve();
    },
    executeCommand({ command, payload }): unknown {
      if (command === 'file:serve' && isFile(payload)) {
        files.set(payload.path, payload.body);
        requests.delete(payload.path);
        return origin + payload.path;
      }
      if (command === 'file:requests' && typeof payload === 'string') {
        return requests.get(new URL(payload).pathname) ?? 0;
      }
      return undefined;
    },
  };
};
