import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { isRecoverable, type ErrorCode } from '../../src/core/error-code.ts';
import { en } from '../../src/locales/en.ts';
import { viewHost } from './support/view-host.ts';

const label = (element: HTMLElement): string => element.textContent.trim();

describe('panel', () => {
  it('starts, cancels and ends with one button, which keeps the focus', async () => {
    const host = await viewHost();
    const main = host.find('start');
    expect(label(main)).to.equal('Start talking');
    main.focus();
    main.click();
    await host.change({ state: 'connecting' });
    expect(host.find('end')).to.equal(main);
    expect(label(main)).to.equal('Cancel');
    await host.change({ state: 'listening' });
    expect(label(main)).to.equal('End');
    main.click();
    expect(host.asked).to.deep.equal(['start', 'stop']);
    expect(host.shadowRoot?.activeElement).to.equal(main);
  });

  it('does not take the second click of a double click for "cancel"', async () => {
    const host = await viewHost();
    host.find('start').dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    await host.change({ state: 'connecting' });
    host.find('end').dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
    expect(host.asked).to.deep.equal(['start']);
  });

  it('can end, but not start, while disabled', async () => {
    const host = await viewHost({ disabled: true });
    expect(host.find('start').matches(':disabled')).to.equal(true);
    await host.change({ state: 'listening' });
    expect(host.find('end').matches(':disabled')).to.equal(false);
  });

  it('shows mute as a toggle whose name does not change', async () => {
    const host = await viewHost({ state: 'listening' });
    const mute = host.find('mute');
    expect(mute.getAttribute('aria-pressed')).to.equal('false');
    mute.click();
    expect(mute.getAttribute('aria-pressed'), 'no state before it is reached').to.equal('false');
    await host.change({ muted: true });
    expect(mute.getAttribute('aria-pressed')).to.equal('true');
    expect(label(mute)).to.equal('Mute');
    expect(label(host.find('status'))).to.equal(en.statusMuted);
    expect(host.asked).to.deep.equal(['toggleMute']);
  });

  it('has no mute button in a typed conversation', async () => {
    const host = await viewHost({ state: 'listening', microphone: false });
    expect(host.has('mute')).to.equal(false);
    expect(label(host.find('status'))).to.equal(en.statusTyping);
  });

  it('explains every error, and offers another try only where it may help', async () => {
    const host = await viewHost({ state: 'failed' });
    for (const code of Object.keys(en.errors) as ErrorCode[]) {
      const recoverable = isRecoverable(code);
      await host.change({ error: { code, recoverable } });
      const { what, remedy } = en.errors[code];
      expect(label(host.find('error'))).to.equal(`${what} ${remedy}`);
      expect(label(host.find('start'))).to.equal(recoverable ? en.tryAgain : en.start);
    }
  });

  it('asks for consent, and passes the answer on', async () => {
    const host = await viewHost();
    const start = host.find('start');
    start.focus();
    await host.change({ consentPending: true });
    expect(host.shadowRoot?.activeElement).to.equal(host.find('consent-accept'));
    host.find('consent-accept').click();
    host.find('consent-decline').click();
    expect(host.asked).to.deep.equal(['acceptConsent', 'declineConsent']);
    await host.change({ consentPending: false });
    expect(host.shadowRoot?.activeElement).to.equal(start);
  });

  it('is put away by Esc, unless it is inline', async () => {
    const host = await viewHost({ layout: 'floating', open: true });
    const escape = (): boolean =>
      host.find('input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    escape();
    expect(host.asked).to.deep.equal(['hide']);
    await host.change({ layout: 'inline' });
    escape();
    expect(host.asked).to.deep.equal(['hide']);
  });

  it('keeps typed letters from the shortcuts of the page, but not the page’s own combinations', async () => {
    const host = await viewHost();
    const heard: string[] = [];
    host.addEventListener('keydown', ({ key }) => heard.push(key));
    const press = (init: KeyboardEventInit): boolean =>
      host
        .find('input')
        .dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }));
    press({ key: 'k' });
    press({ key: 'p', ctrlKey: true });
    expect(heard).to.deep.equal(['p']);
  });

  it('gives every slot a place in every state', async () => {
    const host = await viewHost({ layout: 'floating' }, html`<p slot="footer">Made by a machine.</p>`);
    for (const state of ['idle', 'speaking', 'failed'] as const) {
      await host.change({ state, open: state !== 'idle' });
      const slots = [...host.renderRoot.querySelectorAll('slot')].map(({ name }) => name);
      expect(slots).to.have.members(['launcher', 'header', 'empty', 'consent', 'footer']);
    }
  });

  it('carries no style attribute, so that a strict policy allows it', async () => {
    const host = await viewHost({ state: 'speaking', error: { code: 'network', recoverable: true } });
    expect(host.renderRoot.querySelectorAll('[style]')).to.have.lengthOf(0);
    expect(host.shadowRoot?.querySelectorAll('style')).to.have.lengthOf(0);
  });
});
