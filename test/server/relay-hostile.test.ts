import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { seeded } from '../../src/core/random.ts';
import type { RelayLimits } from '../../src/server/index.ts';
import type { Closed } from '../emulator/client.ts';
import { fakeService, RelayStage } from './support/relay-stage.ts';
import { ORIGIN } from './support/requests.ts';

const SETUP = '{"setup":{}}';
const AUDIO = JSON.stringify({ realtimeInput: { audio: { data: 'A'.repeat(1700), mimeType: 'audio/pcm' } } });

interface Rig {
  readonly stage: RelayStage;
  /** What the service was sent. */
  readonly sent: string[];
  readonly sockets: WebSocket[];
}

const open = async (
  context: TestContext,
  limits: Partial<RelayLimits> = {},
  onSocket: (socket: WebSocket) => void = () => undefined,
): Promise<Rig> => {
  const sent: string[] = [];
  const sockets: WebSocket[] = [];
  const service = await fakeService(context, (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => sent.push((data as Buffer).toString()));
    onSocket(socket);
  });
  return { stage: await RelayStage.open(context, service, { limits }), sent, sockets };
};

/** A page that can do what none of the platform's can. */
const hostile = async (stage: RelayStage): Promise<{ socket: WebSocket; closed: Promise<Closed> }> => {
  const socket = new WebSocket(stage.address(await stage.ticket()), {
    origin: ORIGIN,
    perMessageDeflate: false,
  });
  socket.on('error', () => undefined);
  const closed = new Promise<Closed>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await once(socket, 'open');
  return { socket, closed };
};

/** The TCP socket underneath, which the library keeps to itself. */
const tcp = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket;

describe('relay: hostile pages', () => {
  for (const [what, frames, code] of [
    ['words before the setup', [AUDIO], 4400],
    ['a second setup', [SETUP, SETUP], 4400],
    ['no JSON', [SETUP, 'hello'], 4400],
    ['no object', [SETUP, '[1]'], 4400],
    ['two messages in one', [SETUP, '{"realtimeInput":{},"clientContent":{}}'], 4400],
    ['an unknown message', [SETUP, '{"music":{}}'], 4400],
    ['a message without content', [SETUP, '{"realtimeInput":null}'], 4400],
    ['bytes that are no UTF-8', [SETUP, Buffer.from([0x22, 0xff, 0xfe, 0x22])], 4400],
    [
      'more brackets than can be written',
      [SETUP, `{"toolResponse":{"x":${'['.repeat(2e5)}${']'.repeat(2e5)}}}`],
      4400,
    ],
    ['a message that is too long', [SETUP, `{"toolResponse":{"x":"${'x'.repeat(70_000)}"}}`], 1009],
  ] as const) {
    it(`${what}: ${code}`, async (context) => {
      const limits = code === 1009 ? { messageBytes: 65_536 } : {};
      const { stage, sent } = await open(context, limits);
      const { socket, closed } = await hostile(stage);
      for (const frame of frames) socket.send(frame);
      assert.equal((await closed).code, code);
      await stage.empty();
      assert.ok(sent.length <= 1, 'the service heard of it');
    });
  }

  it('messages in binary frames and in pieces are messages', async (context) => {
    const { stage, sent } = await open(context);
    const { socket } = await hostile(stage);
    socket.send(Buffer.from(SETUP));
    const text = '{"realtimeInput":{"text":"ö"}}';
    for (const [index, byte] of Buffer.from(text).entries()) {
      socket.send(Buffer.from([byte]), { fin: index === Buffer.byteLength(text) - 1, binary: true });
    }
    while (sent.length < 2) await setImmediate();
    assert.equal(sent[1], text);
  });

  it('three hundred pages of garbage, by seed: each ends, nothing gets through, nothing is left', async (context) => {
    const limits = { connections: 400, connectionsPerKey: 400 };
    const { stage, sent } = await open(context, limits);
    const random = seeded(20_260_901);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const piece = (): string | Buffer =>
      pick<() => string | Buffer>([
        () => Buffer.from(Array.from({ length: 1 + Math.floor(random() * 40) }, () => random() * 256)),
        () => AUDIO.slice(0, Math.floor(random() * AUDIO.length)),
        () => pick(['{}', 'null', '{"setup":[]}', '{"setup":"x"}', '""', '{"realtimeInput":', '{"a":{}}']),
        () => `{"${pick(['setup', 'toolResponse'])}":{},"${pick(['setup', 'x'])}":{}}`,
      ])();
    for (let round = 0; round < 6; round += 1) {
      const pages = await Promise.all(Array.from({ length: 50 }, () => hostile(stage)));
      const codes = pages.map(async ({ socket, closed }) => {
        socket.send(piece());
        // A setup that stands twice in one message is one setup: what follows is not.
        socket.send('!');
        return (await closed).code;
      });
      for (const code of await Promise.all(codes)) assert.ok([4400, 1007].includes(code), String(code));
    }
    await stage.empty();
    const kinds = new Set(sent.map((text) => Object.keys(JSON.parse(text) as object).join()));
    assert.deepEqual([...kinds], ['setup']);
  });

  it('a flood of messages, of bytes, of pings and pongs: 4429, and what was burst goes through', async (context) => {
    const { stage, sent } = await open(context, { messagesPerSecond: 50, bytesPerSecond: 100_000 });
    const flooding = await hostile(stage);
    flooding.socket.send(SETUP);
    while (sent.length === 0) await setImmediate();
    for (let count = 0; count < 2000; count += 1) flooding.socket.send('{"realtimeInput":{}}');
    assert.deepEqual(await flooding.closed, { code: 4429, reason: 'Too many messages a second.' });
    assert.ok(sent.length >= 400 && sent.length < 700, `${sent.length} messages got through`);

    const heavy = await hostile(stage);
    heavy.socket.send(SETUP);
    for (let count = 0; count < 30; count += 1)
      heavy.socket.send(`{"toolResponse":{"x":"${'x'.repeat(50_000)}"}}`);
    assert.deepEqual(await heavy.closed, { code: 4429, reason: 'Too many bytes a second.' });

    const pinging = await hostile(stage);
    for (let count = 0; count < 2000; count += 1) pinging.socket.ping();
    // The library cuts off who does not take its pongs before the relay counts them all.
    assert.ok([4429, 1006].includes((await pinging.closed).code));

    const ponging = await hostile(stage);
    for (let count = 0; count < 2000; count += 1) ponging.socket.pong();
    assert.deepEqual(await ponging.closed, { code: 4429, reason: 'Too many messages a second.' });
  });

  it('a voice at ten times its pace, as after a gap, is no flood', async (context) => {
    const { stage, sent } = await open(context);
    const { socket } = await hostile(stage);
    socket.send(SETUP);
    for (let frame = 0; frame < 500; frame += 1) socket.send(AUDIO);
    while (sent.length < 501) await setImmediate();
    assert.equal(socket.readyState, WebSocket.OPEN);
  });

  it('nothing at all, or pings alone: 4408 when the time for the setup is over', async (context) => {
    const { stage } = await open(context, { setupSeconds: 1 });
    const { closed } = await hostile(stage);
    assert.deepEqual(await closed, { code: 4408, reason: 'No setup came in time.' });
  });

  it('silence after the setup: 4408; the whole time over: 1011 in the service’s words', async (context) => {
    const idle = await open(context, { idleSeconds: 1 });
    const silent = await hostile(idle.stage);
    silent.socket.send(SETUP);
    assert.deepEqual(await silent.closed, { code: 4408, reason: 'Nothing was said for too long.' });
    const long = await open(context, { sessionSeconds: 1 });
    const talking = await hostile(long.stage);
    talking.socket.send(SETUP);
    assert.deepEqual(await talking.closed, { code: 1011, reason: 'Deadline expired at the relay.' });
  });

  it('a page that answers no ping is gone', async (context) => {
    const { stage, sockets } = await open(context, { pingSeconds: 1 });
    const { socket } = await hostile(stage);
    socket.send(SETUP);
    socket.pause();
    const closed = await stage.event('closed');
    assert.deepEqual([closed.by, closed.code], ['page', 1006]);
    await stage.empty();
    assert.equal(sockets[0]?.readyState, WebSocket.CLOSED);
    socket.terminate();
  });
});

describe('relay: sides that do not keep up', () => {
  const CHUNK = Buffer.alloc(65_536, 0x20);
  const WHOLE = 200 * 1_048_576;

  /** Sends as much as is taken, up to 200 MiB, and says how much that was. */
  const pour = (
    socket: WebSocket,
    data: Buffer | string,
  ): { readonly taken: () => number; stop: () => void } => {
    let taken = 0;
    let on = true;
    const next = (): void => {
      if (!on || taken >= WHOLE || socket.readyState !== WebSocket.OPEN) return;
      socket.send(data, (error) => {
        if (error) return;
        taken += data.length;
        next();
      });
    };
    next();
    return { taken: () => taken, stop: () => (on = false) };
  };

  /** Resolves when a number has not grown for a while. */
  const settled = async (read: () => number): Promise<number> => {
    for (let last = -1, quiet = 0; quiet < 20;) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      quiet = read() === last ? quiet + 1 : 0;
      last = read();
    }
    return read();
  };

  const memory = (): number => {
    const { arrayBuffers, external, heapUsed } = process.memoryUsage();
    return (arrayBuffers + external + heapUsed) / 1_048_576;
  };

  it('a page that stops reading: the service has to wait, memory stays, and it goes on when the page does', async (context) => {
    let pouring: ReturnType<typeof pour> | undefined;
    const { stage } = await open(context, {}, (socket) =>
      socket.once('message', () => (pouring = pour(socket, CHUNK))),
    );
    const { socket } = await hostile(stage);
    const before = memory();
    tcp(socket).pause();
    socket.send(SETUP);
    while (!pouring) await setImmediate();
    const stuck = await settled(() => pouring?.taken() ?? 0);
    const grown = memory() - before;
    context.diagnostic(
      `service stuck at ${Math.round(stuck / 1024)} KiB, memory ${grown.toFixed(1)} MiB more`,
    );
    assert.ok(stuck < 24 * 1_048_576, `${stuck} bytes were taken from the service`);
    assert.ok(grown < 48, `${grown} MiB`);
    let came = 0;
    socket.on('message', (data) => (came += (data as Buffer).length));
    tcp(socket).resume();
    while (came < stuck + 1_048_576) await setImmediate();
    pouring.stop();
    assert.equal(stage.relay.connections, 1);
  });

  it('for too long: both are closed', async (context) => {
    const { stage, sockets } = await open(context, { stallSeconds: 1 }, (socket) =>
      socket.once('message', () => void pour(socket, CHUNK)),
    );
    const { socket } = await hostile(stage);
    tcp(socket).pause();
    socket.send(SETUP);
    const closed = await stage.event('closed');
    assert.deepEqual(
      [closed.by, closed.code, closed.reason],
      ['relay', 1013, 'The page takes nothing any more.'],
    );
    await stage.empty();
    assert.equal(sockets[0]?.readyState, WebSocket.CLOSED);
    socket.terminate();
  });

  it('a service that stops reading: the page has to wait, and is told when it takes too long', async (context) => {
    const rate = { messagesPerSecond: 1_000_000, bytesPerSecond: 1_073_741_824, stallSeconds: 2 };
    const { stage } = await open(context, rate, (socket) => tcp(socket).pause());
    const { closed, socket } = await hostile(stage);
    socket.send(SETUP);
    const before = memory();
    const pouring = pour(socket, `{"toolResponse":{"x":"${'x'.repeat(60_000)}"}}`);
    const stuck = await settled(pouring.taken);
    const grown = memory() - before;
    context.diagnostic(`page stuck at ${Math.round(stuck / 1024)} KiB, memory ${grown.toFixed(1)} MiB more`);
    assert.ok(stuck < 24 * 1_048_576, `${stuck} bytes were taken from the page`);
    assert.ok(grown < 48, `${grown} MiB`);
    const { code, reason } = await closed;
    assert.ok(
      (code === 1013 && reason === 'The service takes nothing any more.') || code === 1006,
      `${code} ${reason}`,
    );
    await stage.empty();
  });
});
