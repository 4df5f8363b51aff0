import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { describe, it, mock } from 'node:test';
import { ManualClock, startLiveEmulator, type Fault, type Script } from '../../src/emulator/index.ts';
import { Happenings } from '../../src/emulator/time/happenings.ts';
import { systemClock } from '../../src/emulator/time/clock.ts';
import { Client, connect, passTime, socketUrl, withTwin } from './client.ts';

const mint = (url: string): Promise<Response> =>
  fetch(`${url}/v1alpha/auth_tokens`, { method: 'POST', headers: { 'x-goog-api-key': 'k' }, body: '{}' });

describe('what a test looks for', () => {
  const fail = (): never => {
    throw new Error('my own mistake');
  };

  it('rejects for an error of the look, at once or later, and the twin goes on', () =>
    withTwin({}, async (twin) => {
      const atOnce = twin.until(fail);
      await assert.rejects(atOnce, /my own mistake/);
      const later = twin.until(() => (twin.connections.length > 0 ? fail() : undefined));
      const rejected = assert.rejects(later, /my own mistake/);
      const client = await connect(twin);
      await rejected;
      const message = twin.connections[0]?.once('message', fail);
      assert.ok(message);
      const wrong = assert.rejects(message, /my own mistake/);
      client.send({ realtimeInput: { text: 'x' } });
      await wrong;
      await client.turnComplete();
    }));

  it('is asked no more once it has thrown', async () => {
    const happenings = new Happenings();
    const looks = [mock.fn(fail), mock.fn((): undefined => undefined)] as const;
    await assert.rejects(happenings.until(looks[0]));
    void happenings.until(looks[1]);
    happenings.notify();
    assert.deepEqual([looks[0].mock.callCount(), looks[1].mock.callCount()], [1, 2]);
  });
});

describe('an outage', () => {
  it('lasts while another program has the port, and the host is told once', async () => {
    const clock = new ManualClock();
    const told: unknown[] = [];
    await withTwin({ clock, onError: (error) => told.push(error) }, async (twin) => {
      const back = twin.offline(1_000);
      const other = createServer();
      other.listen(twin.port, '127.0.0.1');
      await once(other, 'listening');
      clock.advance(1_000);
      while (clock.pending === 0) await new Promise(setImmediate);
      clock.advance(1_000);
      while (clock.pending === 0) await new Promise(setImmediate);
      assert.match(String(told), /EADDRINUSE/);
      assert.equal(told.length, 1);
      other.close();
      await once(other, 'close');
      await passTime(clock, back);
      await connect(twin, {}, undefined, clock);
    });
  });

  it('called anew while the twin is on its way back holds', async () => {
    const clock = new ManualClock();
    await withTwin({ clock }, async (twin) => {
      void twin.offline(1_000);
      clock.advance(1_000);
      const back = twin.offline(1_000);
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      await assert.rejects(new Client(socketUrl(twin)).opened, /ECONNREFUSED/);
      await passTime(clock, back);
      await connect(twin, {}, undefined, clock);
    });
  });

  it('does not bring back a twin that was closed', async () => {
    const clock = new ManualClock();
    const twin = await startLiveEmulator({ clock });
    await twin.close();
    await twin.offline(10);
    assert.equal(clock.pending, 0);
    await assert.rejects(new Client(socketUrl(twin)).opened, /ECONNREFUSED/);
  });
});

describe('an answer of a fault that cannot be sent', () => {
  const headers: readonly [headers: object, message: RegExp][] = [
    [{ 'a b': 'x' }, /do\.headers has 'a b', which is no name of a header/],
    [{ a: 'x\r\nb: y' }, /do\.headers\.a has characters that no header may have/],
  ];
  for (const [one, message] of headers) {
    it(`is refused: ${JSON.stringify(one)}`, async () => {
      for (const at of ['token', 'upgrade'] as const) {
        const faults = [{ at, do: { kind: 'http', status: 429, headers: one } }] as readonly Fault[];
        await assert.rejects(startLiveEmulator({ script: { faults } }), { name: 'RangeError', message });
      }
    });
  }

  it('ends the request, also when it is late, and is told', async () => {
    const clock = new ManualClock();
    const told: unknown[] = [];
    const body: { itself?: object } = {};
    body.itself = body;
    const answer = { kind: 'http', status: 429, body } as const;
    const faults: Fault[] = [
      { at: 'token', afterMs: 1_000, do: answer },
      { at: 'upgrade', connection: 1, do: answer },
      { at: 'upgrade', connection: 2, afterMs: 1_000, do: answer },
    ];
    await withTwin(
      { clock, scripts: () => ({ faults }), onError: (error) => told.push(error) },
      async (twin) => {
        assert.equal((await passTime(clock, mint(twin.url))).status, 500);
        for (const count of [2, 3]) {
          await assert.rejects(passTime(clock, new Client(socketUrl(twin)).opened));
          assert.equal(told.length, count);
        }
        assert.match(String(told[0]), /circular/);
      },
    );
  });
});

describe('what a function answers', () => {
  const wrong: readonly [script: unknown, message: RegExp][] = [
    [() => ({ kind: 'nope' }), /script\(\)\.kind must be one of/],
    [() => 'x', /script\(\) must be an object, and is string/],
    [() => undefined, /script\(\) must be an object, and is undefined/],
    [() => Promise.resolve([{ kind: 'say', text: 'x' }]), /script\(\) must be an object, and is a list/],
    [{ answers: () => ({ kind: 'say' }) }, /script\.answers\(\)\.text is missing/],
    [{ conversation: () => 'x' }, /script\.conversation\(\) must be a generator/],
    [
      {
        *conversation() {
          yield undefined;
          yield { kind: 'nope' };
        },
      },
      /script\.conversation\(\)\.kind must be one of/,
    ],
  ];
  for (const [script, message] of wrong) {
    it(`ends the session with 1011, and its place is told: ${String(message)}`, () => {
      const told: unknown[] = [];
      return withTwin({ script: script as Script, onError: (error) => told.push(error) }, async (twin) => {
        const client = await connect(twin);
        client.send({ realtimeInput: { text: 'x' } });
        assert.equal((await client.closed).code, 1011);
        assert.equal(told.length, 1);
        assert.match(String(told[0]), message);
      });
    });
  }
});

describe("the machine's clock", () => {
  it('waits longer than a timer of the machine can', (test) => {
    const LONGEST = 2 ** 31 - 1;
    const armed: { run: () => void; ms: number }[] = [];
    const timer = (run: () => void, ms: number): number => armed.push({ run, ms });
    test.mock.method(globalThis, 'setTimeout', timer as unknown as typeof setTimeout);
    const cleared = test.mock.method(globalThis, 'clearTimeout', () => undefined);
    const rung = test.mock.fn();
    const cancel = systemClock.schedule(3e9, rung);
    armed[0]?.run();
    assert.deepEqual([armed.map(({ ms }) => ms), rung.mock.callCount()], [[LONGEST, 3e9 - LONGEST], 0]);
    cancel();
    assert.deepEqual(cleared.mock.calls[0]?.arguments, [2]);
    armed[1]?.run();
    assert.equal(rung.mock.callCount(), 1);
  });
});

describe('methods of HTTP', () => {
  it('HEAD of the events of the page ends', () =>
    withTwin({ page: true }, async (twin) => {
      const [status, type] = await new Promise<unknown[]>((resolve, reject) => {
        request(`${twin.url}/traffic/events`, { method: 'HEAD', agent: false }, (response) => {
          response.resume();
          response.socket.once('close', () => reject(new Error('The twin hung up.')));
          response.once('end', () => resolve([response.statusCode, response.headers['content-type']]));
        })
          .on('error', reject)
          .end();
      });
      assert.deepEqual([status, type], [200, 'text/event-stream; charset=utf-8']);
    }));

  it('GET and HEAD alone list the models', () =>
    withTwin({}, async (twin) => {
      for (const path of ['models', 'models/gemini-3.8-live']) {
        const ask = async (method: string): Promise<number> =>
          (await fetch(`${twin.url}/v1beta/${path}?key=k`, { method })).status;
        for (const method of ['GET', 'HEAD']) assert.equal(await ask(method), 200);
        for (const method of ['PUT', 'DELETE', 'PATCH']) assert.equal(await ask(method), 405);
      }
    }));
});
