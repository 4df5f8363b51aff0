import {
  Live,
  type LiveSendToolResponseParameters,
  type LiveServerMessage,
  type Session,
} from '@google/genai/web';
import { isObject } from '../core/merge.ts';
import type { ClientMessage, ConnectionOptions, LineEnd } from './messages.ts';

/** What a connection tells. Nothing is told any more once it was closed from this side. */
export interface LiveConnectionEvents {
  /** `setupComplete` arrived: everything may be sent. */
  opened(): void;
  /** In the order of the wire. */
  message(message: LiveServerMessage): void;
  /** A frame that was no JSON object, and was ignored. */
  garbage(): void;
  /** Exactly once, unless `close()` came first. */
  ended(end: LineEnd): void;
}

/** A text and what it says: the SDK parses `data`, and in the script-tag builds takes `value` (`build/sdk-trim.ts`). */
interface Frame {
  readonly data: string;
  readonly value: object;
}

interface SocketCallbacks {
  onopen(): void;
  onmessage(frame: Frame): void;
  onerror(event: unknown): void;
  onclose(event: unknown): void;
}

/**
 * One connection to the Live API, driven by the SDK's `Live` class alone: 15 kB gzip, where the whole client takes 73.
 * `Live` asks its surroundings for a client, an authenticator and a socket factory; we give it ours, of just the shape it
 * uses. `test/wire/sdk-contract.test.ts` fails with a plain sentence when a new SDK asks for more.
 */
export class LiveConnection {
  readonly #options: ConnectionOptions;
  readonly #events: LiveConnectionEvents;
  #socket: WebSocket | undefined;
  #session: Session | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #done = false;
  readonly #decoder = new TextDecoder();

  constructor(options: ConnectionOptions, events: LiveConnectionEvents) {
    this.#options = options;
    this.#events = events;
    this.#timer = setTimeout(() => this.#end({ kind: 'timeout' }), options.timeoutMs);
    // Chromium and Firefox report a connection that the page's policy forbids as a plain 1006; this event names it.
    globalThis.addEventListener('securitypolicyviolation', this.#policyViolation);
    void this.#connect();
  }

  /** Bytes handed to the socket that the network has not taken yet. */
  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Sends one message. Before `opened` and after the end it does nothing. */
  send(message: ClientMessage): void {
    const session = this.#session;
    if (!session || this.#done) return;
    if ('realtimeInput' in message) session.sendRealtimeInput(message.realtimeInput);
    else if ('clientContent' in message) session.sendClientContent(message.clientContent);
    else if ('toolResponse' in message) session.sendToolResponse(withIds(message.toolResponse));
    else session.sendContextUpdate(message.contextUpdate);
  }

  /** Hangs up; no event follows. */
  close(): void {
    if (this.#done) return;
    this.#dispose();
  }

  async #connect(): Promise<void> {
    const { model, config } = this.#options;
    // `Live` is given an empty key on purpose: see `geminiUrl`. What Vertex wants otherwise lies over its setup.
    const client = {
      isVertexAI: () => false,
      getWebsocketBaseUrl: () => '',
      getApiVersion: () => '',
      getHeaders: () => ({}),
      getApiKey: () => '',
      getCustomBaseUrl: () => undefined,
    };
    const sockets = { create: (_url: string, _headers: unknown, on: SocketCallbacks) => this.#socketFor(on) };
    try {
      const live = new Live(...([client, {}, sockets] as unknown as ConstructorParameters<typeof Live>));
      const callbacks = { onmessage: (message: LiveServerMessage) => this.#receive(message) };
      const session = await live.connect({ model, config, callbacks });
      if (this.#done) return;
      this.#session = session;
      this.#stopWaiting();
      this.#events.opened();
    } catch (error) {
      // The close event ended it already, unless the SDK refused the setup before anything was sent.
      this.#end({
        kind: 'refused',
        message: error instanceof Error ? error.message : 'The setup was refused.',
      });
    }
  }

  /** The object that the SDK takes for a WebSocket. */
  #socketFor(on: SocketCallbacks) {
    return {
      connect: () => {
        const socket = openSocket(this.#options);
        // With Blobs the SDK would await each message, and messages would overtake each other.
        socket.binaryType = 'arraybuffer';
        socket.onopen = () => on.onopen();
        socket.onmessage = ({ data }: MessageEvent<unknown>) => {
          const frame = this.#read(data);
          if (frame === undefined) this.#events.garbage();
          else on.onmessage(frame);
        };
        socket.onclose = ({ code, reason }) => {
          this.#end({ kind: 'closed', code, reason });
          on.onclose({ code, reason });
        };
        this.#socket = socket;
      },
      send: (text: string) => this.#socket?.send(this.#session ? text : this.#ownSetup(text)),
      close: () => this.close(),
    };
  }

  /** The setup as this backend wants it. */
  #ownSetup(text: string): string {
    const { setup } = this.#options;
    if (!setup) return text;
    const message = JSON.parse(text) as { readonly setup: object };
    return JSON.stringify({ setup: { ...message.setup, ...setup } });
  }

  /** The frame when it is a JSON object. The SDK parses without a guard: anything else would be an unhandled rejection. */
  #read(data: unknown): Frame | undefined {
    try {
      const text = typeof data === 'string' ? data : this.#decoder.decode(data as ArrayBuffer);
      const value: unknown = JSON.parse(text);
      return isObject(value) ? { data: text, value } : undefined;
    } catch {
      return undefined;
    }
  }

  #receive(message: LiveServerMessage): void {
    if (!this.#done) this.#events.message(message);
  }

  /** A policy that only reports blocks nothing. */
  readonly #policyViolation = (event: Event): void => {
    const { blockedURI, disposition, effectiveDirective } = event as SecurityPolicyViolationEvent;
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src' || !URL.canParse(blockedURI))
      return;
    const { host } = new URL(this.#options.url);
    if (new URL(blockedURI).host === host) this.#end({ kind: 'csp' });
  };

  #end(end: LineEnd): void {
    if (this.#done) return;
    this.#dispose();
    this.#events.ended(end);
  }

  /** What can go wrong until the session is set up is not watched for any longer. */
  #stopWaiting(): void {
    clearTimeout(this.#timer);
    globalThis.removeEventListener('securitypolicyviolation', this.#policyViolation);
  }

  #dispose(): void {
    this.#done = true;
    this.#stopWaiting();
    const socket = this.#socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  }
}

/** A call may have none, as on Vertex AI; the SDK refuses an answer without the field, which JSON leaves out again. */
const withIds = ({ functionResponses }: LiveSendToolResponseParameters): LiveSendToolResponseParameters => ({
  functionResponses: [functionResponses].flat().map((one) => Object.assign({ id: undefined }, one)),
});

/** The browser's own error quotes the address, and with it the token. */
const openSocket = ({ url }: ConnectionOptions): WebSocket => {
  try {
    return new WebSocket(url);
  } catch (error) {
    const name = error instanceof DOMException ? error.name : 'TypeError';
    throw new Error(`no WebSocket can be opened to the base-url (${name}).`);
  }
};
