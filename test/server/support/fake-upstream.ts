import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that the fake service received. */
export interface UpstreamCall {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** What the fake service answers; `hang` never does. */
export type UpstreamAnswer = { readonly status: number; readonly body: unknown } | 'hang';

/** Stands in for Google's token service: keeps every call, and answers what it is told. */
export const startFakeUpstream = async () => {
  const calls: UpstreamCall[] = [];
  let answer: UpstreamAnswer | undefined;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const body = JSON.parse(text) as Record<string, unknown>;
      calls.push({ method: request.method, path: request.url, headers: request.headers, body });
      server.emit('call');
      if (answer === 'hang') return;
      const { status, body: value } = answer ?? {
        status: 200,
        body: { name: `auth_tokens/minted-${calls.length}` },
      };
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    nextCall: () => once(server, 'call'),
    setAnswer: (next: UpstreamAnswer | undefined): void => {
      answer = next;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

export type FakeUpstream = Awaited<ReturnType<typeof startFakeUpstream>>;
