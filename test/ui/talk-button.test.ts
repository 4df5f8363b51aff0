import { expect } from '@open-wc/testing';
import { viewHost } from './support/view-host.ts';

const held = { state: 'listening', manual: true } as const;

describe('push to talk', () => {
  it('is held by key, ignores repeats, and does not also click', async () => {
    const host = await viewHost(held);
    const talk = host.find('talk');
    const key = (type: string, init: KeyboardEventInit = {}): boolean =>
      talk.dispatchEvent(new KeyboardEvent(type, { key: ' ', bubbles: true, cancelable: true, ...init }));
    expect(key('keydown'), 'default prevented').to.equal(false);
    await host.change({ talking: true });
    key('keydown', { repeat: true });
    expect(talk.getAttribute('aria-pressed')).to.equal('true');
    expect(key('keyup'), 'default prevented').to.equal(false);
    expect(host.asked).to.deep.equal(['talk true', 'talk false']);
  });

  it('lets go when focus or pointer is lost', async () => {
    const host = await viewHost({ ...held, talking: true });
    host.find('talk').dispatchEvent(new FocusEvent('blur'));
    host.find('talk').dispatchEvent(new PointerEvent('lostpointercapture'));
    expect(host.asked).to.deep.equal(['talk false', 'talk false']);
  });

  it('is toggled by a click without pointer or key, as assistive technology makes it', async () => {
    const host = await viewHost(held);
    host.find('talk').click();
    await host.change({ talking: true });
    host.find('talk').click();
    expect(host.asked).to.deep.equal(['talk true', 'talk false']);
  });

  it('stays where it is while the line is set up again, and keeps the focus', async () => {
    const host = await viewHost(held);
    host.find('talk').focus();
    await host.change({ state: 'reconnecting', talking: true });
    expect(host.shadowRoot?.activeElement).to.equal(host.find('talk'));
  });

  it('a key that is still held does not press the button that the focus goes to', async () => {
    const host = await viewHost({ ...held, talking: true });
    host.find('talk').focus();
    await host.change({ state: 'ended', talking: false });
    const start = host.find('start');
    expect(host.shadowRoot?.activeElement).to.equal(start);
    const repeat = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      bubbles: true,
      cancelable: true,
    });
    expect(start.dispatchEvent(repeat), 'default prevented').to.equal(false);
  });

  it('can be let go, and the microphone muted, when the element is disabled in mid-talk', async () => {
    const host = await viewHost({ ...held, disabled: true });
    expect(host.find('talk').matches(':enabled')).to.equal(true);
    await host.change({ manual: false });
    expect(host.find('mute').matches(':enabled')).to.equal(true);
    expect(host.find('end').matches(':enabled')).to.equal(true);
  });

  it('does not change its size while held', async () => {
    const host = await viewHost(held);
    const before = host.find('talk').offsetWidth;
    await host.change({ talking: true });
    expect(host.find('talk').offsetWidth).to.equal(before);
  });
});
