import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { css, LitElement, type TemplateResult } from 'lit';
import { LevelsController } from '../../src/controllers/levels-controller.ts';
import type { LiveState } from '../../src/core/state.ts';
import { stageStyles } from '../../src/ui/styles/stage.styles.ts';
import type { VisualizerFrame } from '../../src/ui/visualizers/visualizer.ts';

/** Observers report in the order in which they were made, so after ours the controller's have reported too. */
const observed = async (element: Element): Promise<void> => {
  await new Promise<void>((resolve) => {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
  await new Promise<void>((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
};

class LevelsHost extends LitElement {
  static override styles = [
    stageStyles,
    css`
      :host {
        display: block;
        --_orb-1: var(--test-color, rgb(1, 2, 3));
      }
    `,
  ];
  state: LiveState = 'idle';
  frames: VisualizerFrame[] = [];
  updates = 0;

  constructor() {
    super();
    new LevelsController(this, {
      levels: () => ({ input: 0.5, output: 7 }),
      state: () => this.state,
      visualizer: () => (_context, frame) => this.frames.push(frame),
    });
  }

  protected override render(): TemplateResult {
    this.updates++;
    return html`<canvas></canvas>`;
  }

  async become(state: LiveState): Promise<void> {
    this.state = state;
    this.requestUpdate();
    await this.updateComplete;
    await this.observed();
  }

  async observed(): Promise<void> {
    await observed(this.canvas);
  }

  get canvas(): HTMLCanvasElement {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) throw new Error('No canvas is rendered.');
    return canvas;
  }

  /** Moving pictures painted within three frames; a still one, which an observer may ask for, has no time. */
  async paintedSoon(): Promise<number> {
    this.frames = [];
    for (let frame = 0; frame < 3; frame++) await nextFrame();
    return this.frames.filter(({ time }) => time > 0).length;
  }
}

const levelsHost = async (): Promise<LevelsHost> => {
  if (!customElements.get('test-levels-host')) customElements.define('test-levels-host', LevelsHost);
  const host = await fixture<LevelsHost>(html`<test-levels-host></test-levels-host>`);
  await host.observed();
  return host;
};

describe('LevelsController', () => {
  it('paints a still picture while nothing runs', async () => {
    const host = await levelsHost();
    expect(host.frames.length).to.be.greaterThan(0);
    expect(host.frames.at(-1)).to.include({ state: 'idle', input: 0, output: 0, time: 0 });
    expect(await host.paintedSoon()).to.equal(0);
  });

  it('paints at display rate in a conversation, without an update of the host, and stops after it', async () => {
    const host = await levelsHost();
    await host.become('speaking');
    const { updates } = host;
    expect(await host.paintedSoon()).to.be.at.least(2);
    expect(host.updates).to.equal(updates);
    await host.become('ended');
    expect(await host.paintedSoon()).to.equal(0);
  });

  it('moves smoothly towards the levels and keeps them within 0…1', async () => {
    const host = await levelsHost();
    host.frames = [];
    await host.become('speaking');
    await host.paintedSoon();
    await host.paintedSoon();
    const { input, output } = host.frames.at(-1) ?? { input: NaN, output: NaN };
    expect(input).to.be.within(0.1, 0.5);
    expect(output).to.be.within(0.2, 1);
  });

  it('stops while the canvas is off screen, and when the host is removed', async () => {
    const host = await levelsHost();
    await host.become('speaking');
    host.style.position = 'fixed';
    host.style.top = '-5000px';
    await host.observed();
    expect(await host.paintedSoon()).to.equal(0);
    host.style.top = '0';
    await host.observed();
    expect(await host.paintedSoon()).to.be.at.least(2);
    host.remove();
    expect(await host.paintedSoon()).to.equal(0);
  });

  it('goes on after a move in the page', async () => {
    const host = await levelsHost();
    await host.become('speaking');
    const elsewhere = document.body.appendChild(document.createElement('div'));
    elsewhere.append(host);
    await host.updateComplete;
    await host.observed();
    expect(await host.paintedSoon()).to.be.at.least(2);
    elsewhere.remove();
  });

  it('paints nothing when it is updated outside the page, where colours have no values', async () => {
    const host = await levelsHost();
    await host.become('speaking');
    host.remove();
    host.frames = [];
    host.state = 'listening';
    host.requestUpdate();
    await host.updateComplete;
    expect(host.frames).to.deep.equal([]);
    document.body.append(host);
    await host.updateComplete;
    await host.observed();
    expect(await host.paintedSoon()).to.be.at.least(2);
    host.remove();
  });

  it('follows the size of the canvas in device pixels', async () => {
    const host = await levelsHost();
    const { canvas } = host;
    const ratio = Math.min(devicePixelRatio, 2);
    expect(canvas.width).to.equal(Math.round(canvas.clientWidth * ratio));
    expect(canvas.width).to.be.greaterThan(100);
  });

  it('reads the colours anew when a theme changes, whatever changed it', async () => {
    const host = await levelsHost();
    expect(host.frames.at(-1)?.tints[0].solid.replace(/\s+/g, ' ')).to.equal('rgb(1 2 3)');
    const changed = oneEvent(host.canvas, 'transitionend');
    host.style.setProperty('--test-color', 'rgb(9, 8, 7)');
    await changed;
    expect(host.frames.at(-1)?.tints[0].solid.replace(/\s+/g, ' ')).to.equal('rgb(9 8 7)');
  });
});
