import { expect } from '@open-wc/testing';
import { SightStage } from './support/sight-stage.ts';

/** Files of ours that were fetched so far. */
const files = (): readonly string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith('/src/'));

/** One of them, by what its path ends with. */
const fetched = (end: string): boolean => files().some((path) => path.endsWith(end));

describe('when what shows the model something is fetched', () => {
  let sight: SightStage;
  afterEach(() => sight.close());

  const begin = async (offers: readonly ('voice' | 'screen')[]): Promise<void> => {
    // The browser notes no more than 250 files by itself.
    performance.setResourceTimingBufferSize(10_000);
    sight = await SightStage.open({ markup: '<gemini-live visualizer="none"></gemini-live>' });
    const { element } = sight.stage;
    element.options = { ...element.options, offers };
    await element.start();
    await sight.stage.frames(() => fetched('/ui/extras/extras.ts'));
  };

  it('not where the page offers nothing of the kind', async () => {
    await begin(['voice']);
    await sight.mark('One.');
    expect(fetched('/features/sight.ts')).to.equal(false);
  });

  it('before the click: what asks the browser for the screen is here when the visitor clicks', async () => {
    await begin(['screen']);
    const { element } = sight.stage;
    await sight.stage.frames(() => fetched('/features/sight.ts'));
    // It consists of many files here; all of them are on their way.
    await import('../../src/conversation/features/sight.ts');
    const button = (): HTMLElement | null | undefined =>
      element.shadowRoot?.querySelector('[part~="screen"]');
    await sight.stage.frames(() => Boolean(button()));
    const before = files();
    let late: readonly string[] | undefined;
    const { answer } = sight.camera;
    sight.camera.answer = (...asked) => {
      late = files().filter((path) => !before.includes(path));
      return answer(...asked);
    };
    button()?.click();
    await sight.stage.frames(() => late !== undefined);
    expect(sight.camera.calls.map(({ given }) => given)).to.deep.equal(['screen']);
    expect(late).to.deep.equal([]);
  });
});
