import type { Engine } from './engine.ts';
import type { FromEngine, ToEngine } from './messages.ts';

/** A running engine, wherever it runs. */
export interface EngineHandle {
  readonly mode: 'worker' | 'inline';
  post(message: ToEngine, transfer?: Transferable[]): void;
  /** Closes the connection and the ports, and ends the Worker. */
  close(): void;
}

export interface EngineHostOptions {
  /** `inline` skips the Worker; `auto` (default) tries it first. */
  readonly mode?: 'auto' | 'inline';
  /** A same-origin file that is the Worker, for pages whose policy forbids `blob:`. */
  readonly workerUrl?: string | undefined;
  readonly loadWorkerText: () => Promise<string>;
  /** `new Worker` is a Trusted Types sink: gives an address in the form that the page asks for. */
  readonly scriptUrl: (url: string) => string;
  readonly loadEngine: () => Promise<typeof Engine>;
  readonly onMessage: (message: FromEngine) => void;
  readonly signal: AbortSignal;
}

/** A Worker that has not said `ready` by then does not count as one: some policies block it without any event. */
const READY_WITHIN_MS = 2000;

/**
 * Starts the engine off the main thread where the page lets us: the file named by the host, else a blob of the text that
 * came with the script, else the same engine inline. Never a `data:` Worker, whose socket would send `Origin: null`.
 */
export const startEngine = async (options: EngineHostOptions): Promise<EngineHandle> => {
  if (options.mode !== 'inline' && typeof Worker === 'function') {
    const worker = (await fromFile(options)) ?? (await fromText(options));
    if (worker) return worker;
  }
  options.signal.throwIfAborted();
  const InlineEngine = await options.loadEngine();
  options.signal.throwIfAborted();
  const engine = new InlineEngine(options.onMessage);
  return {
    mode: 'inline',
    post: (message) => engine.handle(message),
    close: () => engine.handle({ type: 'close' }),
  };
};

const fromFile = async ({
  scriptUrl,
  workerUrl,
  ...rest
}: EngineHostOptions): Promise<EngineHandle | undefined> =>
  workerUrl === undefined ? undefined : adopt(() => new Worker(scriptUrl(workerUrl)), rest);

const fromText = async ({
  loadWorkerText,
  scriptUrl,
  ...rest
}: EngineHostOptions): Promise<EngineHandle | undefined> => {
  const text = await loadWorkerText();
  rest.signal.throwIfAborted();
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await adopt(() => new Worker(scriptUrl(url)), rest);
  } finally {
    URL.revokeObjectURL(url);
  }
};

/** The Worker once it is ready; `undefined` when the page refuses it. */
const adopt = (
  create: () => Worker,
  { onMessage, signal }: Pick<EngineHostOptions, 'onMessage' | 'signal'>,
): Promise<EngineHandle | undefined> =>
  new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = create();
    } catch {
      resolve(undefined);
      return;
    }
    const give = (handle: EngineHandle | undefined): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      // One that was given up may still have errors under way: they end nothing.
      worker.onerror = worker.onmessageerror = handle ? () => onMessage({ type: 'crashed' }) : null;
      if (!handle) worker.terminate();
      resolve(handle);
    };
    // Whoever waits for this asks the signal afterwards.
    const abort = (): void => give(undefined);
    const timer = setTimeout(() => give(undefined), READY_WITHIN_MS);
    signal.addEventListener('abort', abort);
    worker.onerror = () => give(undefined);
    worker.onmessage = ({ data }: MessageEvent<FromEngine>) => {
      if (data.type !== 'ready') return onMessage(data);
      return give({
        mode: 'worker',
        post: (message, transfer = []) => worker.postMessage(message, transfer),
        // The Worker closes its socket with a code, then itself; `terminate` alone would leave the service a 1006.
        close: () => {
          worker.onmessage = worker.onmessageerror = worker.onerror = null;
          worker.postMessage({ type: 'close' } satisfies ToEngine);
        },
      });
    };
  });
