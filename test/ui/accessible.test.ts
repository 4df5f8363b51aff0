import { expect } from '@open-wc/testing';
import type { LiveState } from '../../src/core/state.ts';
import type { View } from '../../src/ui/view.ts';
import { entryOf, viewHost } from './support/view-host.ts';

const STATES: readonly LiveState[] = [
  'idle',
  'connecting',
  'listening',
  'thinking',
  'speaking',
  'reconnecting',
  'ended',
  'failed',
];

const LAYOUTS: readonly Partial<View>[] = [
  { layout: 'inline' },
  { layout: 'floating', open: true },
  { layout: 'floating' },
  { layout: 'button' },
  { layout: 'button', open: true },
];

const said = [
  entryOf('1', { role: 'user', text: 'How high is it?' }),
  entryOf('2', { text: 'About', interrupted: true }),
  entryOf('3', { text: 'Two thousand', final: false }),
];

const error = { code: 'network', recoverable: true } as const;

const MORE: Readonly<Record<string, Partial<View>>> = {
  muted: { state: 'listening', muted: true, transcript: said },
  'push to talk, held': { state: 'listening', manual: true, talking: true },
  typed: { state: 'listening', microphone: false, audible: false, transcript: said },
  consent: { consentPending: true },
  bare: { visualizer: 'none', textInput: false, captions: false },
};

describe('accessibility', () => {
  for (const scheme of ['light', 'dark']) {
    for (const layout of LAYOUTS) {
      const name = `${layout.layout}${layout.open ? ', open' : ''}, ${scheme}`;

      it(`is sound in every state (${name})`, async function () {
        this.timeout(30_000);
        const host = await viewHost(layout);
        host.setAttribute('color-scheme', scheme);
        // While the panel fades in, nothing has enough contrast.
        await Promise.all(
          host.renderRoot
            .querySelector('.panel')
            ?.getAnimations()
            .map((one) => one.finished) ?? [],
        );
        for (const state of STATES) {
          await host.change({ state, transcript: said, error: state === 'failed' ? error : undefined });
          await expect(host).to.be.accessible();
        }
        for (const [, change] of Object.entries(MORE)) {
          await host.change({ state: 'idle', transcript: [], error: undefined, ...change });
          await expect(host).to.be.accessible();
          await host.change({
            muted: false,
            manual: false,
            talking: false,
            microphone: true,
            consentPending: false,
          });
        }
      });
    }
  }

  it('names the dialog, but does not claim to be modal', async () => {
    const host = await viewHost({ layout: 'floating', open: true });
    const panel = host.find('panel');
    expect(panel.getAttribute('role')).to.equal('dialog');
    expect(panel.getAttribute('aria-label')).to.equal('Voice assistant');
    expect(panel.hasAttribute('aria-modal')).to.equal(false);
  });

  it('offers targets of at least 44 px', async () => {
    const host = await viewHost({ state: 'listening', layout: 'floating', open: true });
    const targets = [
      ...host.renderRoot.querySelectorAll<HTMLElement>('.panel button, .panel textarea'),
    ].filter((one) => one.offsetParent !== null);
    expect(targets).to.have.lengthOf(5);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      expect(width, target.className).to.be.at.least(44);
      expect(height, target.className).to.be.at.least(44);
    }
  });
});
