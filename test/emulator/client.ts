import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { WebSocket } from 'ws';
import {
  startLiveEmulator,
  type EmulatorOptions,
  type LiveEmulator,
  type ManualClock,
} from '../../src/emulator/index.ts';
import { checkServerMessage } from './wire/server-check.ts';

/** A piece of transcript, as far as these tests look into it. */
export interface ServerTranscription {
  readonly text: string;
  readonly finished?: boolean;
  readonly languageCode?: string;
  readonly speakerLabel?: string;
  readonly words?: readonly {
    readonly word: string;
    readonly startOffset: string;
    readonly endOffset: string;
  }[];
  readonly startOffset?: string;
  readonly endOffset?: string;
}

/** A server message, as far as these tests look into it. */
export interface ServerMessage {
  readonly setupComplete?: object;
  readonly serverContent?: {
    readonly modelTurn?: {
      readonly parts: readonly {
        readonly text?: string;
        readonly thought?: boolean;
        readonly inlineData?: { readonly mimeType: string; readonly data: string };
        readonly executableCode?: { readonly language: string; readonly code: string };
        readonly codeExecutionResult?: { readonly outcome: string; readonly output: string };
      }[];
    };
    readonly inputTranscription?: ServerTranscription;
    readonly interimInputTranscription?: ServerTranscription;
    readonly outputTranscription?: ServerTranscription;
    readonly groundingMetadata?: object;
    readonly urlContextMetadata?: object;
    readonly turnCompleteReason?: string;
    readonly interactionStatus?: string;
    readonly interrupted?: boolean;
    readonly generationComplete?: boolean;
    readonly turnComplete?: boolean;
    readonly waitingForInput?: boolean;
  };
  readonly toolCall?: { readonly functionCalls: readonly { id: string; name: string; args: object }[] };
  readonly interactionStatus?: string;
  readonly voiceActivity?: object;
  readonly voiceActivityDetectionSignal?: object;
  readonly toolCallCancellation?: { readonly ids: readonly string[] };
  readonly sessionResumptionUpdate?: { readonly newHandle?: string; readonly resumable?: boolean };
  readonly goAway?: { readonly timeLeft: string };
  readonly usageMetadata?: {
    readonly promptTokenCount: number;
    readonly responseTokenCount: number;
    readonly toolUsePromptTokenCount?: number;
    readonly thoughtsTokenCount?: number;
    readonly totalTokenCount: number;
    readonly promptTokensDetails: readonly { modality: string; tokenCount: number }[];
    readonly responseTokensDetails: readonly { modality: string; tokenCount: number }[];
  };
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** What came in this file's tests and does not fit the service's own schema. */
const NEVER_SENT: string[] = [];

/** A client of the least possible kind: frames in, frames out. */
export class Client {
  readonly frames: { readonly text: string; readonly binary: boolean }[] = [];
  readonly messages: ServerMessage[] = [];
  readonly closed: Promise<Closed>;
  readonly opened: Promise<void>;
  readonly #socket: WebSocket;
  readonly #looks = new Set<() => void>();
  #from = 0;
  #unchecked = false;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#socket = new WebSocket(url, { headers });
    this.opened = new Promise((resolve, reject) => {
      this.#socket.once('open', resolve);
      this.#socket.once('error', reject);
    });
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) => {
      this.#socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.#socket.on('message', (data, binary) => {
      const text = (data as Buffer).toString();
      this.frames.push({ text, binary });
      this.messages.push(this.#read(text));
      for (const look of [...this.#looks]) look();
    });
  }

  /** What comes from here on may be what the service never sends: a test says so to the twin. */
  expectAnything(): this {
    this.#unchecked = true;
    return this;
  }

  /** Every message is held against the service's own schema; `withTwin` fails the test for one that does not fit. */
  #read(text: string): ServerMessage {
    try {
      const message: unknown = JSON.parse(text);
      const wrong = checkServerMessage(message);
      if (wrong.length > 0 && !this.#unchecked) NEVER_SENT.push(`${text.slice(0, 300)}: ${wrong.join('; ')}`);
      return message as ServerMessage;
    } catch {
      if (!this.#unchecked) NEVER_SENT.push(text.slice(0, 300));
      return {};
    }
  }

  send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  raw(data: string | Uint8Array): void {
    this.#socket.send(data);
  }

  /** Sends 16-bit samples in frames of 20 ms (at 16 kHz; `frame` is their length in samples). */
  speak(
    samples: Int16Array,
    { rate = 16_000, frame = 320 }: { readonly rate?: number; readonly frame?: number } = {},
  ): void {
    for (let at = 0; at < samples.length; at += frame) {
      const piece = samples.slice(at, at + frame);
      const data = Buffer.from(piece.buffer).toString('base64');
      this.send({ realtimeInput: { audio: { data, mimeType: `audio/pcm;rate=${rate}` } } });
    }
  }

  close(): void {
    this.#socket.close();
  }

  /** When the twin has taken all that was sent so far; rejects when it closed instead. */
  answered(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.once('pong', () => resolve());
      void this.closed.then(({ code, reason }) => reject(new Error(`closed: ${code} ${reason}`)));
      this.#socket.ping();
    });
  }

  /** The next message that `matches` after the one found last. */
  next(matches: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const index = this.messages.findIndex((message, at) => at >= this.#from && matches(message));
        const found = this.messages[index];
        if (!found) return;
        this.#looks.delete(look);
        this.#from = index + 1;
        resolve(found);
      };
      this.#looks.add(look);
      void this.closed.then(({ code, reason }) => reject(new Error(`closed: ${code} ${reason}`)));
      look();
    });
  }

  turnComplete(): Promise<ServerMessage> {
    return this.next((message) => message.serverContent?.turnComplete === true);
  }

  /** All audio that came, 24 kHz. */
  audio(): Int16Array {
    const parts = this.messages.flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? []);
    const bytes = Buffer.concat(parts.map(({ inlineData }) => Buffer.from(inlineData?.data ?? '', 'base64')));
    return Int16Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(2 * index));
  }

  text(of: 'inputTranscription' | 'outputTranscription'): string {
    return this.messages.map(({ serverContent }) => serverContent?.[of]?.text ?? '').join('');
  }
}

const service = 'google.ai.generativelanguage';

export const socketUrl = (
  twin: LiveEmulator,
  how: { key?: string; version?: string; slashes?: string; method?: string; query?: string } = {},
): string => {
  const { key = 'k', version = 'v1beta', slashes = '/', method = 'BidiGenerateContent' } = how;
  const address = `${twin.url.replace('http', 'ws')}${slashes}ws/${service}.${version}.GenerativeService.${method}`;
  return `${address}?${how.query ?? `key=${key}`}`;
};

export const tokenUrl = (twin: LiveEmulator, token: string, version = 'v1alpha'): string =>
  socketUrl(twin, { version, method: 'BidiGenerateContentConstrained', query: `access_token=${token}` });

/** Scripts that send what the service never would. */
const ANYTHING = /"kind":"(raw|garbage)"/;

/**
 * Runs a test against a twin of its own, fast unless told otherwise. The test fails when anything came that is not as the
 * service sends it, unless its script sends garbage or a client expects anything.
 */
export const withTwin = async (
  options: EmulatorOptions,
  test: (twin: LiveEmulator) => Promise<void>,
): Promise<void> => {
  const twin = await startLiveEmulator({ setupDelayMs: 0, pace: 0, ...options });
  try {
    await test(twin);
  } finally {
    await twin.close();
    const wrong = NEVER_SENT.splice(0);
    const garbage = ANYTHING.test(JSON.stringify(options.script) ?? '');
    if (!garbage) assert.deepEqual(wrong, [], 'The service would never send this');
  }
};

/** A client whose session is set up. */
export const connect = async (
  twin: LiveEmulator,
  setup: object = {},
  url = socketUrl(twin),
  clock?: ManualClock,
): Promise<Client> => {
  const client = new Client(url);
  await client.opened;
  client.send({ setup: { model: 'models/gemini-3.8-live', ...setup } });
  const ready = client.next((message) => message.setupComplete !== undefined);
  await (clock ? passTime(clock, ready) : ready);
  return client;
};

/** Lets the clock run, 5 ms at a time and the sockets in between, until the promise is settled. */
export const passTime = async <Result>(clock: ManualClock, promise: Promise<Result>): Promise<Result> => {
  let settled = false;
  const done = (): void => {
    settled = true;
  };
  promise.then(done, done);
  while (!settled) {
    await setImmediate();
    clock.advance(5);
  }
  return promise;
};

/** Messages by the names of their fields; audio with its size. */
export const shape = (message: ServerMessage): string =>
  Object.entries(message)
    .flatMap(([name, value]) => [name, ...(name === 'serverContent' ? Object.keys(value as object) : [])])
    .join('.');

/** A voice-like tone, 16-bit. */
export const tone = (seconds: number, { rate = 16_000, hz = 300, amplitude = 0.3 } = {}): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * rate) }, (_, index) =>
    Math.round(32767 * amplitude * Math.sin((2 * Math.PI * hz * index) / rate)),
  );

export const silence = (seconds: number, rate = 16_000): Int16Array =>
  new Int16Array(Math.round(seconds * rate));

export const join = (...pieces: readonly Int16Array[]): Int16Array =>
  Int16Array.from(pieces.flatMap((piece) => [...piece]));
