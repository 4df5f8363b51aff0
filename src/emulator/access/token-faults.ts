import type { IncomingMessage, ServerResponse } from 'node:http';
import { blotted } from './blotted.ts';
import type { Endpoint } from './endpoints.ts';
import type { HttpFaultAction } from '../script/fault.ts';
import type { Due } from '../script/fault-plan.ts';
import { httpAnswer, meddle, resetSocket } from './http-fault.ts';
import type { ScriptBook } from '../script/script-book.ts';
import type { ScriptClient } from '../script/script.ts';
import type { TwinParts } from '../twin-parts.ts';

const ENDPOINT: Endpoint = { backend: 'gemini', through: 'google', apiVersion: 'v1beta', constrained: false };

/** What goes wrong with a request; an error of the host's choice of scripts is told, and thrown on. */
const dueFor = (
  client: ScriptClient,
  scripts: ScriptBook,
  onError: (error: unknown) => void,
): Due<HttpFaultAction> | undefined => {
  try {
    return scripts.of(client).faults.dueForRequest('token', { connection: client.connection, turn: 0 });
  } catch (error) {
    onError(error);
    throw error;
  }
};

/**
 * Does to a request for a token what the script of its key has planned. Resolves when the request is to be answered as it
 * should be; never when a fault has answered it. Rejects with what the host's choice of a script throws, and with what keeps a
 * fault's answer from being sent; both are told.
 */
export const passTokenFaults = async (
  request: IncomingMessage,
  response: ServerResponse,
  key: string | undefined,
  { scripts, clock, options }: TwinParts,
  headers: Readonly<Record<string, string>>,
): Promise<void> => {
  const path = blotted(request.url ?? '');
  const connection = scripts.nextTokenRequest();
  const client = { connection, path, origin: request.headers.origin, endpoint: ENDPOINT, key };
  const due = dueFor(client, scripts, options.onError);
  await new Promise<void>((accept, reject) =>
    meddle(due, clock, {
      accept,
      answer: (answer) => {
        const full = httpAnswer(answer);
        response.writeHead(full.status, { ...headers, ...full.headers });
        response.end(full.body);
      },
      reset: () => resetSocket(request.socket),
      failed: (error) => {
        options.onError(error);
        reject(new Error('The fault could not be played.', { cause: error }));
      },
      gone: (call) => response.once('close', call),
    }),
  );
};
