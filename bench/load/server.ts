import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type RawData } from 'ws';
import { startLiveEmulator } from '../../src/emulator/index.ts';
import type { ServerOrder, ServerReport } from './messages.ts';

const TICK_MS = 10;

/** The least that a server of this protocol can do: it takes frames and reads their JSON. */
const startFloor = async (): Promise<number> => {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: RawData) => {
      const message = JSON.parse((data as Buffer).toString()) as { readonly setup?: object };
      if (message.setup) socket.send(Buffer.from('{\n  "setupComplete": {}\n}\n'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** What a process spends from now on. */
class Meter {
  readonly #cpu = process.cpuUsage();
  readonly #began = performance.now();
  readonly #late: number[] = [];
  readonly #timer: NodeJS.Timeout;
  #last = performance.now();
  #peak = process.memoryUsage.rss();

  constructor() {
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  end(): ServerReport {
    clearInterval(this.#timer);
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      kind: 'measured',
      cpuSeconds: (user + system) / 1e6,
      wallSeconds: (performance.now() - this.#began) / 1000,
      rssBytes: process.memoryUsage.rss(),
      rssPeakBytes: Math.max(this.#peak, process.memoryUsage.rss()),
      lateMs: this.#late,
    };
  }

  #tick(): void {
    const now = performance.now();
    this.#late.push(Math.max(0, now - this.#last - TICK_MS));
    this.#last = now;
    if (this.#late.length % 25 === 0) this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
  }
}

const report = (message: ServerReport): void => void process.send?.(message);

const [, , kind] = process.argv;
const port = kind === 'floor' ? await startFloor() : (await startLiveEmulator()).port;
let meter: Meter | undefined;
process.on('message', (order: ServerOrder) => {
  if (order === 'begin') {
    globalThis.gc?.();
    meter = new Meter();
    report({ kind: 'begun', rssBytes: process.memoryUsage.rss() });
  } else if (meter) {
    report(meter.end());
  }
});
process.on('disconnect', () => process.exit());
report({ kind: 'listening', port });
