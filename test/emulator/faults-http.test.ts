import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { ManualClock, type Fault, type LiveEmulator } from '../../src/emulator/index.ts';
import { Client, connect, passTime, socketUrl, withTwin } from './client.ts';

interface Refused {
  readonly status: number | undefined;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** What a client gets that asks for an upgrade and is refused. */
const refused = (url: string): Promise<Refused> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on('error', reject);
    socket.on('unexpected-response', (_, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
  });

const mint = (twin: LiveEmulator, key = 'k'): Promise<Response> =>
  fetch(`${twin.url}/v1alpha/auth_tokens`, {
    method: 'POST',
    headers: { 'x-goog-api-key': key },
    body: '{}',
  });

describe('faults of the upgrade', () => {
  it('a status with a body and headers, so many times', () => {
    const body = { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } };
    const refuse = { status: 429, times: 2, headers: { 'retry-after': '3' }, body };
    return withTwin({ script: { refuse } }, async (twin) => {
      for (let time = 0; time < 2; time += 1) {
        const answer = await refused(socketUrl(twin));
        assert.equal(answer.status, 429);
        assert.equal(answer.headers['retry-after'], '3');
        assert.deepEqual(JSON.parse(answer.body), body);
      }
      await connect(twin);
      assert.equal(twin.connections.length, 1);
      assert.equal(twin.connections[0]?.id, 3);
    });
  });

  it('a text as body', () =>
    withTwin({ script: { refuse: { status: 503, body: 'Back soon.' } } }, async (twin) => {
      const answer = await refused(socketUrl(twin));
      assert.deepEqual([answer.status, answer.body], [503, 'Back soon.']);
      assert.match(String(answer.headers['content-type']), /^text\/plain/);
    }));

  it('a reset of the TCP connection', () => {
    const faults: Fault[] = [{ at: 'upgrade', times: 1, do: { kind: 'drop' } }];
    return withTwin({ script: { faults } }, async (twin) => {
      await assert.rejects(new Client(socketUrl(twin)).opened, /ECONNRESET|socket hang up/);
      await connect(twin);
    });
  });

  it('late, or never', () => {
    const clock = new ManualClock();
    const faults: Fault[] = [
      { at: 'upgrade', connection: 1, afterMs: 3_000, do: { kind: 'accept' } },
      { at: 'upgrade', connection: 2, do: { kind: 'stall' } },
      { at: 'upgrade', connection: 3, afterMs: 1_000, do: { kind: 'http', status: 504 } },
    ];
    return withTwin({ clock, script: { faults } }, async (twin) => {
      const began = clock.now();
      await passTime(clock, new Client(socketUrl(twin)).opened);
      assert.ok(clock.now() - began >= 3_000);
      let opened = false;
      void new Client(socketUrl(twin)).opened.then(() => (opened = true)).catch(() => undefined);
      const third = await passTime(clock, refused(socketUrl(twin)));
      assert.equal(third.status, 504);
      clock.advance(3_600_000);
      await setImmediate();
      assert.equal(opened, false);
    });
  });

  it('a client that goes while it waits leaves nothing behind', () => {
    const clock = new ManualClock();
    const faults: Fault[] = [{ at: 'upgrade', afterMs: 3_000, do: { kind: 'accept' } }];
    return withTwin({ clock, script: { faults } }, async (twin) => {
      const socket = new WebSocket(socketUrl(twin));
      socket.on('error', () => undefined);
      while (clock.pending === 0) await setImmediate();
      socket.terminate();
      for (let turn = 0; turn < 50; turn += 1) await setImmediate();
      clock.advance(3_000);
      assert.equal(twin.connections.filter(({ closed }) => !closed).length, 0);
    });
  });
});

describe('faults of the token endpoint', () => {
  it('429 and 5xx, with what a page needs to read them; then all is well', () => {
    const faults: Fault[] = [
      { at: 'token', connection: 1, do: { kind: 'http', status: 429, body: { error: { code: 429 } } } },
      { at: 'token', connection: 2, do: { kind: 'http', status: 503, headers: { 'retry-after': '1' } } },
      { at: 'token', connection: 3, do: { kind: 'http', status: 500, body: '<html>not what you asked for' } },
    ];
    return withTwin({ script: { faults } }, async (twin) => {
      const [quota, away, garbage, good] = [
        await mint(twin),
        await mint(twin),
        await mint(twin),
        await mint(twin),
      ];
      assert.deepEqual([quota.status, await quota.json()], [429, { error: { code: 429 } }]);
      assert.equal(quota.headers.get('access-control-allow-origin'), '*');
      assert.deepEqual([away.status, away.headers.get('retry-after')], [503, '1']);
      assert.deepEqual([garbage.status, await garbage.text()], [500, '<html>not what you asked for']);
      assert.match(((await good.json()) as { name: string }).name, /^auth_tokens\//);
    });
  });

  it('late, reset, and only for one key', () => {
    const clock = new ManualClock();
    const slow: Fault[] = [{ at: 'token', afterMs: 2_000, do: { kind: 'accept' } }];
    const reset: Fault[] = [{ at: 'token', do: { kind: 'drop' } }];
    return withTwin(
      { clock, scripts: { slow: { faults: slow }, reset: { faults: reset } } },
      async (twin) => {
        const began = clock.now();
        assert.equal((await mint(twin)).status, 200);
        assert.equal(clock.now(), began);
        assert.equal((await passTime(clock, mint(twin, 'slow'))).status, 200);
        assert.ok(clock.now() - began >= 2_000);
        await assert.rejects(mint(twin, 'reset'));
      },
    );
  });

  it('a script that cannot be chosen is answered with 500, and told', () => {
    const errors: unknown[] = [];
    const scripts = (): never => {
      throw new Error('no idea');
    };
    return withTwin({ scripts, onError: (error) => errors.push(error) }, async (twin) => {
      assert.equal((await mint(twin)).status, 500);
      assert.match(String(errors[0]), /no idea/);
    });
  });
});
