import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { ManualClock, type Network, type Script } from '../../src/emulator/index.ts';
import { Client, connect, passTime, socketUrl, withTwin, type ServerMessage } from './client.ts';

const SETUP = { setup: { model: 'models/gemini-3.8-live' } };

/** Lets the sockets of this machine carry what is on its way, without any time passing on the twin's clock. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};

/** Lets time pass ms by ms; the answer is when, since the beginning, each message came. */
const arrivals = async (client: Client, clock: ManualClock, ms: number): Promise<number[]> => {
  const times: number[] = [];
  for (let now = 0; now < ms; now += 1) {
    await setImmediate();
    while (times.length < client.messages.length) times.push(now);
    clock.advance(1);
  }
  return times;
};

/** A client on this network whose session is set up. */
const onNetwork = async (
  network: Network,
  test: (client: Client, clock: ManualClock, send: (message: object) => void) => Promise<void>,
): Promise<void> => {
  const clock = new ManualClock();
  await withTwin({ clock, script: { network } }, async (twin) => {
    const client = new Client(socketUrl(twin));
    await passTime(clock, client.opened);
    client.send(SETUP);
    await passTime(
      clock,
      client.next(({ setupComplete }) => setupComplete !== undefined),
    );
    await test(client, clock, (message) => twin.connections[0]?.send(message));
  });
};

const message = (number: number, length = 0): object => ({
  serverContent: { modelTurn: { parts: [{ text: `${number} ${'x'.repeat(length)}` }] } },
});
const numberOf = ({ serverContent }: ServerMessage): number | undefined => {
  const text = serverContent?.modelTurn?.parts[0]?.text;
  return text === undefined ? undefined : Number.parseInt(text, 10);
};
const numbersOf = (client: Client): unknown[] =>
  client.messages.map(numberOf).filter((one) => one !== undefined);

describe('a slow network', () => {
  it('delays what the twin says', () =>
    onNetwork({ down: { delayMs: 200 } }, async (client, clock, send) => {
      const before = client.messages.length;
      send(message(1));
      clock.advance(199);
      await settle();
      assert.equal(client.messages.length, before);
      clock.advance(1);
      await client.next((one) => numberOf(one) !== undefined);
    }));

  it('delays what the client says', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: { network: { up: { delayMs: 300 } } } }, async (twin) => {
      const said = new WebSocket(socketUrl(twin));
      said.on('error', () => undefined);
      await passTime(clock, new Promise((resolve) => said.once('open', resolve)));
      const began = clock.now();
      said.send(JSON.stringify(SETUP));
      const [received] = await passTime(
        clock,
        twin.until(() => (twin.connections[0]?.received.length ? twin.connections[0].received : undefined)),
      );
      assert.ok((received?.at ?? 0) - began >= 300);
      said.terminate();
    });
  });

  it('carries so many bytes a second: a large message takes its time, and holds up what follows', () =>
    onNetwork({ down: { bytesPerSecond: 10_000 } }, async (client, clock, send) => {
      const before = client.messages.length;
      const began = clock.now();
      send(message(1, 20_000));
      send(message(2));
      await passTime(
        clock,
        client.next((one) => numberOf(one) === 2),
      );
      const took = clock.now() - began;
      assert.ok(took >= 2_000 && took < 2_100, `${took} ms`);
      assert.equal(client.messages.length, before + 2);
    }));

  it('jitters with a seed: the same seed gives the same times, and nothing overtakes', async () => {
    const run = async (seed: number): Promise<number[]> => {
      let times: number[] = [];
      await onNetwork({ down: { jitterMs: 100 }, seed }, async (client, clock, send) => {
        for (let number = 0; number < 10; number += 1) send(message(number));
        times = await arrivals(client, clock, 150);
        assert.deepEqual(numbersOf(client), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      });
      return times;
    };
    const [one, again, other] = [await run(1), await run(1), await run(2)];
    assert.deepEqual(one, again);
    assert.notDeepEqual(one, other);
    assert.ok((one.at(-1) ?? 0) > 50);
  });

  it('holds back the client that sends more than it carries, and loses nothing', () =>
    withTwin({ script: { network: { up: { bytesPerSecond: 4_000_000 } } } }, async (twin) => {
      const client = await connect(twin);
      const text = 'x'.repeat(100_000);
      for (let number = 0; number < 20; number += 1) client.send({ realtimeInput: { text } });
      const got = (): number | undefined => {
        const { received = [] } = twin.connections[0] ?? {};
        return received.length === 21 ? received.length : undefined;
      };
      await twin.until(got);
      const [first, ...others] = twin.connections[0]?.received ?? [];
      assert.ok((others.at(-1)?.at ?? 0) - (first?.at ?? 0) >= 400);
    }));

  it('begins at a moment, and ends at one', () => {
    const clock = new ManualClock();
    const script: Script = {
      faults: [
        { at: 'setup-complete', do: { kind: 'network', network: { down: { delayMs: 500 } } } },
        { at: 'setup-complete', afterMs: 2_000, do: { kind: 'network', network: {} } },
      ],
    };
    return withTwin({ clock, script }, async (twin) => {
      const client = await connect(twin, {}, socketUrl(twin), clock);
      const began = clock.now();
      twin.connections[0]?.send(message(1));
      await passTime(
        clock,
        client.next((one) => numberOf(one) !== undefined),
      );
      assert.ok(clock.now() - began >= 500);
      clock.advance(2_000);
      const later = clock.now();
      twin.connections[0]?.send(message(2));
      await settle();
      assert.deepEqual(numbersOf(client), [1, 2]);
      assert.equal(clock.now(), later);
    });
  });

  it('delivers a close after what was said before it, and a client that goes away is noticed', () =>
    onNetwork({ delayMs: 100 }, async (client, clock, send) => {
      send(message(1));
      send({ goAway: {} });
      client.close();
      assert.equal((await passTime(clock, client.closed)).code, 1005);
      assert.deepEqual(numbersOf(client), [1]);
    }));

  it('slows the upgrade down as well', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: { network: { delayMs: 400 } } }, async (twin) => {
      const client = new Client(socketUrl(twin));
      const began = clock.now();
      await passTime(clock, client.opened);
      assert.ok(clock.now() - began >= 400);
    });
  });
});
