import { executeServerCommand } from '@web/test-runner-commands';
import type { TwinCommand, TwinReceived, TwinStart, TwinStarted, TwinWait } from './twin-commands.ts';

const call = async <Result>(command: TwinCommand): Promise<Result> =>
  await executeServerCommand(`twin:${command.verb}`, { ...command });

/** A connection, counted from 1; the last one when it is not said. */
type Which = { readonly connection?: number };

/** A local twin of the Live API that belongs to this test; started in Node, steered from here. */
export class Twin {
  /** The base address for clients. */
  readonly url: string;
  readonly apiKey: string;
  readonly #id: number;

  private constructor({ id, url, apiKey }: TwinStarted) {
    this.#id = id;
    this.url = url;
    this.apiKey = apiKey;
  }

  /** Starts a twin on a free port. Several may run at once. */
  static async start(options: TwinStart = {}): Promise<Twin> {
    return new Twin(await call<TwinStarted>({ verb: 'start', options }));
  }

  /** Mints a token over HTTP; `body` as in the REST call (uses, expireTime, fieldMask, …). */
  token(body: object = {}): Promise<string> {
    return call({ verb: 'token', id: this.#id, body, apiKey: this.apiKey });
  }

  /** Sends a server message, in a frame like all others. */
  send(message: object, which: Which = {}): Promise<true> {
    return call({ verb: 'send', id: this.#id, message, ...which });
  }

  /** Sends a text frame, or the bytes of `base64` in a binary frame, whatever they are. */
  raw(data: { readonly text: string } | { readonly base64: string }, which: Which = {}): Promise<true> {
    return call({ verb: 'raw', id: this.#id, ...data, ...which });
  }

  close(code: number, reason = '', which: Which = {}): Promise<true> {
    return call({ verb: 'close', id: this.#id, code, reason, ...which });
  }

  /** Drops the line: the browser sees 1006. */
  terminate(which: Which = {}): Promise<true> {
    return call({ verb: 'terminate', id: this.#id, ...which });
  }

  /** Nobody listens at the twin's port for so long, ms; resolves when it is back. */
  offline(forMs: number): Promise<true> {
    return call({ verb: 'offline', id: this.#id, forMs });
  }

  /** What the client sent; with `pcm`, its audio too. */
  received(options: Which & { readonly pcm?: boolean } = {}): Promise<TwinReceived> {
    return call({ verb: 'received', id: this.#id, ...options });
  }

  /** Resolves once it has happened, at once if it has already; rejects after `timeoutMs`. */
  wait(wait: TwinWait): Promise<true> {
    return call({ verb: 'wait', id: this.#id, wait });
  }

  /** Every connection so far. */
  connections(): Promise<readonly { id: number; path: string; closed: TwinReceived['closed'] }[]> {
    return call({ verb: 'connections', id: this.#id });
  }

  /** What was recorded of each connection, as text; only of a twin that was started with `record`. */
  recordings(): Promise<readonly string[]> {
    return call({ verb: 'recordings', id: this.#id });
  }

  stop(): Promise<boolean> {
    return call({ verb: 'stop', id: this.#id });
  }
}
