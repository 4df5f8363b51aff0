import { fixture } from '@open-wc/testing';
import { html, nothing } from 'lit';
import { type Extras, NO_EXTRAS } from '../../../src/conversation/extras.ts';
import { profileOf } from '../../../src/core/model-profiles.ts';
import type { Usage } from '../../../src/core/usage.ts';
import { trustedHtml } from '../../../src/trusted-script-url.ts';
import { extrasWith } from '../../../src/ui/extras/extras.ts';
import type { View } from '../../../src/ui/view.ts';
import { ViewHost, viewOf } from './view-host.ts';

/** A view with all that is shown beside the utterances, drawn by the real chunk; what is asked of the element is written down. */
export class ExtrasHost extends ViewHost {
  offers: unknown = [];
  model: string | undefined;
  usage: Usage | undefined;
  voice: string | undefined;
  readonly images: Blob[] = [];
  /** What the next `sendImage()` and `startVideo()` come to. */
  outcome: Promise<void> = Promise.resolve();

  protected override firstUpdated(): void {
    const draw = extrasWith({
      html,
      nothing,
      element: this,
      options: () => ({ offers: this.offers }),
      profileOf,
      loadSight: () => Promise.resolve(),
      trustedHtml,
    });
    this.view = { ...this.view, draw };
  }

  startVideo(source: 'camera' | 'screen'): Promise<void> {
    this.asked.push(`startVideo ${source}`);
    return this.outcome;
  }
  stopVideo(): void {
    this.asked.push('stopVideo');
  }
  sendImage(image: Blob): Promise<void> {
    this.images.push(image);
    return this.outcome;
  }
  show(): void {
    this.asked.push('show');
    this.view = { ...this.view, open: true };
  }
  hide(): void {
    this.asked.push('hide');
    this.view = { ...this.view, open: false };
  }

  /** Changes what is shown beside the utterances. */
  async extras(change: Partial<Extras>): Promise<void> {
    await this.change({ extras: { ...NO_EXTRAS, ...this.view.extras, ...change } });
    // Opening the panel for a question, and what a region says, take one more.
    await this.updateComplete;
  }

  all(name: string): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(`[part~="${name}"]`)];
  }
}

export const extrasHost = async (
  change: Partial<View> = {},
  { offers = [] }: { offers?: unknown } = {},
): Promise<ExtrasHost> => {
  if (!customElements.get('test-extras-host')) customElements.define('test-extras-host', ExtrasHost);
  const view = viewOf({ state: 'listening', extras: NO_EXTRAS, ...change });
  const host = await fixture<ExtrasHost>(
    html`<test-extras-host .offers=${offers} .view=${view}></test-extras-host>`,
  );
  await host.updateComplete;
  return host;
};
