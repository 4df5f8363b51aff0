import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { TicketAnswer } from '../../src/server/index.ts';
import { SECRET } from './support/relay-stage.ts';

test('the server of docs/backends.md hands out tickets, and takes them', async (context) => {
  const docs = await readFile(new URL('../../docs/backends.md', import.meta.url), 'utf8');
  const [, code = ''] = /```ts\n(import { createServer }[^]*?)```/.exec(docs) ?? [];
  assert.ok(code.split('\n').length < 25, 'a small server');
  const source = new URL('../../src/server/index.ts', import.meta.url).href;
  const folder = await mkdtemp(join(tmpdir(), 'gemini-live-docs-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'server.ts');
  const runnable = code
    .replace("'gemini-live-element/server'", JSON.stringify(source))
    .replace('listen(8080)', "listen(0, '127.0.0.1')")
    .replace('process.env.RELAY_SECRET', JSON.stringify(SECRET));
  await writeFile(file, `${runnable}\nexport { relay, server };\n`);
  const { relay, server } = (await import(pathToFileURL(file).href)) as {
    readonly server: Server;
    readonly relay: { close(options: object): Promise<void> };
  };
  await once(server, 'listening');
  context.after(async () => {
    await relay.close({ drainSeconds: 0 });
    server.closeAllConnections();
    server.close();
    process.removeAllListeners('SIGTERM');
  });
  const { port } = server.address() as AddressInfo;
  const origin = 'https://shop.example';
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ model: 'gemini-live-2.5-flash-native-audio' }),
  });
  const { token, baseUrl } = (await answer.json()) as TicketAnswer;
  const upgrade = request({
    port,
    host: '127.0.0.1',
    path: `${new URL(baseUrl).pathname}?ticket=${token}`,
    headers: {
      origin,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    },
  });
  upgrade.end();
  const [{ statusCode }, socket] = (await once(upgrade, 'upgrade')) as [
    { statusCode: number },
    { destroy(): void },
  ];
  socket.destroy();
  assert.equal(statusCode, 101);
});
