import type { SocketLog } from '../messages.ts';
import { watchSockets, WORKER_CHANNEL, workerScript } from './sockets.ts';
import { tapContexts, taps } from './tapped-context.ts';

/** What a page under measurement can be asked for; the bench calls it from outside. */
export interface Instruments {
  /** Posts all records to the bench's server, under this name. */
  take(name: string): Promise<void>;
  /** Keeps the main thread busy for the first 600 ms of each second of the wall clock, until it is called with false. */
  busy(on: boolean): void;
}

const BUSY_MS = 600;

/** Records and logs as one body: the length of the JSON, the JSON, then the sound of each tap, heard before spoken. */
const take = async (name: string, own: SocketLog): Promise<void> => {
  const records = await Promise.all(taps.map((tap) => tap.take()));
  const log = own.sent.length > 0 ? own : await workerLog();
  const json = new TextEncoder().encode(
    JSON.stringify({
      log,
      taps: records.map((one) => ({ ...one, heard: undefined, spoken: undefined, length: one.heard.length })),
    }),
  );
  const sound = records.flatMap(({ heard, spoken }) => [heard, spoken] as Float32Array<ArrayBuffer>[]);
  const body = new Blob([Uint32Array.of(json.length), json, ...sound]);
  const { ok } = await fetch(`/records/${name}`, { method: 'POST', body });
  if (!ok) throw new Error('The record could not be handed over.');
};

/** The log of the Worker that owns the socket. */
const workerLog = (): Promise<SocketLog> =>
  new Promise((resolve) => {
    const channel = new BroadcastChannel(WORKER_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<SocketLog>) => {
      channel.close();
      resolve(data);
    };
    channel.postMessage('take');
  });

/** Every Worker of this page watches its sockets, then runs the script that it was made for. */
const watchWorkers = (): void => {
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const script = `${workerScript()};importScripts(${JSON.stringify(String(url))});`;
      super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), options);
    }
  };
};

let timer: ReturnType<typeof setInterval> | undefined;

const busy = (on: boolean): void => {
  clearInterval(timer);
  if (!on) return;
  timer = setInterval(() => {
    while (Date.now() % 1000 < BUSY_MS);
  }, 10);
};

const log = watchSockets();
watchWorkers();
tapContexts();
Object.assign(globalThis, {
  instruments: { take: (name) => take(name, log), busy } satisfies Instruments,
});
