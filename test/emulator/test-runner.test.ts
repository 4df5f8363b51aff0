import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { liveEmulatorPlugin, type TwinStarted } from '../../src/emulator/index.ts';
import { Client } from './client.ts';

const PATH = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

describe('the plugin for web-test-runner, in Node', () => {
  it('leaves commands of others alone', () => {
    const plugin = liveEmulatorPlugin();
    assert.equal(plugin.executeCommand({ command: 'set-viewport', payload: {} }), undefined);
  });

  it('replays recordings that come as text', async () => {
    const plugin = liveEmulatorPlugin();
    const recording = [
      '{"format":"gemini-live-recording","version":1}',
      '{"ms":0,"from":"client","text":"{\\"setup\\":{\\"model\\":\\"models/x\\"}}"}',
      '{"ms":5,"from":"server","text":"{\\"setupComplete\\":{\\"of\\":\\"then\\"}}"}',
    ].join('\n');
    const options = { replay: { recording, speed: 0 } };
    const { url } = (await plugin.executeCommand({
      command: 'twin:start',
      payload: { options },
    })) as TwinStarted;
    const client = new Client(`${url.replace('http', 'ws')}${PATH}?key=twin-key`);
    await client.opened;
    client.send({ setup: { model: 'models/x' } });
    await client.next(({ setupComplete }) => setupComplete !== undefined);
    assert.equal(client.frames[0]?.text, '{"setupComplete":{"of":"then"}}');
    await plugin.serverStop();
    assert.equal((await client.closed).code, 1006);
  });

  it('leaves no folder behind when a start is refused', async () => {
    const plugin = liveEmulatorPlugin();
    const folders = async (): Promise<readonly string[]> =>
      (await readdir(temporary)).filter((name) => name.startsWith('gemini-live-emulator-'));
    const temporary = await mkdtemp(join(tmpdir(), 'test-runner-test-'));
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = temporary;
    try {
      const run = (options: object): Promise<unknown> =>
        Promise.resolve(plugin.executeCommand({ command: 'twin:start', payload: { options } }));
      await assert.rejects(run({ record: true, replay: { recording: 'no recording' } }), /not JSON/);
      await assert.rejects(run({ record: true, pace: -1 }), RangeError);
      assert.deepEqual(await folders(), []);
      await run({ record: true });
      assert.equal((await folders()).length, 1);
      await plugin.serverStop();
      assert.deepEqual(await folders(), []);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      await rm(temporary, { recursive: true });
    }
  });

  it('knows no twin that was stopped, and none that never was', async () => {
    const plugin = liveEmulatorPlugin();
    const run = (command: string, payload: object): Promise<unknown> =>
      Promise.resolve(plugin.executeCommand({ command: `twin:${command}`, payload }));
    const { id } = (await run('start', {})) as TwinStarted;
    await assert.rejects(run('received', { id }), /Twin 1 has no connection/);
    assert.equal(await run('stop', { id }), true);
    assert.equal(await run('stop', { id }), false);
    await assert.rejects(run('connections', { id }), /There is no twin 1/);
  });
});
