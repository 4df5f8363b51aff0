import { seeded } from '../../../src/core/random.ts';
import { Channel, type Port } from './channel.ts';
import type { ClientSocket, Link } from './link.ts';
import { Playback } from './playback.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import { FRAME_MS, silentFrame } from './voice-code.ts';

/** What the element's conversation takes from a browser, on simulated time. One at a time. */
export class SimulatedBrowser {
  readonly clock: SimulatedClock;
  readonly page = new EventTarget();
  /** What the microphone hears next; silence when there is nothing. */
  readonly voice: ArrayBuffer[] = [];
  #deviceLost = false;
  /** When it came back, by the clock's `elapsed`. */
  #deviceBackAt = -Infinity;
  onLine = true;
  contexts = 0;
  tracks = 0;
  readonly #connect: (url: string) => Link;
  readonly #captures = new Set<Port>();
  readonly #saved = new Map<string, PropertyDescriptor | undefined>();
  #ticking: (() => void) | undefined;

  constructor(clock: SimulatedClock, seed: number, connect: (url: string) => Link) {
    this.clock = clock;
    this.#connect = connect;
    this.#install(seed);
    this.#tick();
  }

  /** The device gives nothing at all: it was lost, and nobody has said so. */
  get deviceLost(): boolean {
    return this.#deviceLost;
  }
  set deviceLost(lost: boolean) {
    if (this.#deviceLost && !lost) this.#deviceBackAt = this.clock.elapsed;
    this.#deviceLost = lost;
  }

  /** For how long it has given anything, ms. */
  get deviceThereMs(): number {
    return this.#deviceLost ? 0 : this.clock.elapsed - this.#deviceBackAt;
  }

  /** Somebody listens to the microphone. */
  get listening(): boolean {
    return this.#captures.size > 0;
  }

  online(on: boolean): void {
    if (on === this.onLine) return;
    this.onLine = on;
    this.page.dispatchEvent(new Event(on ? 'online' : 'offline'));
  }

  /** The microphone's own clock stops: no timer is left but those of others. */
  rest(): void {
    this.#ticking?.();
  }

  close(): void {
    this.rest();
    for (const [name, descriptor] of this.#saved) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  }

  #tick(): void {
    this.#ticking = this.clock.schedule(FRAME_MS, () => {
      this.#tick();
      if (this.deviceLost || this.#captures.size === 0) return;
      const frame = this.voice.shift() ?? silentFrame();
      for (const port of this.#captures) port.postMessage(frame);
    });
  }

  #put(name: string, value: unknown): void {
    this.#saved.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }

  #install(seed: number): void {
    const { clock, page } = this;
    const connect = this.#connect;
    const timer = (run: () => void, ms = 0): (() => void) => clock.schedule(ms, run);
    const repeat = (run: () => void, ms: number): { cancel: () => void } => {
      const state = { cancel: (): void => undefined };
      const arm = (): void => {
        state.cancel = clock.schedule(Math.max(1, ms), () => {
          arm();
          run();
        });
      };
      arm();
      return state;
    };
    this.#put('setTimeout', timer);
    this.#put('clearTimeout', (cancel?: () => void) => typeof cancel === 'function' && cancel());
    this.#put('setInterval', repeat);
    this.#put('clearInterval', (state?: { cancel: () => void }) => state?.cancel());
    this.#put('performance', { now: () => clock.elapsed, mark: () => undefined, timeOrigin: clock.start });
    this.#put(
      'Date',
      class extends Date {
        constructor(...given: []) {
          super(...(given.length > 0 ? given : ([clock.now()] as unknown as [])));
        }
        static override now = (): number => clock.now();
      },
    );
    this.#put('Math', Object.create(Math, { random: { value: seeded(seed + 1_000_000) } }));
    this.#put('MessageChannel', Channel);
    // `new` gives back what a constructor returns.
    const Socket = function (url: string): ClientSocket {
      return connect(url).client;
    };
    this.#put('WebSocket', Object.assign(Socket, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 }));
    for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
      this.#put(name, page[name].bind(page));
    this.#putBase64();
    this.#put('isSecureContext', true);
    this.#put('location', new URL('http://localhost/'));
    const document = { baseURI: 'http://localhost/', visibilityState: 'visible', hidden: false };
    for (const name of ['addEventListener', 'removeEventListener'] as const)
      Object.assign(document, { [name]: page[name].bind(page) });
    this.#put('document', document);
    this.#put('navigator', this.#navigator());
    this.#installAudio();
  }

  /** As today's browsers have it: without it, most of an hour goes by in `btoa`. */
  #putBase64(): void {
    const put = (on: object, name: string, value: unknown): void =>
      void Object.defineProperty(on, name, { value, configurable: true, writable: true });
    put(Uint8Array.prototype, 'toBase64', function (this: Uint8Array) {
      return Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString('base64');
    });
    put(Uint8Array, 'fromBase64', (text: string) => new Uint8Array(Buffer.from(text, 'base64')));
  }

  #navigator(): object {
    const mediaDevices = Object.assign(new EventTarget(), {
      getUserMedia: async () => {
        await this.clock.sleep(30);
        return this.#stream();
      },
      enumerateDevices: () => Promise.resolve([]),
    });
    const navigator = { userAgent: 'simulated', mediaDevices };
    return Object.defineProperty(navigator, 'onLine', { get: () => this.onLine });
  }

  #stream(): object {
    this.tracks += 1;
    const track = Object.assign(new EventTarget(), {
      kind: 'audio',
      enabled: true,
      readyState: 'live',
      onended: null,
      getSettings: () => ({}),
      stop: () => {
        if (track.readyState === 'live') this.tracks -= 1;
        track.readyState = 'ended';
      },
    });
    return { getTracks: () => [track], getAudioTracks: () => [track], active: true };
  }

  #installAudio(): void {
    const { clock } = this;
    const captures = this.#captures;
    const count = (by: number): void => {
      this.contexts += by;
    };
    const node = () => ({ connect: (to: unknown) => to, disconnect: () => undefined });
    this.#put(
      'AudioContext',
      class extends EventTarget {
        state = 'running';
        readonly sampleRate = 48_000;
        readonly destination = node();
        readonly audioWorklet = { addModule: () => Promise.resolve() };
        constructor() {
          super();
          count(1);
        }
        get currentTime(): number {
          return clock.elapsed / 1000;
        }
        resume = (): Promise<void> => Promise.resolve();
        suspend = (): Promise<void> => Promise.resolve();
        close = (): Promise<void> => {
          if (this.state !== 'closed') count(-1);
          this.state = 'closed';
          return Promise.resolve();
        };
        createMediaStreamSource = node;
      },
    );
    const gain = { value: 1, setTargetAtTime: () => undefined };
    this.#put(
      'GainNode',
      class {
        gain = gain;
        connect = (to: unknown) => to;
        disconnect = () => undefined;
      },
    );
    this.#put(
      'AnalyserNode',
      class {
        connect = (to: unknown) => to;
        disconnect = () => undefined;
        getFloatTimeDomainData = () => undefined;
      },
    );
    this.#put(
      'AudioWorkletNode',
      class {
        connect = (to: unknown) => to;
        disconnect = () => undefined;
        port: object;
        constructor(_context: unknown, name: string) {
          let engine: Port | undefined;
          this.port = {
            postMessage: (message: { type: string; port?: Port; on?: boolean }) => {
              if (message.type === 'connect' && message.port) {
                engine = message.port;
                if (name.includes('playback')) new Playback(clock, engine);
                else engine.onmessage = null;
              } else if (message.type === 'listen' && engine) {
                if (message.on) captures.add(engine);
                else captures.delete(engine);
              } else if (message.type === 'close' && engine) {
                captures.delete(engine);
                engine.close();
              }
            },
          };
        }
      },
    );
  }
}
