import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { text } from 'node:stream/consumers';
import { before, describe, it } from 'node:test';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { startLiveEmulator, type LiveEmulator } from '../../src/emulator/index.ts';
import { FIXED_HOSTS, makeCertificate, type TestCertificate } from '../support/node/certificate.ts';
import { socketUrl, withTwin } from './client.ts';

let tls: TestCertificate['tls'];

/** Mints a token over HTTPS, trusting the twin's certificate alone. */
const mint = async (twin: LiveEmulator): Promise<string> => {
  const headers = { 'x-goog-api-key': 'k', 'content-type': 'application/json' };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${twin.url}/v1beta/auth_tokens`, { method: 'POST', ca: tls.cert, headers }, resolve)
      .on('error', reject)
      .end('{}');
  });
  assert.equal(response.statusCode, 200);
  return (JSON.parse(await text(response)) as { readonly name: string }).name;
};

/** Opens a session as a client would that believes to be at `host`; resolves with the first frame. */
const firstFrame = (twin: LiveEmulator, host: string, path: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`wss://${host}${path}`, {
      ca: tls.cert,
      createConnection: () =>
        connectTls({ host: '127.0.0.1', port: twin.port, servername: host, ca: tls.cert }),
    });
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"setup":{"model":"models/gemini-3.8-live"}}'));
    socket.on('message', (data) => {
      resolve(data as Buffer);
      socket.close();
    });
  });

describe('a twin with a certificate', () => {
  before(async () => {
    ({ tls } = await makeCertificate());
  });

  it('serves https and wss on one port, and says so in its address', () =>
    withTwin({ tls }, async (twin) => {
      assert.equal(twin.url, `https://127.0.0.1:${twin.port}`);
      const path = new URL(socketUrl(twin)).pathname;
      const frame = await firstFrame(twin, 'localhost', `${path}?key=k`);
      assert.equal(frame.toString(), '{\n  "setupComplete": {}\n}\n');
      const token = await mint(twin);
      const constrained = `${path}Constrained?access_token=${token}`;
      assert.equal(
        (await firstFrame(twin, 'localhost', constrained)).toString(),
        '{\n  "setupComplete": {}\n}\n',
      );
    }));

  for (const host of FIXED_HOSTS) {
    it(`is taken for ${host} by a client that checks the name`, () =>
      withTwin({ tls }, async (twin) => {
        const { pathname } = new URL(socketUrl(twin));
        assert.match((await firstFrame(twin, host, `${pathname}?key=k`)).toString(), /setupComplete/);
      }));
  }

  it('is not taken for any other host', () =>
    withTwin({ tls }, async (twin) => {
      const { pathname } = new URL(socketUrl(twin));
      await assert.rejects(firstFrame(twin, 'example.com', `${pathname}?key=k`), {
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      });
    }));

  it('does not start with a certificate that is none, or of another key', async () => {
    const { tls: other } = await makeCertificate();
    await assert.rejects(startLiveEmulator({ tls: { ...tls, cert: 'x' } }), /PEM|no start line/i);
    await assert.rejects(startLiveEmulator({ tls: { ...tls, key: other.key } }), /key values mismatch/i);
  });

  it('closes at once while somebody holds a line without a word', async () => {
    const twin = await startLiveEmulator({ tls });
    const socket = connectTcp(twin.port, '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await twin.close();
    await closed;
  });

  it('ends a client that speaks plainly to it, and no other', () =>
    withTwin({ tls }, async (twin) => {
      const plain = new WebSocket(socketUrl(twin).replace('wss:', 'ws:'));
      const error = await new Promise<Error>((resolve) => plain.once('error', resolve));
      assert.match(error.message, /socket hang up|ECONNRESET/);
      const { pathname } = new URL(socketUrl(twin));
      assert.match((await firstFrame(twin, 'localhost', `${pathname}?key=k`)).toString(), /setupComplete/);
    }));
});
