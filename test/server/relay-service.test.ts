import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import type { Closed } from '../emulator/client.ts';
import { fakeService, RelayStage } from './support/relay-stage.ts';
import { ORIGIN } from './support/requests.ts';

interface Page {
  readonly stage: RelayStage;
  /** What came to the page, frame by frame. */
  readonly came: { readonly data: Buffer; readonly binary: boolean }[];
  readonly closed: Promise<Closed>;
}

/** The TCP socket underneath, which the library keeps to itself. */
const tcp = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket;

/** The head of a binary frame of so many bytes, unmasked (RFC 6455, 5.2). */
const frameHead = (bytes: number): Buffer => {
  const head = Buffer.alloc(10);
  head.writeUInt8(0x82, 0);
  head.writeUInt8(127, 1);
  head.writeBigUInt64BE(BigInt(bytes), 2);
  return head;
};

/** A page that has sent its setup to a service that answers it with what `answer` sends. */
const open = async (context: TestContext, answer: (socket: WebSocket) => void): Promise<Page> => {
  const service = await fakeService(context, (socket) => socket.once('message', () => answer(socket)));
  const stage = await RelayStage.open(context, service);
  const page = new WebSocket(stage.address(await stage.ticket()), {
    origin: ORIGIN,
    perMessageDeflate: false,
  });
  page.on('error', () => undefined);
  const came: { data: Buffer; binary: boolean }[] = [];
  page.on('message', (data, binary) => came.push({ data: data as Buffer, binary }));
  const closed = new Promise<Closed>((resolve) =>
    page.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await once(page, 'open');
  page.send('{"setup":{}}');
  return { stage, came, closed };
};

describe('relay: a service that sends what it should not', () => {
  it('frames that are no JSON are the page’s to judge: each is handed on as it came', async (context) => {
    const frames = ['', 'hello', '[1]', '{"a":', Buffer.from([0, 0xff, 0xfe]), '{"x":1}'];
    const { came, closed, stage } = await open(context, (socket) => {
      for (const frame of frames) socket.send(frame);
      socket.close(1000, 'bye');
    });
    assert.deepEqual(await closed, { code: 1000, reason: 'bye' });
    assert.deepEqual(
      came.map(({ data, binary }) => (binary ? data : data.toString())),
      frames,
    );
    await stage.empty();
  });

  for (const [what, bytes] of [
    ['text that is no UTF-8', Buffer.from([0x81, 2, 0xc3, 0x28])],
    ['bytes that are no frame', Buffer.from('HTTP/1.1 500 No\r\n\r\n')],
    ['a masked frame, as only a page sends it', Buffer.from([0x81, 0x81, 1, 2, 3, 4, 5])],
    ['a frame of 65 MiB, by its head alone', frameHead(65 * 1_048_576)],
    ['a frame of 8 EiB, by its head alone', Buffer.from([0x82, 127, ...Array<number>(8).fill(0x7f)])],
  ] as const) {
    it(`${what}: the line broke, for page and service, and the relay lives`, async (context) => {
      let socket: WebSocket | undefined;
      const { came, closed, stage } = await open(context, (given) => tcp((socket = given)).write(bytes));
      assert.deepEqual(await closed, { code: 1014, reason: 'The line to the service broke.' });
      const told = await stage.event('closed');
      assert.deepEqual([told.by, told.code], ['service', 1014]);
      await stage.empty();
      assert.equal(came.length, 0);
      while (socket?.readyState !== WebSocket.CLOSED) await once(socket!, 'close');
    });
  }

  it('64 MiB in pieces are handed on; a byte more is not, and what came of it is not kept', async (context) => {
    const piece = Buffer.alloc(1_048_576, 0x20);
    for (const [pieces, more, code] of [
      [64, 0, 1000],
      [64, 1, 1014],
    ] as const) {
      const { came, closed, stage } = await open(context, (socket) => {
        for (let sent = 0; sent < pieces; sent += 1) {
          socket.send(piece, { fin: more === 0 && sent === pieces - 1, binary: true });
        }
        if (more > 0) socket.send(piece.subarray(0, more), { fin: true, binary: true });
        socket.close(1000);
      });
      assert.equal((await closed).code, code);
      assert.deepEqual(
        came.map(({ data }) => data.length),
        code === 1000 ? [67_108_864] : [],
      );
      await stage.empty();
    }
  });

  it('a service that speaks no WebSocket but another protocol: the page is told', async (context) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('220 mail.example ESMTP\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.after(() => server.close());
    const { port } = server.address() as { port: number };
    const stage = await RelayStage.open(context, `http://127.0.0.1:${port}`);
    const page = await stage.page();
    page.send({ setup: {} });
    assert.deepEqual(await page.closed, { code: 1014, reason: 'The service cannot be reached.' });
    await stage.empty();
  });
});
