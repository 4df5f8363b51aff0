import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import { type EngineHandle, startEngine } from '../engine/host.ts';
import type { FromEngine, ToEngine } from '../engine/messages.ts';
import type { ConversationHost } from './host.ts';
import type { Parts } from './parts.ts';

export interface EngineLinkContext {
  readonly host: ConversationHost;
  readonly parts: Parts;
  readonly signal: AbortSignal;
  readonly onMessage: (message: FromEngine) => void;
}

/** The run's engine. What is posted before it has started reaches it first thing; after the end nothing does. */
export class EngineLink {
  readonly #context: EngineLinkContext;
  #engine: EngineHandle | undefined;
  #early: (readonly [ToEngine, Transferable[]])[] = [];

  constructor(context: EngineLinkContext) {
    this.#context = context;
  }

  /** Whether the page's own thread carries the audio, as far as that is known by now. */
  get inline(): boolean {
    return (this.#engine?.mode ?? this.#context.host.settings().engine) === 'inline';
  }

  async start(): Promise<void> {
    const { host, onMessage, parts, signal } = this.#context;
    const { engine, workletBase } = host.settings();
    const handle = await startEngine({
      mode: engine,
      workerUrl: workletBase && `${workletBase.replace(/\/*$/, '')}/engine.worker.js`,
      loadWorkerText: () => parts.loadWorkerText().catch(notLoaded),
      scriptUrl: parts.scriptUrl,
      loadEngine: () => parts.loadInlineEngine().catch(notLoaded),
      onMessage: (message) => !signal.aborted && onMessage(message),
      signal,
    });
    if (signal.aborted) return handle.close();
    this.#engine = handle;
    for (const [message, transfer] of this.#early.splice(0)) this.post(message, transfer);
  }

  post(message: ToEngine, transfer: Transferable[] = []): void {
    if (this.#context.signal.aborted) return;
    if (!this.#engine) this.#early.push([message, transfer]);
    else if (message.type !== 'ports') this.#engine.post(message, transfer);
    else {
      const ports = [message.capture, message.playback].filter((port) => port !== undefined);
      this.#engine.post(message, ports);
    }
  }

  close(): void {
    this.#engine?.close();
    this.#engine = undefined;
  }
}

const notLoaded = (cause: unknown): never => {
  throw new LiveFailure('network', say('not-loaded'), cause);
};
