import { expect } from '@open-wc/testing';
import { DemoPage } from './demo-page.ts';

interface Axe {
  run(root: Document): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}

const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];

/** Every page of the demo, as the start page lists them. */
const listed = async (): Promise<readonly string[]> => {
  const path = '/__demo/pages.js';
  const { PAGES } = (await import(path)) as { PAGES: readonly (readonly [string])[] };
  return ['index.html', 'playground.html', ...PAGES.map(([file]) => `pages/${file}.html`)];
};

const violations = async (page: DemoPage): Promise<readonly string[]> => {
  const { axe } = page.window as unknown as { axe: Axe };
  const result = await axe.run(page.document);
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
};

/** Wider than the window: the visitor would have to scroll sideways. */
const overflow = ({ document }: DemoPage): number =>
  document.documentElement.scrollWidth - document.documentElement.clientWidth;

const look = async (path: string): Promise<void> => {
  const page = await DemoPage.open(path);
  try {
    await page.until('the code', () =>
      [...page.document.querySelectorAll('pre code[data-code]')].every(
        ({ textContent }) => textContent !== '',
      ),
    );
    await page.load('/node_modules/axe-core/axe.min.js');
    for (const details of page.document.querySelectorAll('details')) details.open = true;
    for (const width of WIDTHS) {
      await page.resize(width);
      expect(overflow(page), `${path}, ${width} px wide`).to.be.at.most(0);
      for (const scheme of SCHEMES) {
        page.document.documentElement.style.colorScheme = scheme;
        expect(await violations(page), `${path}, ${width} px wide, ${scheme}`).to.deep.equal([]);
      }
    }
    expect(page.document.title).to.match(/gemini-live/);
    expect(page.document.querySelectorAll('h1').length).to.equal(1);
  } finally {
    await page.close();
  }
};

describe('every page of the demo', () => {
  it('is accessible in light and dark, narrow and wide, without errors and within its policy', async function () {
    this.timeout(240_000);
    for (const path of await listed()) await look(path);
  });
});
