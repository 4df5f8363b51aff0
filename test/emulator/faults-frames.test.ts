import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultAction } from '../../src/emulator/index.ts';
import { connect, withTwin } from './client.ts';
import { ANSWER, ready, connectToAnything } from './fault-talk.ts';

describe('frames that are none', () => {
  const garbage: readonly [Extract<FaultAction, { kind: 'garbage' }>['as'], (text: string) => void][] = [
    ['bytes', (text) => assert.equal(Buffer.byteLength(text) > 256, true)],
    ['json', (text) => assert.throws(() => JSON.parse(text) as unknown)],
    ['empty', (text) => assert.equal(text, '')],
    ['half', (text) => assert.match(text, /^\{\n {2}"serverContent": \{[^]*[^}]$/)],
  ];
  for (const [as, check] of garbage) {
    it(`${as}: the line goes on`, () =>
      withTwin({ script: { answers: [ANSWER], ...ready({ kind: 'garbage', as }) } }, async (twin) => {
        const client = await connect(twin);
        client.send({ realtimeInput: { text: 'x' } });
        await client.turnComplete();
        assert.equal(client.frames[1]?.binary, true);
        check(client.frames[1]?.text ?? '');
      }));
  }

  it('text that is not UTF-8 makes a WebSocket close with 1007; in a binary frame it does not', () =>
    withTwin(
      {
        scripts: ({ connection }) =>
          ready({ kind: 'garbage', as: 'utf-8', ...(connection === 2 ? { frame: 'binary' } : {}) }),
      },
      async (twin) => {
        const client = await connectToAnything(twin);
        assert.equal((await client.closed).code, 1006);
        assert.equal((await twin.connections[0]?.once('closed'))?.code, 1007);
        const other = await connectToAnything(twin);
        await other.answered();
        assert.match(other.frames[1]?.text ?? '', /\ufffd/);
      },
    ));

  for (const made of ['thought', 'audio'] as const) {
    it(`a giant of 3 MB: ${made}`, () =>
      withTwin({ script: ready({ kind: 'giant', megabytes: 3, of: made }) }, async (twin) => {
        const client = await connect(twin);
        const { serverContent } = await client.next((one) => one.serverContent?.modelTurn !== undefined);
        const [part] = serverContent?.modelTurn?.parts ?? [];
        const size = (part?.text ?? part?.inlineData?.data ?? '').length;
        assert.ok(Math.abs(size - 3 * 1024 * 1024) < 8, String(size));
      }));
  }

  it('text frames instead of binary ones, from a moment on or from the beginning', () =>
    withTwin(
      {
        scripts: ({ connection }) =>
          connection === 1 ? { frames: 'text' } : ready({ kind: 'frames', frames: 'text' }),
      },
      async (twin) => {
        const [one, two] = [await connect(twin), await connect(twin)];
        two.send({ realtimeInput: { text: 'x' } });
        await two.turnComplete();
        assert.deepEqual(
          one.frames.map(({ binary }) => binary),
          [false],
        );
        assert.equal(two.frames[0]?.binary, true);
        assert.ok(two.frames.slice(1).every(({ binary }) => !binary));
      },
    ));
});
