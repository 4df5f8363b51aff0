import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client, connect, socketUrl, withTwin } from './client.ts';

describe('frames and addresses', () => {
  it('sends setupComplete as exactly these 26 bytes, in a binary frame', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin);
      assert.deepEqual(client.frames[0], { text: '{\n  "setupComplete": {}\n}\n', binary: true });
      assert.equal(Buffer.byteLength(client.frames[0]?.text ?? ''), 26);
    }));

  it('sends text frames when asked to', () =>
    withTwin({ frames: 'text' }, async (twin) => {
      const client = await connect(twin);
      assert.equal(client.frames[0]?.binary, false);
    }));

  for (const version of ['v1', 'v1beta', 'v1alpha']) {
    for (const slashes of ['/', '//']) {
      it(`takes ${version} after ${slashes}`, () =>
        withTwin({}, async (twin) => {
          const client = await connect(twin, {}, socketUrl(twin, { version, slashes }));
          assert.equal(client.messages.length, 1);
        }));
    }
  }

  it('takes the slash form of the method, and binary frames of a client', () =>
    withTwin({}, async (twin) => {
      const client = new Client(socketUrl(twin).replace('Service.Bidi', 'Service/Bidi'));
      await client.opened;
      client.raw(Buffer.from('{"setup":{"model":"models/gemini-3.8-live"}}'));
      await client.next(({ setupComplete }) => setupComplete !== undefined);
    }));

  it('understands snake_case, and answers a text turn of a Python-like client', () =>
    withTwin({}, async (twin) => {
      const client = new Client(socketUrl(twin));
      await client.opened;
      const generation_config = { response_modalities: ['AUDIO'], speech_config: { voice_config: {} } };
      client.send({
        setup: { model: 'models/gemini-3.8-live', generation_config, output_audio_transcription: {} },
      });
      client.send({});
      assert.equal((await client.closed).code, 1007);
      const second = await connect(twin, { output_audio_transcription: {} });
      second.send({
        client_content: { turns: [{ parts: [{ text: 'hi' }], role: 'user' }], turn_complete: true },
      });
      await second.next(({ serverContent }) => serverContent?.generationComplete === true);
      assert.equal(second.text('outputTranscription'), 'You wrote: hi');
    }));

  it('answers 404 to any other path, for HTTP and for upgrades', () =>
    withTwin({}, async (twin) => {
      for (const path of ['/', '/v1beta/models', '/v1beta/auth_tokens/x', '///v1beta/auth_tokens']) {
        const response = await fetch(twin.url + path, { method: 'POST' });
        assert.equal(response.status, 404, path);
      }
      const client = new Client(socketUrl(twin, { version: 'v2' }));
      await assert.rejects(client.opened, /404/);
      assert.equal((await client.closed).code, 1006);
    }));

  it('keeps what a client sent, in order, without keys and sound', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin, {}, socketUrl(twin, { key: 'secret-key' }));
      client.speak(new Int16Array(640));
      client.send({ realtimeInput: { audioStreamEnd: true } });
      client.close();
      await client.closed;
      const [connection] = twin.connections;
      assert.ok(connection);
      await connection.once('closed');
      assert.deepEqual(
        connection.received.map(({ kind }) => kind),
        ['setup', 'audio', 'audio', 'audioStreamEnd'],
      );
      assert.deepEqual(connection.received[1]?.message, {
        realtimeInput: { audio: { mimeType: 'audio/pcm;rate=16000', bytes: 640 } },
      });
      assert.doesNotMatch(JSON.stringify([connection.path, connection.received]), /secret/);
      assert.deepEqual(
        [connection.audio.frames, connection.audio.samples, connection.audio.rate],
        [2, 640, 16_000],
      );
      assert.deepEqual(connection.closed, { code: 1005, reason: '' });
    }));

  it('lets a test send, send raw bytes, close and drop', () =>
    withTwin({}, async (twin) => {
      const opened = twin.once('connection');
      const client = await connect(twin);
      const connection = await opened;
      connection.send({ goAway: { timeLeft: '50s' } });
      assert.equal((await client.next(({ goAway }) => goAway !== undefined)).goAway?.timeLeft, '50s');
      const said = connection.once('message', ({ kind }) => kind === 'text');
      client.send({ realtimeInput: { text: 'now' } });
      assert.deepEqual((await said).message, { realtimeInput: { text: 'now' } });
      connection.close(1011, 'é'.repeat(100));
      assert.deepEqual(await client.closed, { code: 1011, reason: 'é'.repeat(61) });
      const other = await connect(twin);
      twin.connections[1]?.terminate();
      assert.equal((await other.closed).code, 1006);
    }));
});
