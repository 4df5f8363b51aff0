import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createTokenHandler, toNodeListener, type TokenHandler } from '../../src/server/index.ts';
import { startFakeUpstream } from './support/fake-upstream.ts';
import { MODEL, optionsFor, ORIGIN } from './support/requests.ts';

const serve = async (context: TestContext, handler: TokenHandler): Promise<string> => {
  const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const JSON_TYPE = { 'Content-Type': 'application/json' };

test('a token over Node http, with the address of the socket', async (context) => {
  const upstream = await startFakeUpstream();
  context.after(() => upstream.close());
  const addresses: unknown[] = [];
  const authorize = (_request: Request, { remoteAddress }: { remoteAddress?: string }) => {
    addresses.push(remoteAddress);
    return true;
  };
  const url = await serve(context, createTokenHandler(optionsFor(upstream.url, { authorize })));
  const body = JSON.stringify({ model: MODEL });
  const headers = { ...JSON_TYPE, Origin: ORIGIN };
  const response = await fetch(`${url}/api/live-token`, { method: 'POST', headers, body });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(((await response.json()) as { token: string }).token, 'auth_tokens/minted-1');
  assert.deepEqual(addresses, ['127.0.0.1']);
});

test('method, path, query, headers and body arrive as sent', async (context) => {
  const url = await serve(context, async (request) =>
    Response.json({
      method: request.method,
      path: new URL(request.url).pathname + new URL(request.url).search,
      header: request.headers.get('x-two'),
      body: await request.text(),
    }),
  );
  const headers: [string, string][] = [
    ['x-two', 'a'],
    ['x-two', 'b'],
  ];
  const body = 'é'.repeat(70_000);
  const response = await fetch(`${url}//evil.example/p?q=1`, { method: 'PUT', headers, body });
  assert.deepEqual(await response.json(), {
    method: 'PUT',
    path: '//evil.example/p?q=1',
    header: 'a, b',
    body,
  });
});

test('a request refused before its body was read leaves no broken connection', async (context) => {
  const url = await serve(context, createTokenHandler(optionsFor('http://127.0.0.1:1')));
  for (let index = 0; index < 3; index++) {
    const response = await fetch(url, { method: 'POST', headers: JSON_TYPE, body: '{}' });
    assert.equal(response.status, 403);
    await response.text();
  }
});

test('a body without end is cut off at the limit', async (context) => {
  const url = await serve(context, createTokenHandler(optionsFor('http://127.0.0.1:1')));
  const headers = { ...JSON_TYPE, Origin: ORIGIN, 'Transfer-Encoding': 'chunked' };
  const outgoing = httpRequest(url, { method: 'POST', headers });
  outgoing.on('error', () => undefined);
  outgoing.write('x'.repeat(64_000));
  const [response] = (await once(outgoing, 'response')) as [{ statusCode: number }];
  outgoing.destroy();
  assert.equal(response.statusCode, 413);
});

test('a host header that is none gets 400', async (context) => {
  const url = await serve(context, () => Promise.resolve(new Response('reached')));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end('GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
  const [first] = (await once(socket, 'data')) as [Buffer];
  assert.match(first.toString(), /^HTTP\/1\.1 400 /);
});

test('the signal tells when the caller has gone', async (context) => {
  let gone: (() => void) | undefined;
  const wasGone = new Promise<void>((resolve) => (gone = resolve));
  let arrived: (() => void) | undefined;
  const hasArrived = new Promise<void>((resolve) => (arrived = resolve));
  const url = await serve(context, (request) => {
    request.signal.addEventListener('abort', () => gone?.());
    arrived?.();
    return wasGone.then(() => new Response('late'));
  });
  const giveUp = new AbortController();
  const pending = fetch(url, { method: 'POST', signal: giveUp.signal, body: '{}' });
  await hasArrived;
  giveUp.abort();
  await assert.rejects(pending, { name: 'AbortError' });
  await wasGone;
});
