import { randomUUID } from 'node:crypto';
import { isObject } from '../../core/merge.ts';
import type { Endpoint } from '../access/endpoints.ts';
import { contentOnVertex, usageOnVertex, voiceActivityOnVertex } from './vertex-messages.ts';

type Message = Readonly<Record<string, unknown>>;

/** Turns a message in the Developer API's words into what an endpoint sends instead. It leaves what it does not know. */
export type Dialect = (message: object) => object;

const mapped = (message: Message, name: string, change: (value: Message) => Message): Message => {
  const value = message[name];
  return isObject(value) ? { [name]: change(value) } : {};
};

const toVertex = (message: Message, sessionId: string): object => ({
  ...message,
  ...mapped(message, 'setupComplete', (complete) => ({ sessionId, ...complete })),
  ...mapped(message, 'serverContent', contentOnVertex),
  ...mapped(message, 'usageMetadata', usageOnVertex),
  ...mapped(message, 'voiceActivity', voiceActivityOnVertex),
});

/**
 * The dialect of one connection (`BEHAVIOURS.vertexDialect`). What takes more than other words, such as a turn of its own for
 * a function call, is the dialogue's business.
 */
export const dialectOf = (
  { backend }: Pick<Endpoint, 'backend'>,
  sessionId: string = randomUUID(),
): Dialect =>
  backend === 'vertex' ? (message) => toVertex(message as Message, sessionId) : (message) => message;
