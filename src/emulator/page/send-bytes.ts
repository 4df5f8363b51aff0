import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Sends bytes, or the range of them that is asked for: players want ranges before they let anybody seek. */
export const sendBytes = (
  request: IncomingMessage,
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
  body: Buffer,
): void => {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = Math.min(body.length, to ? Number(to) + 1 : body.length);
  if (from !== undefined && start >= end) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${body.length}` });
    response.end();
    return;
  }
  response.writeHead(from === undefined ? 200 : 206, {
    ...headers,
    'accept-ranges': 'bytes',
    'content-length': end - start,
    ...(from === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${body.length}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : body.subarray(start, end));
};
