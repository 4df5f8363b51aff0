import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import type { LiveState } from '../../src/core/state.ts';
import { styles } from '../../src/gemini-live-element.styles.ts';
import { animate } from '../../src/ui/visualizers/animate.ts';

class PicturedHost extends LitElement {
  static override styles = styles;
  state: LiveState = 'idle';
  visualizer = 'orb';
  inputLevel = 0;
  outputLevel = 0.5;

  protected override render(): TemplateResult {
    return html`<canvas class=${this.visualizer}></canvas>`;
  }
}
customElements.define('pictured-host', PicturedHost);

const shown = async (visualizer: 'orb' | 'bars'): Promise<[PicturedHost, HTMLCanvasElement]> => {
  const host = await fixture<PicturedHost>(html`<pictured-host .visualizer=${visualizer}></pictured-host>`);
  const canvas = host.renderRoot.querySelector('canvas');
  if (!canvas) throw new Error('There is no canvas.');
  return [host, canvas];
};

const isPainted = (canvas: HTMLCanvasElement): boolean => {
  const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
  return data.some((value) => value > 0);
};

/** Observers report in the order in which they were made, so after ours the painter knows the size too. */
const measured = (element: Element): Promise<void> =>
  new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });

describe('animate()', () => {
  for (const visualizer of ['orb', 'bars'] as const) {
    it(`paints over the still ${visualizer} of the style sheet, also in a host that has rendered before`, async () => {
      const [host, canvas] = await shown(visualizer);
      expect(getComputedStyle(canvas).backgroundImage).to.contain('radial-gradient');
      expect(isPainted(canvas)).to.equal(false);
      animate(host, () => import('../../src/ui/visualizers/bars.ts'));
      await host.updateComplete;
      await measured(canvas);
      expect(isPainted(canvas)).to.equal(true);
      expect(getComputedStyle(canvas).backgroundImage).to.equal('none');
      expect(getComputedStyle(canvas).maskImage).to.equal('none');
    });
  }

  it('goes on with the orb where the bars cannot be had, and asks for them once', async () => {
    const [host, canvas] = await shown('bars');
    let asked = 0;
    animate(host, () => {
      asked += 1;
      return Promise.reject(new Error('No network.'));
    });
    await host.updateComplete;
    await measured(canvas);
    host.requestUpdate();
    await host.updateComplete;
    expect(isPainted(canvas)).to.equal(true);
    expect(asked).to.equal(1);
  });
});
