import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonAnswer } from './answers.ts';
import type { TokenHandler } from './token-handler-options.ts';

/**
 * The handler as a listener for Node's `http.createServer`, or as a route of Express and its kin. The body must not have
 * been read before. Hands over the socket's address, and tells the handler when the caller has gone.
 *
 * ```ts
 * createServer(toNodeListener(createTokenHandler({ … }))).listen(8080);
 * ```
 */
export const toNodeListener =
  (handler: TokenHandler) =>
  (message: IncomingMessage, response: ServerResponse): void => {
    void respond(handler, message, response);
  };

const respond = async (
  handler: TokenHandler,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const request = toRequest(message, gone.signal);
  const { remoteAddress } = message.socket;
  const answer =
    request === undefined
      ? jsonAnswer(400, { error: { code: 'request', message: 'The request cannot be read.' } })
      : await handler(request, remoteAddress === undefined ? {} : { remoteAddress });
  if (response.destroyed) return;
  const text = await answer.text();
  // The rest of a body that nobody read would keep the connection from its next request.
  if (!message.complete) response.setHeader('Connection', 'close');
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
};

/** Undefined for a request line or header that no `Request` can hold. */
const toRequest = (message: IncomingMessage, signal: AbortSignal): Request | undefined => {
  const { method = 'GET', headers, url = '/' } = message;
  try {
    const address = `http://${headers.host ?? 'localhost'}${url.startsWith('/') ? url : '/'}`;
    const init = { method, headers: toHeaders(message), signal };
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return new Request(address, hasBody ? { ...init, body: toStream(message), duplex: 'half' } : init);
  } catch {
    return undefined;
  }
};

const toHeaders = ({ headersDistinct }: IncomingMessage): Headers => {
  const headers = new Headers();
  Object.entries(headersDistinct).forEach(([name, values]) => {
    values?.forEach((value) => headers.append(name, value));
  });
  return headers;
};

const toStream = (message: IncomingMessage): ReadableStream<Uint8Array> => {
  const chunks = message[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => {
      message.pause();
    },
  });
};
