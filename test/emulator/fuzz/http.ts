import { connect } from 'node:net';
import { badMessage, mutateText } from './messages.ts';
import type { Dice } from './random.ts';

const PATHS: readonly string[] = [
  ...[
    '/',
    '//',
    '/v1beta/auth_tokens?key=k',
    '//v1alpha/auth_tokens?key=k',
    '/v1beta/models?key=k',
    '/v1beta/models/x?key=k',
  ],
  ...[
    '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=k',
    '/%',
    '/..%2f..',
    '/?%00',
  ],
  ...[
    'http://elsewhere/',
    '*',
    '/v1beta/auth_tokens?key=%ff%',
    '/ws/',
    '/__proto__',
    `/${'a'.repeat(9_000)}`,
    '/\u00e9',
  ],
];
const METHODS: readonly string[] =
  'GET POST PUT DELETE OPTIONS HEAD PATCH TRACE CONNECT FOO get P\u0000ST'.split(' ');
const HEADERS: readonly string[] = [
  ...[
    'Host: twin',
    'Host:',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Upgrade: h2c',
    'Sec-WebSocket-Version: 13',
  ],
  ...['Sec-WebSocket-Version: 99', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Key: x'],
  ...[
    'Sec-WebSocket-Extensions: permessage-deflate; x=1',
    'Sec-WebSocket-Protocol: ,',
    'Content-Length: -1',
    'Content-Length: 5',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip',
    'Expect: 100-continue',
    'Authorization: Bearer',
    'Origin: null',
  ],
  ...[
    'Authorization: Token auth_tokens/x',
    'x-goog-api-key: \u0001',
    'x-goog-api-key: bad',
    `X: ${'y'.repeat(20_000)}`,
    'No colon',
  ],
];

const LIVE = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=k';
/** Requests as they should be. */
const GOOD: readonly string[] = [
  `GET ${LIVE} HTTP/1.1\r\nHost: twin\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  'POST /v1beta/auth_tokens?key=k HTTP/1.1\r\nHost: twin\r\nContent-Length: 10\r\n\r\n{"uses":2}',
  'OPTIONS /v1alpha/auth_tokens HTTP/1.1\r\nHost: twin\r\n\r\n',
  'DELETE /v1alpha/auth_tokens HTTP/1.1\r\nHost: twin\r\n\r\n',
  'GET /v1beta/models?key=k HTTP/1.1\r\nHost: twin\r\n\r\n',
];

/** A request, or what looks like one. */
const requestOf = (dice: Dice): Buffer => {
  if (dice.chance(0.15)) return dice.bytes(1 + dice.below(200));
  if (dice.chance(0.25)) {
    const good = dice.pick(GOOD);
    return Buffer.from(dice.chance(0.4) ? good : mutateText(dice, good));
  }
  const message = badMessage(dice);
  const body = dice.chance(0.5) ? Buffer.from(message as string) : Buffer.alloc(0);
  const headers = Array.from({ length: dice.below(8) }, () => dice.pick(HEADERS));
  if (dice.chance(0.7)) headers.push('Host: twin');
  if (dice.chance(0.6)) headers.push(`Content-Length: ${body.length}`);
  const line = `${dice.pick(METHODS)} ${dice.pick(PATHS)} HTTP/${dice.pick(['1.1', '1.1', '1.0', '2.0', '9'])}`;
  return Buffer.concat([Buffer.from([line, ...headers, '', ''].join('\r\n')), body]);
};

/** Sends a request in pieces, or half of it; the status that came, 0 without one. Never waits longer than it must. */
export const fuzzRequest = (port: number, dice: Dice): Promise<number> =>
  new Promise((resolve) => {
    const request = requestOf(dice);
    const aborts = dice.chance(0.2);
    const slow = dice.chance(0.2);
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const end = (): void => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      end();
    });
    socket.on('error', () => undefined);
    socket.on('close', end);
    const whole = aborts ? request.subarray(0, dice.below(request.length)) : request;
    const half = slow ? dice.below(whole.length + 1) : whole.length;
    socket.write(whole.subarray(0, half), () => {
      setImmediate(() => {
        socket.end(whole.subarray(half));
        if (aborts) setImmediate(end);
      });
    });
  });
