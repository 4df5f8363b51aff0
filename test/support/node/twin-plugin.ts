import type { TestRunnerPlugin } from '@web/test-runner';
import {
  startLiveEmulator,
  type EmulatorConnection,
  type EmulatorOptions,
  type LiveEmulator,
} from '../../../src/emulator/index.ts';
import type { TwinCommand, TwinReceived, TwinStart, TwinStarted, TwinWait } from '../twin-commands.ts';

const DEFAULT_WAIT_MS = 5_000;
const WAIT_LIMIT_MS = 10_000;

/** Several twins for the browser tests, each found by its id. */
class Twins {
  readonly #twins = new Map<number, LiveEmulator>();
  #count = 0;

  async start(options: TwinStart): Promise<TwinStarted> {
    const apiKey = 'twin-key';
    const settings: EmulatorOptions = { apiKeys: [apiKey], ...options };
    const twin = await startLiveEmulator(settings);
    const id = ++this.#count;
    this.#twins.set(id, twin);
    return { id, url: twin.url, apiKey };
  }

  /** The connection meant: counted from 1, the last one by default. */
  connection(id: number, number: number | undefined): EmulatorConnection {
    const { connections } = this.get(id);
    const found = number === undefined ? connections.at(-1) : connections.find((one) => one.id === number);
    if (!found) throw new Error(`Twin ${id} has no connection ${number ?? ''}`);
    return found;
  }

  get(id: number): LiveEmulator {
    const twin = this.#twins.get(id);
    if (!twin) throw new Error(`There is no twin ${id}`);
    return twin;
  }

  async stop(id: number): Promise<boolean> {
    await this.#twins.get(id)?.close();
    return this.#twins.delete(id);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#twins.keys()].map((id) => this.stop(id)));
  }
}

const mint = async (twin: LiveEmulator, body: object, apiKey: string): Promise<string> => {
  const response = await fetch(`${twin.url}/v1alpha/auth_tokens`, {
    method: 'POST',
    headers: { 'x-goog-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { readonly name?: string };
  if (answer.name === undefined) throw new Error(`The twin minted no token: ${JSON.stringify(answer)}`);
  return answer.name;
};

const received = (connection: EmulatorConnection, withPcm: boolean): TwinReceived => {
  const { frames, samples, rate } = connection.audio;
  const pcm = withPcm ? connection.audio.pcm() : undefined;
  return {
    connection: connection.id,
    messages: connection.received.map(({ at, kind, message }) => ({ at, kind, message })),
    audio: {
      frames,
      samples,
      rate,
      ...(pcm ? { pcm: Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64') } : {}),
    },
    closed: connection.closed ?? null,
  };
};

const waitFor = async (twin: LiveEmulator, wait: TwinWait): Promise<boolean> => {
  const signal = AbortSignal.timeout(Math.min(wait.timeoutMs ?? DEFAULT_WAIT_MS, WAIT_LIMIT_MS));
  const open = (): readonly EmulatorConnection[] =>
    twin.connections.filter(({ id }) => id === (wait.connection ?? id));
  const count = wait.count ?? 1;
  const look = (): true | undefined => {
    if (wait.for === 'connection') return open().length >= count || undefined;
    if (wait.for === 'closed') return open().filter(({ closed }) => closed).length >= count || undefined;
    const messages = open().flatMap((one) => one.received);
    return (
      messages.filter(({ kind }) => wait.for === 'message' || kind === wait.for).length >= count || undefined
    );
  };
  return twin.until(look, signal).catch(() => {
    throw new Error(`The twin saw no "${wait.for}" (${count}) in time`);
  });
};

const execute = async (twins: Twins, command: TwinCommand): Promise<unknown> => {
  switch (command.verb) {
    case 'start':
      return twins.start(command.options);
    case 'token':
      return mint(twins.get(command.id), command.body, command.apiKey);
    case 'send':
      twins.connection(command.id, command.connection).send(command.message);
      return true;
    case 'raw': {
      const data = 'text' in command ? command.text : Buffer.from(command.base64, 'base64');
      twins.connection(command.id, command.connection).sendRaw(data);
      return true;
    }
    case 'close':
      twins.connection(command.id, command.connection).close(command.code, command.reason);
      return true;
    case 'terminate':
      twins.connection(command.id, command.connection).terminate();
      return true;
    case 'received':
      return received(twins.connection(command.id, command.connection), command.pcm ?? false);
    case 'wait':
      return waitFor(twins.get(command.id), command.wait);
    case 'connections':
      return twins
        .get(command.id)
        .connections.map(({ id, path, closed }) => ({ id, path, closed: closed ?? null }));
    case 'stop':
      return twins.stop(command.id);
  }
};

/** web-test-runner plugin: browser tests start twins on this machine and steer them through `test/support/twin.ts`. */
export const twinPlugin = (): TestRunnerPlugin => {
  const twins = new Twins();
  return {
    name: 'twin',
    executeCommand: ({ command, payload }) =>
      command.startsWith('twin:')
        ? execute(twins, { ...(payload as object), verb: command.slice('twin:'.length) } as TwinCommand)
        : undefined,
    serverStop: () => twins.stopAll(),
  };
};
