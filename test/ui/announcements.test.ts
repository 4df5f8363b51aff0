import { expect } from '@open-wc/testing';
import { announcement, type Announcement, type AnnouncementSnapshot } from '../../src/core/announcements.ts';
import type { LiveState } from '../../src/core/state.ts';
import { en } from '../../src/locales/en.ts';
import { viewHost, type ViewHost } from './support/view-host.ts';

const at = (state: LiveState, more: Partial<AnnouncementSnapshot> = {}): AnnouncementSnapshot => ({
  state,
  muted: false,
  error: undefined,
  ...more,
});

const STEPS: readonly [AnnouncementSnapshot, AnnouncementSnapshot, Announcement | undefined][] = [
  [at('idle'), at('idle'), undefined],
  [at('idle'), at('connecting'), 'announceConnecting'],
  [at('connecting'), at('listening'), 'announceConnected'],
  [at('connecting'), at('speaking'), 'announceConnected'],
  [at('listening'), at('thinking'), undefined],
  [at('thinking'), at('speaking'), undefined],
  [at('speaking'), at('listening'), undefined],
  [at('speaking'), at('reconnecting'), 'announceReconnecting'],
  [at('reconnecting'), at('listening'), 'announceReconnected'],
  [at('listening'), at('ended'), 'announceEnded'],
  [at('idle'), at('ended'), undefined],
  [at('listening'), at('failed', { error: 'network' }), 'network'],
  [at('failed', { error: 'network' }), at('failed', { error: 'network' }), undefined],
  [at('failed', { error: 'network' }), at('connecting'), 'announceConnecting'],
  [at('connecting'), at('failed', { error: 'microphone-denied' }), 'microphone-denied'],
  [at('idle'), at('idle', { muted: true }), undefined],
  [at('listening'), at('listening', { muted: true }), 'announceMuted'],
  [at('speaking', { muted: true }), at('speaking'), 'announceUnmuted'],
];

describe('announcement()', () => {
  for (const [previous, next, expected] of STEPS) {
    const name = `${previous.state} to ${next.state}`;
    it(`says ${expected ?? 'nothing'} from ${name}`, () => {
      expect(announcement(previous, next)).to.equal(expected);
    });
  }
});

describe('AnnouncerController', () => {
  const region = (host: ViewHost): string =>
    host.renderRoot.querySelector('[role="status"]')?.textContent ?? 'no region';

  it('has an empty region from the start, and says what happened even while the panel is away', async () => {
    const host = await viewHost({ layout: 'floating' });
    expect(region(host).trim()).to.equal('');
    await host.change({ state: 'connecting' });
    expect(region(host).trim()).to.equal(en.announceConnecting);
    await host.change({ state: 'failed', error: { code: 'quota', recoverable: true } });
    expect(region(host).trim()).to.equal(`${en.errors.quota.what} ${en.errors.quota.remedy}`);
  });

  it('changes the region when the same thing is said twice, so that it is read again', async () => {
    const host = await viewHost();
    await host.change({ state: 'connecting' });
    const first = region(host);
    await host.change({ state: 'idle' });
    await host.change({ state: 'connecting' });
    expect(region(host)).to.not.equal(first);
    expect(region(host).trim()).to.equal(first.trim());
  });
});
