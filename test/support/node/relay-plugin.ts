import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestRunnerPlugin } from '@web/test-runner';
import {
  createRelay,
  createTicketHandler,
  SETUP_FIELDS,
  toNodeListener,
  type Relay,
  type RelayEvent,
} from '../../../src/server/index.ts';
import type { RelayCommand, RelayStart, RelayStarted } from '../relay-commands.ts';

interface Running {
  readonly relay: Relay;
  readonly server: Server;
  readonly events: RelayEvent[];
}

const SECRET = 'the-secret-of-the-browser-tests, 32 bytes and more';

const start = async ({ origin, service, models, more, setup }: RelayStart): Promise<[Running, string]> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const events: RelayEvent[] = [];
  const relay = createRelay({
    secret: SECRET,
    project: 'a-project',
    location: 'us-central1',
    baseUrl: service,
    accessToken: () => Promise.resolve('ya29.an-access-token'),
    refusals: 'close',
    onEvent: (event) => events.push(event),
    ...(setup ? { setup } : {}),
    ...(more ? { setupFields: [...SETUP_FIELDS, ...more] } : {}),
  });
  relay.attach(server);
  const tickets = createTicketHandler({
    secret: SECRET,
    baseUrl: `ws://${address}/live`,
    models,
    allowedOrigins: [origin],
  });
  server.on('request', toNodeListener(tickets));
  return [{ relay, server, events }, address];
};

/** web-test-runner plugin: browser tests start relays on this machine, each with the endpoint that hands out its tickets. */
export const relayPlugin = (): TestRunnerPlugin => {
  const running = new Map<number, Running>();
  let count = 0;
  const stop = async (id: number): Promise<boolean> => {
    const { relay, server } = running.get(id) ?? {};
    running.delete(id);
    await relay?.close({ drainSeconds: 0 });
    server?.closeAllConnections();
    server?.close();
    return true;
  };
  const execute = async (command: RelayCommand): Promise<unknown> => {
    switch (command.verb) {
      case 'start': {
        const [relay, address] = await start(command.options);
        running.set(++count, relay);
        const started: RelayStarted = { id: count, endpoint: `http://${address}/`, address };
        return started;
      }
      case 'events':
        return running.get(command.id)?.events ?? [];
      case 'stop':
        return stop(command.id);
      default:
        return command satisfies never;
    }
  };
  return {
    name: 'relay',
    executeCommand: ({ command, payload }) =>
      command.startsWith('relay:')
        ? execute({ ...(payload as object), verb: command.slice('relay:'.length) } as RelayCommand)
        : undefined,
    serverStop: async () => {
      await Promise.all([...running.keys()].map(stop));
    },
  };
};
