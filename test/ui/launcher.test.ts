import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { en } from '../../src/locales/en.ts';
import { viewHost } from './support/view-host.ts';

describe('launcher', () => {
  it('opens the floating panel, which takes the focus and gives it back', async () => {
    const host = await viewHost({ layout: 'floating' });
    const launcher = host.find('launcher');
    expect(host.find('panel').offsetHeight).to.equal(0);
    launcher.focus();
    launcher.click();
    expect(host.asked).to.deep.equal(['show']);
    await host.change({ open: true });
    expect(host.find('panel').offsetHeight).to.be.greaterThan(100);
    expect(host.shadowRoot?.activeElement).to.equal(host.find('start'));
    await host.change({ open: false });
    expect(host.shadowRoot?.activeElement).to.equal(launcher);
  });

  it('does not take the focus from a field of the page, nor when it is open from the start', async () => {
    const field = document.body.appendChild(document.createElement('input'));
    const host = await viewHost({ layout: 'floating', open: true });
    expect(host.shadowRoot?.activeElement).to.equal(null);
    await host.change({ open: false });
    field.focus();
    await host.change({ open: true });
    expect(document.activeElement).to.equal(field);
    field.remove();
  });

  it('gives the focus back to the page’s own button', async () => {
    const button = document.body.appendChild(document.createElement('button'));
    const host = await viewHost({ layout: 'floating' });
    button.focus();
    await host.change({ open: true });
    expect(document.activeElement).to.equal(host);
    await host.change({ open: false });
    expect(document.activeElement).to.equal(button);
    button.remove();
  });

  it('takes a button of the page’s own in its slot', async () => {
    const host = await viewHost({ layout: 'floating' }, html`<button slot="launcher">Ask us</button>`);
    host.querySelector('button')?.click();
    expect(host.asked).to.deep.equal(['show']);
    await host.change({ disabled: true });
    host.querySelector('button')?.click();
    expect(host.asked).to.deep.equal(['show']);
  });

  it('says on itself what is going on while the panel is away', async () => {
    const host = await viewHost({ layout: 'floating', state: 'listening' });
    expect(host.find('launcher-label').textContent).to.equal(en.statusListening);
  });

  it('is the whole conversation in the button layout', async () => {
    const host = await viewHost({ layout: 'button' });
    const launcher = host.find('launcher');
    expect(host.find('panel').offsetHeight).to.equal(0);
    launcher.click();
    await host.change({ state: 'listening' });
    expect(launcher.getAttribute('aria-label')).to.equal(`${en.statusListening} – ${en.end}`);
    host.find('talker').querySelector<HTMLElement>('.mute')?.click();
    launcher.click();
    expect(host.asked).to.deep.equal(['start', 'toggleMute', 'stop']);
  });

  it('shows an error under the button without the rest of the panel', async () => {
    const host = await viewHost({ layout: 'button' });
    await host.change({ state: 'failed', error: { code: 'network', recoverable: true } });
    expect(host.find('error').offsetHeight).to.be.greaterThan(20);
    expect(host.find('composer').offsetHeight).to.equal(0);
    expect(host.find('launcher-label').textContent).to.equal(en.tryAgain);
  });

  it('does not exist inline', async () => {
    expect((await viewHost()).has('launcher')).to.equal(false);
  });
});
