import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { createRelay, SETUP_FIELDS, type RelayEvent, type RelayOptions } from '../../src/server/index.ts';
import { googleAccessToken } from '../../src/server/relay/google-account.ts';
import { passedOn, fitReason } from '../../src/server/relay/close-codes.ts';
import { vertexAddress } from '../../src/server/relay/vertex-address.ts';
import { SECRET } from './support/relay-stage.ts';

const OPTIONS: RelayOptions = { secret: SECRET, project: 'p', location: 'us-central1' };

describe('options of the relay', () => {
  for (const [what, options, message] of [
    ['a short secret', { secret: 'x' }, /32 bytes/],
    ['no project', { project: '' }, /project/],
    ['a project that is a path', { project: 'a/../b' }, /project/],
    ['no location', { location: undefined as never }, /location/],
    ['a path without a slash', { path: 'live' }, /path/],
    ['a path with a query', { path: '/live?x' }, /path/],
    ['an origin that is none', { allowedOrigins: ['example.com'] }, /not an origin/],
    ['a version that is none', { apiVersion: 'v2' as never }, /apiVersion/],
    ['another way to refuse', { refusals: 'never' as never }, /refusals/],
    ['a token in place of a function', { accessToken: 'ya29' as never }, /accessToken/],
    ['a store that is none', { tickets: {} as never }, /claim/],
    ['an address that is none', { baseUrl: 'example.com' }, /baseUrl/],
    ['a model of its own', { setup: { model: 'x' } }, /model/],
    ['fields that are no list', { setupFields: 'tools' as never }, /setupFields/],
    ['a limit below its least', { limits: { messageBytes: 1 } }, /limits\.messageBytes/],
    ['a limit that is no number', { limits: { idleSeconds: 'x' as never } }, /limits\.idleSeconds/],
  ] as const) {
    it(`is not made with ${what}`, () => {
      assert.throws(
        () => createRelay({ ...OPTIONS, ...options }),
        (error: Error) => message.test(error.message) && !error.message.includes(SECRET),
      );
    });
  }

  it('global works, with a warning; a region without', async () => {
    for (const location of ['global', 'europe-west4']) {
      const events: RelayEvent[] = [];
      const relay = createRelay({ ...OPTIONS, location, onEvent: (event) => events.push(event) });
      assert.deepEqual(
        events.map(({ type }) => type),
        location === 'global' ? ['warning'] : [],
      );
      await relay.close();
    }
  });

  it('addresses of regions, multi-regions and global', () => {
    const path = '/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent';
    for (const [location, host] of [
      ['us-central1', 'us-central1-aiplatform.googleapis.com'],
      ['global', 'aiplatform.googleapis.com'],
      ['us', 'aiplatform.us.rep.googleapis.com'],
      ['eu', 'aiplatform.eu.rep.googleapis.com'],
    ] as const) {
      assert.equal(vertexAddress(location, 'v1'), `wss://${host}${path}`);
    }
    assert.equal(vertexAddress('x', 'v1', 'http://127.0.0.1:1/'), `ws://127.0.0.1:1${path}`);
  });

  it('close codes: what a close frame may carry is handed on', () => {
    assert.deepEqual(passedOn(1008, 'x'), [1008, 'x']);
    assert.deepEqual(passedOn(4999, 'x'), [4999, 'x']);
    assert.deepEqual(passedOn(1005, ''), [1000, '']);
    for (const code of [1006, 1015, 2000, 5000, 0]) assert.equal(passedOn(code, '')[0], 1014);
    assert.equal(Buffer.byteLength(fitReason('ö'.repeat(100))), 122);
    assert.equal(fitReason('short'), 'short');
  });

  it('the list of fields leaves out what a page is told, may do, and is charged for', () => {
    for (const field of [
      'systemInstruction',
      'tools',
      'safetySettings',
      'labels',
      'generationConfig',
      'model',
    ]) {
      assert.equal(SETUP_FIELDS.includes(field), false, field);
    }
  });
});

describe('access tokens of the default credentials', () => {
  it('come from the metadata server of the machine, by google-auth-library', async (context) => {
    const server = createServer((request, response) => {
      response.setHeader('Metadata-Flavor', 'Google');
      response.setHeader('Content-Type', 'application/json');
      const wanted = request.url?.includes('/token') === true;
      response.end(wanted ? '{"access_token":"ya29.x","expires_in":3600,"token_type":"Bearer"}' : '"p"');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const before = { ...process.env };
    context.after(() => {
      process.env = before;
      server.closeAllConnections();
      server.close();
    });
    process.env['GCE_METADATA_HOST'] = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['METADATA_SERVER_DETECTION'] = 'assume-present';
    process.env['HOME'] = '/nonexistent';
    delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
    const accessToken = googleAccessToken();
    assert.equal(await accessToken(), 'ya29.x');
    assert.equal(await accessToken(), 'ya29.x');
  });
});
