import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { TwinReceived, TwinStarted } from '../support/twin-commands.ts';

const PATH = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

/** The plugin as a host uses it, without this project's own `Twin`. */
describe('the plugin for web-test-runner', () => {
  it('starts a twin without a word, waits for it, and tells what it received', async () => {
    const { id, url, apiKey } = await executeServerCommand<TwinStarted, object>('twin:start');
    const socket = new WebSocket(`${url.replace('http', 'ws')}${PATH}?key=${apiKey}`);
    socket.onopen = () => socket.send('{"setup":{"model":"models/gemini-3.8-live"}}');
    await executeServerCommand('twin:wait', { id, wait: { for: 'setup' } });
    const { messages } = await executeServerCommand<TwinReceived, object>('twin:received', { id });
    expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup']);
    socket.close();
    expect(await executeServerCommand('twin:stop', { id })).to.equal(true);
  });

  it('gives a twin scripts by key, limits, and a way to resume', async () => {
    const options = {
      apiKeys: ['one', 'two'],
      scripts: { two: { faults: [{ at: 'open', do: { kind: 'close', code: 1011, reason: 'two' } }] } },
      limits: { connectionMs: 60_000 },
      resumption: 'remembers',
    };
    const { id, url, apiKey } = await executeServerCommand<TwinStarted, object>('twin:start', { options });
    expect(apiKey).to.equal('one');
    const socket = new WebSocket(`${url.replace('http', 'ws')}${PATH}?key=two`);
    const { code, reason } = await new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
    expect([code, reason]).to.deep.equal([1011, 'two']);
    await executeServerCommand('twin:stop', { id });
  });

  it('says what is wrong with the options', async () => {
    const error = await executeServerCommand('twin:start', { options: { prot: 1 } }).then(
      () => 'none',
      (reason: unknown) => String(reason),
    );
    expect(error).to.contain('options.prot is unknown');
  });
});
