import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createRelay, createTicketHandler, toNodeListener } from '../src/server/index.ts';
import type { Listener } from './token-endpoints.ts';

export interface VertexOptions {
  /** The pages' own server: the relay takes its upgrades. */
  readonly server: Server;
  readonly port: number;
  readonly origins: readonly string[];
  /** The twin's address. */
  readonly service: string;
}

export interface Vertex {
  /** The relay's origin, for the pages' policy. */
  readonly url: string;
  /** What hands out tickets for the relay. */
  readonly tickets: Listener;
  close(): Promise<void>;
}

const INSTRUCTION = 'You are a friendly guide to the demo of the relay.';

/** The relay to Vertex AI, and its tickets: as on any host, but for the twin in Google's place. */
export const startVertex = ({ server, port, origins, service }: VertexOptions): Vertex => {
  const secret = randomBytes(32);
  const relay = createRelay({
    secret,
    project: 'demo',
    location: 'us-central1',
    allowedOrigins: origins,
    setup: { systemInstruction: INSTRUCTION },
    // The twin takes any.
    accessToken: () => Promise.resolve('demo'),
    baseUrl: service,
  });
  relay.attach(server);
  const url = `http://localhost:${port}`;
  const tickets = createTicketHandler({
    secret,
    allowedOrigins: origins,
    baseUrl: `${url.replace('http', 'ws')}/live`,
  });
  return { url, tickets: toNodeListener(tickets), close: () => relay.close({ drainSeconds: 0 }) };
};
