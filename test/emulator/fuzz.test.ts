import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client, connect, socketUrl, withTwin } from './client.ts';

/** mulberry32: 0…1, the same sequence for the same seed. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const WORDS = [
  'setup',
  'realtimeInput',
  'realtime_input',
  'clientContent',
  'toolResponse',
  'contextUpdate',
  'audio',
  'video',
  'text',
  'data',
  'mimeType',
  'audioStreamEnd',
  'activityStart',
  'activityEnd',
  'turns',
  'turnComplete',
  'role',
  'parts',
  'model',
  'functionResponses',
  'id',
  'name',
  'response',
  'systemInstruction',
  'tools',
  'generationConfig',
  'constructor',
  'x',
];
const LEAVES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  'user',
  'model',
  'models/gemini-3.8-live',
  'audio/pcm',
  'audio/pcm;rate=16000',
  'image/png',
  'AAAA',
  'AAA=',
  '~',
  [],
  {},
  '\u0000',
  '\ud800',
  'é'.repeat(200),
];

/** A message, most often nearly right, so that every depth of the checks is reached. */
const message = (next: () => number): string | Uint8Array => {
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(next() * list.length)] as Item;
  const value = (depth: number): unknown => {
    const kind = next();
    if (depth === 0 || kind < 0.4) return pick(LEAVES);
    const length = Math.floor(next() * 4);
    if (kind < 0.55) return Array.from({ length }, () => value(depth - 1));
    return Object.fromEntries(Array.from({ length }, () => [pick(WORDS), value(depth - 1)]));
  };
  const good: readonly object[] = [
    { realtimeInput: { text: 'hi' } },
    { realtimeInput: { audio: { data: 'AAA=', mimeType: 'audio/pcm' } } },
    { clientContent: { turns: [{ role: 'user', parts: [{ text: 'x' }] }], turnComplete: true } },
    { realtimeInput: { audioStreamEnd: true } },
    { contextUpdate: {} },
    { toolResponse: { functionResponses: [{ id: 'nobody', name: 'asked', response: {} }] } },
  ];
  const kind = next();
  if (kind < 0.3) return JSON.stringify(pick(good));
  if (kind < 0.7) return JSON.stringify({ [pick(WORDS.slice(0, 6))]: value(4) });
  if (kind < 0.8) return JSON.stringify(value(5));
  if (kind < 0.85) return `${'['.repeat(20_000 * next())}${'{"a":'.repeat(500)}`;
  if (kind < 0.9) return JSON.stringify(pick(good)).slice(0, Math.floor(20 * next()));
  return Uint8Array.from({ length: Math.floor(64 * next()) }, () => Math.floor(256 * next()));
};

describe('any bytes at all', () => {
  it('close that one connection with a code of the service; the twin and the others live on', () =>
    withTwin({ script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const witness = await connect(twin);
      const next = random(20_261_122);
      const codes = new Map<number, number>();
      let sent = 0;
      while (sent < 4_000) {
        const client = next() < 0.3 ? new Client(socketUrl(twin)) : await connect(twin);
        await client.opened;
        for (let count = 1 + Math.floor(next() * 12); count > 0; count -= 1) {
          client.raw(message(next));
          sent += 1;
        }
        client.close();
        const { code } = await client.closed;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      assert.deepEqual([...codes.keys()].sort(), [1005, 1007, 1008]);
      witness.send({ realtimeInput: { text: 'still there?' } });
      await witness.turnComplete();
    }));

  it('answer any HTTP body with a 4xx', () =>
    withTwin({}, async (twin) => {
      const next = random(7);
      for (let count = 0; count < 300; count += 1) {
        const body = message(next);
        const response = await fetch(`${twin.url}/v1beta/auth_tokens?key=k`, {
          method: 'POST',
          body: body as string,
        });
        await response.arrayBuffer();
        assert.ok(response.status === 200 || response.status === 400, String(response.status));
      }
      const huge = await fetch(`${twin.url}/v1beta/auth_tokens?key=k`, {
        method: 'POST',
        body: 'x'.repeat(2_000_000),
      }).catch(() => undefined);
      assert.ok(huge === undefined || huge.status === 413);
    }));
});
