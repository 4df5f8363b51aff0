/** The line that has called, if it is one of ours: what other code on the page does is none of our business. */
const ourLine = (): string | undefined => {
  const frames = (new Error().stack ?? '').split('\n').filter((frame) => /https?:/.test(frame));
  const caller = frames.find((frame) => !frame.includes('/census.ts'));
  return /\/src\/[\w./-]+[^:]*:\d+/.exec(caller ?? '')?.[0];
};
const isOurs = (): boolean => ourLine() !== undefined;

type Listen = typeof globalThis.addEventListener;
type Unlisten = typeof globalThis.removeEventListener;

interface ListenerRecord {
  readonly type: string;
  readonly listener: unknown;
  readonly signal: AbortSignal | undefined;
}

/** What is still held, by kind: nothing of any when a conversation has given all back. */
export interface Held {
  readonly contexts: number;
  readonly tracks: number;
  readonly workers: number;
  readonly sockets: number;
  /** Locks that keep the screen on. */
  readonly screens: number;
  /** Where each was set, also those that come again and again. */
  readonly timers: readonly string[];
}

export const NOTHING_HELD: Held = { contexts: 0, tracks: 0, workers: 0, sockets: 0, screens: 0, timers: [] };

let workers = 0;

/**
 * Counts what the element takes from the page: it stands in the place of the constructors and functions that give things
 * out. A Worker holds a lock for as long as it lives, since nothing else tells that one has ended.
 */
export class Census {
  readonly contexts: AudioContext[] = [];
  readonly #tracks: readonly MediaStreamTrack[];
  readonly #sockets: WebSocket[] = [];
  readonly #locks: string[] = [];
  readonly #timers = new Map<unknown, string>();
  readonly #screens = new Set<WakeLockSentinel>();
  #listeners: ListenerRecord[] = [];
  readonly #undo: (() => void)[] = [];

  /** @param tracks those that the microphone gave out, kept up by it */
  constructor(tracks: readonly MediaStreamTrack[]) {
    this.#tracks = tracks;
    this.#watchContexts();
    this.#watchSockets();
    this.#watchWorkers();
    this.#watchTimers();
    this.#watchIntervals();
    this.#watchScreens();
    this.#watchListeners();
  }

  /** Listeners on `window` now. */
  get listeners(): number {
    return this.#listeners.filter(({ signal }) => signal?.aborted !== true).length;
  }

  /** How many Workers were made so far. */
  get workersMade(): number {
    return this.#locks.length;
  }

  async held(): Promise<Held> {
    const { held = [] } = await navigator.locks.query();
    return {
      contexts: this.contexts.filter(({ state }) => state !== 'closed').length,
      tracks: this.#tracks.filter(({ readyState }) => readyState === 'live').length,
      workers: held.filter(({ name }) => name !== undefined && this.#locks.includes(name)).length,
      sockets: this.#sockets.filter(({ readyState }) => readyState <= WebSocket.OPEN).length,
      // A hidden page has lost its own, without anybody who released it.
      screens: [...this.#screens].filter(({ released }) => !released).length,
      timers: [...this.#timers.values()],
    };
  }

  /** Lets go of what was given back: held here, it would hold the element whose handlers are on it. */
  forget(): void {
    const keep = <One>(all: One[], open: (one: One) => boolean): void => {
      all.splice(0, all.length, ...all.filter(open));
    };
    keep(this.contexts, ({ state }) => state !== 'closed');
    keep(this.#sockets, ({ readyState }) => readyState <= WebSocket.OPEN);
    keep(this.#listeners, ({ signal }) => signal?.aborted !== true);
  }

  /** Resolves when every Worker so far has ended. */
  async workersEnded(): Promise<void> {
    await Promise.all(this.#locks.map((name) => navigator.locks.request(name, () => undefined)));
  }

  /** Gives the page its own functions back. */
  close(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #replace<Name extends keyof typeof globalThis>(name: Name, substitute: (typeof globalThis)[Name]): void {
    const original = globalThis[name];
    globalThis[name] = substitute;
    this.#undo.push(() => (globalThis[name] = original));
  }

  #watchContexts(): void {
    const { contexts } = this;
    this.#replace(
      'AudioContext',
      class extends AudioContext {
        constructor(options?: AudioContextOptions) {
          super(options);
          contexts.push(this);
        }
      },
    );
  }

  #watchSockets(): void {
    const sockets = this.#sockets;
    this.#replace(
      'WebSocket',
      class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols ?? []);
          if (isOurs()) sockets.push(this);
        }
      },
    );
  }

  #watchWorkers(): void {
    const locks = this.#locks;
    this.#replace(
      'Worker',
      class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          const name = `census-${String((workers += 1))}-${crypto.randomUUID()}`;
          const held = `navigator.locks.request(${JSON.stringify(name)}, () => {
            importScripts(${JSON.stringify(String(url))});
            return new Promise(() => undefined);
          });`;
          super(URL.createObjectURL(new Blob([held], { type: 'text/javascript' })), options);
          locks.push(name);
        }
      },
    );
  }

  #watchTimers(): void {
    const timers = this.#timers;
    const { clearTimeout, setTimeout } = globalThis;
    const watched = (run: () => void, ms?: number): ReturnType<typeof setTimeout> => {
      const line = (ms ?? 0) > 0 ? ourLine() : undefined;
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      if (line !== undefined) timers.set(timer, `${line}, ${String(ms)} ms`);
      return timer;
    };
    this.#replace('setTimeout', watched as typeof setTimeout);
    this.#replace('clearTimeout', (timer) => {
      timers.delete(timer);
      clearTimeout(timer);
    });
  }

  #watchIntervals(): void {
    const timers = this.#timers;
    const { clearInterval, setInterval } = globalThis;
    const watched = (run: () => void, ms?: number): ReturnType<typeof setInterval> => {
      const timer = setInterval(run, ms);
      const line = ourLine();
      if (line !== undefined) timers.set(timer, `${line}, every ${String(ms)} ms`);
      return timer;
    };
    this.#replace('setInterval', watched as typeof setInterval);
    this.#replace('clearInterval', (timer) => {
      timers.delete(timer);
      clearInterval(timer);
    });
  }

  /** Also where a test has put its own in the browser's place; not everywhere is there one. */
  #watchScreens(): void {
    const { wakeLock } = navigator as Partial<Navigator>;
    if (!wakeLock) return;
    const screens = this.#screens;
    const own = Object.getOwnPropertyDescriptor(wakeLock, 'request');
    const { request } = wakeLock;
    const watched = async (type?: WakeLockType): Promise<WakeLockSentinel> => {
      const lock = await request.call(wakeLock, type);
      screens.add(lock);
      const { release } = lock;
      lock.release = () => {
        screens.delete(lock);
        return release.call(lock);
      };
      return lock;
    };
    Object.defineProperty(wakeLock, 'request', { configurable: true, value: watched });
    this.#undo.push(() => {
      Reflect.deleteProperty(wakeLock, 'request');
      if (own) Object.defineProperty(wakeLock, 'request', own);
    });
  }

  #watchListeners(): void {
    const { addEventListener, removeEventListener } = globalThis;
    const listen = (type: string, listener: unknown, options?: AddEventListenerOptions | boolean): void => {
      const signal = typeof options === 'object' ? options.signal : undefined;
      if (isOurs()) this.#listeners.push({ type, listener, signal });
      (addEventListener as (...all: unknown[]) => void).call(globalThis, type, listener, options);
    };
    const unlisten = (type: string, listener: unknown, options?: unknown): void => {
      this.#listeners = this.#listeners.filter((one) => one.type !== type || one.listener !== listener);
      (removeEventListener as (...all: unknown[]) => void).call(globalThis, type, listener, options);
    };
    this.#replace('addEventListener', listen as Listen);
    this.#replace('removeEventListener', unlisten as Unlisten);
  }
}
