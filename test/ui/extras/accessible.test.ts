import { expect } from '@open-wc/testing';
import type { Extras } from '../../../src/conversation/extras.ts';
import type { Usage } from '../../../src/core/usage.ts';
import type { View } from '../../../src/ui/view.ts';
import { extrasHost } from '../support/extras-host.ts';
import { entryOf } from '../support/view-host.ts';

const SAID = [entryOf('t1', { role: 'user' }), entryOf('t2')];
const after = 't2';

const suggestions =
  '<style>a { color: #333; background: #fff }</style><div><a href="https://example.org/">tents</a></div>';

const STATES: Readonly<Record<string, Partial<Extras>>> = {
  calls: {
    calls: (['asking', 'running', 'done', 'failed', 'cancelled'] as const).map((state) => ({
      id: state,
      name: `call_${state}`,
      state,
      after,
    })),
  },
  question: {
    question: {
      call: { name: 'order', args: { a: 1, b: 2, c: 3, d: 4 } },
      text: 'Really.',
      answer: () => undefined,
    },
  },
  sources: {
    sources: [
      { after, links: [{ title: 'Tents', url: 'https://example.org/' }], suggestions, queries: [] },
      {
        after,
        links: [{ title: 'Poles', url: 'https://example.com/' }],
        suggestions: undefined,
        queries: ['poles'],
      },
    ],
  },
  thoughts: { thoughts: [{ after: 't1', text: 'Hm.' }] },
  pictures: { pictures: [{ after: 't1', url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }] },
  problem: { videoProblem: { source: 'camera', why: 'busy' } },
  limit: { limitReached: true },
};

const LAYOUTS: readonly Partial<View>[] = [{ layout: 'inline' }, { layout: 'floating', open: true }];

describe('accessibility of what stands beside the utterances', () => {
  for (const scheme of ['light', 'dark']) {
    for (const layout of LAYOUTS) {
      it(`is sound in every state (${layout.layout}, ${scheme})`, async function () {
        this.timeout(30_000);
        const offers = ['camera', 'screen', 'picture', 'voice', 'usage'];
        const host = await extrasHost({ ...layout, transcript: SAID }, { offers });
        host.usage = { totalTokens: 10, byModality: { text: { prompt: 5, response: 5 } } } as Usage;
        host.setAttribute('color-scheme', scheme);
        await Promise.all(
          host
            .find('panel')
            .getAnimations()
            .map((one) => one.finished),
        );
        for (const [, extras] of Object.entries(STATES)) {
          await host.extras(extras);
          host.renderRoot.querySelector('details')?.setAttribute('open', '');
          await expect(host).to.be.accessible();
        }
        const stream = document.createElement('canvas').captureStream(1);
        await host.extras({
          question: undefined,
          video: { source: 'camera', stream, facing: 'user', canFlip: true, flip: () => undefined },
        });
        await expect(host).to.be.accessible();
        await host.change({ state: 'ended', captions: false });
        await expect(host).to.be.accessible();
      });
    }
  }

  it('offers targets of at least 44 px', async () => {
    const host = await extrasHost({ transcript: SAID }, { offers: ['camera', 'screen', 'picture', 'voice'] });
    await host.extras({
      question: STATES['question']?.question,
      video: {
        source: 'camera',
        stream: document.createElement('canvas').captureStream(1),
        facing: 'user',
        canFlip: true,
        flip: () => undefined,
      },
    });
    const sizes = (): void => {
      const targets = [...host.renderRoot.querySelectorAll<HTMLElement>('.panel :is(button, select)')].filter(
        (target) => target.checkVisibility(),
      );
      expect(targets.length).to.be.above(3);
      for (const target of targets) {
        const { width, height } = target.getBoundingClientRect();
        expect(width, target.outerHTML).to.be.at.least(44);
        expect(height, target.outerHTML).to.be.at.least(44);
      }
    };
    sizes();
    await host.extras({ question: undefined, video: undefined });
    await host.change({ state: 'idle' });
    expect(host.find('voice-select').getBoundingClientRect().height).to.be.at.least(44);
  });

  for (const width of [320, 256]) {
    it(`fits into ${width} px, in both directions of writing`, async () => {
      for (const dir of ['ltr', 'rtl']) {
        const host = await extrasHost({ transcript: SAID }, { offers: ['camera', 'screen', 'picture'] });
        host.dir = dir;
        const box = host.parentElement!;
        box.setAttribute('style', `width: ${width}px`);
        // It reaches into the panel's padding: WebKit takes all of that for filled, and counts as much again behind it.
        host.find('transcript').style.marginInline = '0';
        for (const [name, extras] of Object.entries(STATES)) {
          await host.extras(extras);
          const panel = host.find('panel');
          expect(panel.scrollWidth, `${name} ${dir}`).to.be.at.most(panel.clientWidth);
        }
      }
    });
  }

  it('has no style attribute and no style element, so that a strict policy allows it', async () => {
    const host = await extrasHost({ transcript: SAID }, { offers: ['camera', 'voice', 'usage'] });
    for (const [, extras] of Object.entries(STATES)) await host.extras(extras);
    const inner = host.find('suggestions').firstElementChild?.shadowRoot;
    for (const root of [host.shadowRoot, inner])
      expect(root?.querySelectorAll('[style], style')).to.have.lengthOf(0);
  });
});
