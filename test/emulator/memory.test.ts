import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startLiveEmulator } from '../../src/emulator/index.ts';
import { KeptBudget } from '../../src/emulator/line/kept-budget.ts';
import { parseClientMessage } from '../../src/emulator/protocol/client-message.ts';
import { endpointOf } from '../../src/emulator/access/endpoints.ts';
import { Traffic } from '../../src/emulator/line/traffic.ts';
import { Client, connect, silence, socketUrl, tokenUrl, tone, withTwin } from './client.ts';

const ENDPOINT = endpointOf('/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent')!;
const speech = (samples: Int16Array): Parameters<Traffic['add']> => {
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');
  const json = { realtimeInput: { audio: { data, mimeType: 'audio/pcm;rate=16000' } } };
  return [0, data.length, json, parseClientMessage(json, ENDPOINT)];
};
const typed = (text: string): Parameters<Traffic['add']> => {
  const json = { realtimeInput: { text } };
  return [0, text.length, json, parseClientMessage(json, ENDPOINT)];
};

describe('what is remembered of clients', () => {
  it('has one budget for all of them, and the oldest goes first', () => {
    const budget = new KeptBudget(1_000_000);
    const [one, two] = [new Traffic(budget), new Traffic(budget)];
    const frame = Int16Array.from({ length: 320 }, (_, index) => index);
    for (let count = 0; count < 500; count += 1) one.add(...speech(frame));
    assert.equal(one.messages.length, 500);
    for (let count = 0; count < 2_000; count += 1) two.add(...speech(frame));
    assert.ok(budget.bytes <= 1_000_000);
    assert.ok(one.messages.length < 200, String(one.messages.length));
    assert.ok(two.messages.length > 800 && two.messages.length < 2_000, String(two.messages.length));
    assert.equal(two.count, 2_000);
    assert.equal(two.samples, 640_000);
    assert.equal(two.pcm().length, 320 * two.messages.length);
    assert.deepEqual(two.pcm().slice(-320), frame);
  });

  it('a large message counts as what it takes', () => {
    const budget = new KeptBudget(1_000_000);
    const traffic = new Traffic(budget);
    for (let count = 0; count < 100; count += 1) traffic.add(...typed('x'.repeat(100_000)));
    assert.ok(traffic.messages.length <= 5, String(traffic.messages.length));
    assert.equal(traffic.since(99).length, 1);
    assert.equal(traffic.since(100).length, 0);
  });

  it('one connection has its own bound: ten minutes of sound, 20,000 messages', () => {
    const traffic = new Traffic(new KeptBudget());
    const second = new Int16Array(16_000);
    for (let count = 0; count < 700; count += 1) traffic.add(...speech(second));
    assert.ok(traffic.pcm().length >= 597 * 16_000 && traffic.pcm().length <= 603 * 16_000);
    for (let count = 0; count < 25_000; count += 1) traffic.add(...typed('x'));
    assert.ok(traffic.messages.length > 19_000 && traffic.messages.length <= 20_300);
  });

  it('forgotten connections give back what they had', () => {
    const budget = new KeptBudget();
    const traffic = new Traffic(budget);
    for (let count = 0; count < 1_000; count += 1) traffic.add(...typed('hello'));
    assert.ok(budget.bytes > 0);
    traffic.forget();
    assert.equal(budget.bytes, 0);
    assert.equal(traffic.messages.length, 0);
    traffic.add(...typed('again'));
    assert.equal(traffic.messages.length, 1);
  });

  it('the twin takes the limit as an option, and works with none at all', () =>
    withTwin({ keepBytes: 0 }, async (twin) => {
      const client = await connect(twin);
      for (let count = 0; count < 20; count += 1) {
        client.speak(tone(0.3));
        client.speak(silence(1));
        await client.turnComplete();
      }
      assert.ok((twin.connections[0]?.received.length ?? 0) < 300);
      assert.equal(twin.connections[0]?.audio.samples, 20 * 1.3 * 16_000);
      await assert.rejects(startLiveEmulator({ keepBytes: -1 }), RangeError);
    }));

  it('of connections that have ended, the last hundred', () =>
    withTwin({}, async (twin) => {
      for (let count = 0; count < 130; count += 1) {
        const client = await connect(twin);
        client.close();
        await client.closed;
      }
      const last = await connect(twin);
      await last.answered();
      assert.ok(twin.connections.length <= 102, String(twin.connections.length));
      assert.equal(twin.connections.at(-1)?.id, 131);
    }));

  it('never a key or a token, whatever the address looks like', () =>
    withTwin({}, async (twin) => {
      const secret = 'very-secret-1234567890';
      const addresses = [
        socketUrl(twin, { key: secret }),
        socketUrl(twin, { query: `key=${secret}&key=${secret}=${secret}&a=b` }),
        socketUrl(twin, { query: secret }),
        socketUrl(twin, { query: `${secret}=1?key=${secret}` }),
        tokenUrl(twin, `auth_tokens/${secret}`),
        tokenUrl(twin, `auth_tokens%2F${secret}`),
      ];
      for (const address of addresses) {
        const client = new Client(address, { 'x-goog-api-key': secret });
        await client.opened;
        client.close();
        await client.closed;
      }
      assert.equal(twin.connections.length, addresses.length);
      for (const { path } of twin.connections) assert.doesNotMatch(path, /secret/);
    }));
});
