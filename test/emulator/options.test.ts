import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { ManualClock, startLiveEmulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import { connect, withTwin } from './client.ts';

/** What a host without types might give, and what it is told. */
const WRONG: readonly (readonly [options: unknown, name: 'TypeError' | 'RangeError', message: RegExp])[] = [
  [null, 'TypeError', /^options must be an object, and is null\.$/],
  [{ prot: 1 }, 'TypeError', /^options\.prot is unknown; known are 'port', /],
  [{ port: '80' }, 'TypeError', /^options\.port must be a number/],
  [{ port: 70_000 }, 'RangeError', /^options\.port must be at most 65535/],
  [{ port: 1.5 }, 'RangeError', /^options\.port must be a whole number/],
  [{ host: 1 }, 'TypeError', /^options\.host must be a text/],
  [{ tls: { cert: 'x' } }, 'TypeError', /^options\.tls\.key is missing/],
  [{ tls: { cert: 'x', key: 1 } }, 'TypeError', /^options\.tls\.key must be a text/],
  [{ apiKeys: 'k' }, 'TypeError', /^options\.apiKeys must be a list/],
  [{ accessTokens: [1] }, 'TypeError', /^options\.accessTokens\[0\] must be a text/],
  [{ script: 5 }, 'TypeError', /^script must be an object/],
  [{ scripts: { k: { answer: [] } } }, 'TypeError', /^scripts\[0\]\.answer is unknown/],
  [{ keepBytes: -1 }, 'RangeError', /^options\.keepBytes must be at least 0/],
  [{ voice: 'babble' }, 'TypeError', /^options\.voice must be a function/],
  [{ pace: NaN }, 'RangeError', /^options\.pace must be finite/],
  [{ setupDelayMs: -5 }, 'RangeError', /^options\.setupDelayMs must be at least 0/],
  [{ clock: {} }, 'TypeError', /^options\.clock\.now must be a function/],
  [{ strictCalls: 1 }, 'TypeError', /^options\.strictCalls must be true or false/],
  [{ limits: { goAwayMS: 1 } }, 'TypeError', /^options\.limits\.goAwayMS is unknown/],
  [
    { limits: { closeAs: 'x' } },
    'RangeError',
    /^options\.limits\.closeAs must be one of 'aborted', 'deadline'/,
  ],
  [{ resumption: 'forget' }, 'RangeError', /^options\.resumption must be one of 'forgets', 'remembers'/],
  [{ resumption: { everyMs: '1' } }, 'TypeError', /^options\.resumption\.everyMs must be a number/],
  [{ frames: 'Text' }, 'RangeError', /^options\.frames must be one of 'binary', 'text'/],
  [{ refuseRetired: 'no' }, 'TypeError', /^options\.refuseRetired must be true or false/],
  [{ record: {} }, 'TypeError', /^options\.record\.folder is missing/],
  [{ replay: {} }, 'TypeError', /^options\.replay\.recording is missing/],
  [{ page: 1 }, 'TypeError', /^options\.page must be an object/],
  [{ onError: 1 }, 'TypeError', /^options\.onError must be a function/],
];

describe('the options of a twin', () => {
  for (const [options, name, message] of WRONG) {
    it(`cannot be ${JSON.stringify(options)}`, async () => {
      await assert.rejects(startLiveEmulator(options as EmulatorOptions), { name, message });
    });
  }

  it('may be undefined, each of them', () =>
    withTwin({ script: undefined, limits: undefined } as unknown as EmulatorOptions, async (twin) => {
      (await connect(twin)).close();
    }));

  it('may be objects of a class of the host', () =>
    withTwin({ clock: new ManualClock() }, async (twin) => {
      assert.equal(twin.connections.length, 0);
      await Promise.resolve();
    }));

  it('name a port that is taken: the system says so', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assert.rejects(startLiveEmulator({ port }), { code: 'EADDRINUSE' });
    other.close();
  });

  it('name a host with colons: the address has it in brackets', () =>
    withTwin({ host: '::1' }, async (twin) => {
      assert.match(twin.url, /^http:\/\/\[::1\]:\d+$/);
      (await connect(twin)).close();
    }));
});
