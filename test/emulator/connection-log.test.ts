import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectionLog } from '../../src/emulator/page/connection-log.ts';
import { endpointOf } from '../../src/emulator/access/endpoints.ts';

const ROWS = 20_000;

describe('what the page knows of a connection', () => {
  it('keeps no more of the tracks than of the rows, and how loud all of it was', () => {
    const endpoint = endpointOf(
      '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent',
    );
    assert(endpoint);
    const log = new ConnectionLog({ id: 1, path: '/ws/', origin: undefined, endpoint }, 0);
    const say = (content: object): void => {
      const data = Buffer.from(JSON.stringify({ serverContent: content }));
      log.add({ ms: 0, from: 'server', binary: true, data }, { offset: 0, length: 1 });
    };
    const audio = { mimeType: 'audio/pcm;rate=24000', data: Buffer.alloc(960, 40).toString('base64') };
    const answer = { modelTurn: { parts: [{ inlineData: audio }] } };
    // An answer is 10 frames of 20 ms.
    for (let row = 0; row <= ROWS; row += 1) {
      say(row % 10 === 9 ? { ...answer, turnComplete: true } : answer);
    }
    const { server } = log.tracks;
    assert.equal(log.rows.length, ROWS + 1 - ROWS / 10);
    assert.equal(server.peakCount, ROWS + 1);
    const first = log.rows[0]?.start ?? 0;
    assert.equal(first.toFixed(2), '40.00');
    assert.equal(server.piecesBetween(0, first).length, 0);
    assert.equal(server.piecesBetween(0, Infinity).length, log.rows.length);
    assert.equal(server.segments.length, 1801);
    assert.equal(server.segments[0]?.start.toFixed(2), '40.00');
  });
});
