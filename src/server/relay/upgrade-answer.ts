import type { Duplex } from 'node:stream';

const STATUS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

/** Refuses an upgrade. A browser tells its page nothing of this. */
export const refuseUpgrade = (
  socket: Duplex,
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (socket.destroyed) return;
  const body = JSON.stringify({ error: { code } });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS[status] ?? ''}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
};
