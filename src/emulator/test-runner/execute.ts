import type { EmulatorConnection } from '../line/emulator-connection.ts';
import type { LiveEmulator } from '../emulator.ts';
import type { TwinCommand, TwinReceived, TwinWait } from './commands.ts';
import type { Twins } from './twins.ts';

const DEFAULT_WAIT_MS = 5_000;
const WAIT_LIMIT_MS = 10_000;

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
    handles: connection.handles,
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

/** Does what a page asks for. Rejects for twins and connections that there are not. */
export const execute = async (twins: Twins, command: TwinCommand): Promise<unknown> => {
  switch (command.verb) {
    case 'start':
      return twins.start(command.options ?? {});
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
    case 'offline':
      await twins.get(command.id).offline(command.forMs);
      return true;
    case 'received':
      return received(twins.connection(command.id, command.connection), command.pcm ?? false);
    case 'wait':
      return waitFor(twins.get(command.id), command.wait);
    case 'connections':
      return twins
        .get(command.id)
        .connections.map(({ id, path, closed }) => ({ id, path, closed: closed ?? null }));
    case 'recordings':
      return twins.recordings(command.id);
    case 'stop':
      return twins.stop(command.id);
  }
};
