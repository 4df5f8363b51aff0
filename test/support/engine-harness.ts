import type { PlaybackCommand, PlaybackReport } from '../../src/audio/messages.ts';
import { type EngineHandle, startEngine } from '../../src/engine/host.ts';
import { geminiUrl } from '../../src/wire/backends/gemini.ts';
import type { ConnectionOptions, FromEngine, ToEngine } from '../../src/engine/messages.ts';
import * as lazy from '../../src/lazy.ts';
import type { Twin } from './twin.ts';

export const ENGINE_MODES = ['worker', 'inline'] as const;
export type EngineMode = (typeof ENGINE_MODES)[number];

/** An engine with the worklets' ends of its channels in the test's hands. */
export class EngineHarness {
  readonly messages: FromEngine[] = [];
  readonly commands: PlaybackCommand[] = [];
  #handle: EngineHandle | undefined;
  readonly #capture: MessagePort;
  readonly #playback: MessagePort;
  readonly #waiting = new Set<() => void>();
  returned = 0;

  private constructor(capture: MessagePort, playback: MessagePort) {
    this.#capture = capture;
    this.#playback = playback;
  }

  static async start(mode: EngineMode): Promise<EngineHarness> {
    const capture = new MessageChannel();
    const playback = new MessageChannel();
    const harness = new EngineHarness(capture.port1, playback.port1);
    const handle = await startEngine({
      mode: mode === 'inline' ? 'inline' : 'auto',
      loadWorkerText: lazy.loadWorkerText,
      scriptUrl: lazy.scriptUrl,
      loadEngine: lazy.loadInlineEngine,
      onMessage: (message) => harness.#receive(message),
      signal: new AbortController().signal,
    });
    if (handle.mode !== mode) throw new Error(`The engine runs in mode ${handle.mode}, not ${mode}.`);
    harness.#handle = handle;
    harness.#listen();
    handle.post({ type: 'ports', capture: capture.port2, playback: playback.port2 }, [
      capture.port2,
      playback.port2,
    ]);
    return harness;
  }

  post(message: ToEngine): void {
    this.#handle?.post(message);
  }

  /** Connects to the twin; resolves when it is set up. */
  async open(
    twin: Twin,
    more: Partial<ConnectionOptions> & { manual?: boolean; line?: number } = {},
  ): Promise<void> {
    const { line = 1, manual = false, ...options } = more;
    this.post({ type: 'manual', manual });
    this.post({
      type: 'open',
      line,
      first: [],
      options: {
        url: geminiUrl({ baseUrl: twin.url, apiVersion: 'v1beta', credential: twin.apiKey }),
        model: 'gemini-3.8-live',
        config: { responseModalities: ['AUDIO' as never] },
        timeoutMs: 5000,
        ...options,
      },
    });
    await this.until(() =>
      this.messages.some((message) => message.type === 'opened' && message.line === line),
    );
  }

  /** One 20 ms frame whose samples are all `value`. */
  frame(value: number): void {
    const samples = new Int16Array(320).fill(value);
    this.#capture.postMessage(samples.buffer, [samples.buffer]);
  }

  report(report: PlaybackReport): void {
    this.#playback.postMessage(report);
  }

  /** Resolves once the condition holds; it is looked at whenever something arrives. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  of<Type extends FromEngine['type']>(type: Type): Extract<FromEngine, { type: Type }>[] {
    return this.messages.filter(
      (message): message is Extract<FromEngine, { type: Type }> => message.type === type,
    );
  }

  close(): void {
    this.#handle?.close();
    this.#capture.close();
    this.#playback.close();
  }

  #listen(): void {
    this.#playback.onmessage = ({ data }: MessageEvent<PlaybackCommand>) => {
      this.commands.push(data);
      this.#look();
    };
    this.#capture.onmessage = ({ data }: MessageEvent<ArrayBuffer[]>) => {
      this.returned += data.length;
      this.#look();
    };
  }

  #receive(message: FromEngine): void {
    this.messages.push(message);
    this.#look();
  }

  #look(): void {
    for (const look of [...this.#waiting]) look();
  }
}
