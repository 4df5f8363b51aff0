import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { startDemo, type Demo } from '../../demo/demo-server.ts';
import { listen } from '../../demo/listen.ts';

let demo: Demo;
before(async () => {
  demo = await startDemo({ port: 0 });
});
after(() => demo.close());

const at = (path: string): string => new URL(path, demo.url.replace('localhost', '127.0.0.1')).href;

/** The status for a request line as it is; `fetch` would tidy the path up. */
const statusOf = async (path: string): Promise<number> => {
  const socket = connect(Number(new URL(demo.url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+)/.exec(first.toString())?.[1]);
};

const askToken = (origin: string): Promise<Response> =>
  fetch(at('/api/live-token'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ model: 'gemini-3.8-live', apiVersion: 'v1alpha' }),
  });

test('serves the page, its parts and their types', async () => {
  const types = { '/': 'text/html', '/demo.css': 'text/css', '/demo.js': 'text/javascript' };
  for (const [path, type] of Object.entries(types)) {
    const response = await fetch(at(path));
    assert.equal(response.status, 200, path);
    assert.ok(response.headers.get('content-type')?.startsWith(type), path);
    assert.ok((await response.text()).length > 100);
  }
  const head = await fetch(at('/?layout=floating'), { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.ok(Number(head.headers.get('content-length')) > 100);
});

test('the page lets itself use the microphone, and nobody else run anything', async () => {
  const { headers } = await fetch(at('/'));
  assert.match(headers.get('permissions-policy') ?? '', /microphone=\(self\)/);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'self' (http:\/\/127\.0\.0\.1:\d+) ws:\/\/127\.0\.0\.1:\d+/);
  assert.doesNotMatch(policy, /unsafe|\*/);
});

test('nothing outside its folders is served, and no source', async () => {
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/dist/../package.json',
    '/dist/..%2f..%2fpackage.json',
    '/dist/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/server.ts',
    '/README.md',
    '/.hidden.js',
    '/index.html%00',
    '/%',
    '/none.js',
    '/dist/',
  ]) {
    assert.equal(await statusOf(path), 404, path);
  }
});

test('other methods get 405', async () => {
  assert.equal((await fetch(at('/'), { method: 'POST', body: 'x' })).status, 405);
  assert.equal((await fetch(at('/api/live-token'))).status, 405);
});

test('mints tokens of the twin for its own page only', async () => {
  assert.equal((await askToken('https://evil.example')).status, 403);
  const answer = (await (await askToken(demo.url.slice(0, -1))).json()) as Record<string, unknown>;
  assert.match(String(answer.token), /^auth_tokens\//);
  assert.match(String(answer.baseUrl), /^http:\/\/127\.0\.0\.1:\d+$/);
  const told = (await (await fetch(at('/api/service'))).json()) as Record<string, unknown>;
  assert.deepEqual([told.service, told.url], ['twin', answer.baseUrl]);
});

test('with a key there is no twin, and the page may connect to Google', async (context) => {
  const real = await startDemo({ port: 0, apiKey: 'not-a-real-key' });
  context.after(() => real.close());
  assert.equal(real.service, 'gemini');
  const { headers } = await fetch(real.url.replace('localhost', '127.0.0.1'));
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(
    policy,
    /connect-src 'self' https:\/\/generativelanguage\.googleapis\.com wss:\/\/generativelanguage\./,
  );
});

test('a taken port gives way to the next free one', async (context) => {
  const first = createServer();
  const port = await listen(first, 0);
  const second = createServer();
  const next = await listen(second, port);
  context.after(() => {
    first.close();
    second.close();
  });
  assert.ok(next > port);
});
