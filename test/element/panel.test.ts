import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { BLOCKING, calling, responsesOf } from './support/tool-calls.ts';

const find = ({ element }: Stage, part: string): HTMLElement | null | undefined =>
  element.shadowRoot?.querySelector<HTMLElement>(`[part~="${part}"]`);

const appears = (stage: Stage, part: string): Promise<void> =>
  stage.frames(() => find(stage, part)?.checkVisibility() === true);

/** Where the launcher stands: which edge of the window each of its sides is nearer to. */
const corner = (stage: Stage): string => {
  const { top, bottom, left, right } = find(stage, 'launcher')!.getBoundingClientRect();
  return `${top < innerHeight - bottom ? 'top' : 'bottom'}-${left < innerWidth - right ? 'start' : 'end'}`;
};

describe('the panel of the floating layout', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  it('opens and closes by the launcher and by program, and tells it once each', async () => {
    stage = await Stage.open({ markup: '<gemini-live layout="floating" visualizer="none"></gemini-live>' });
    const { element } = stage;
    const told: boolean[] = [];
    element.addEventListener('gemini-live-toggle', ({ open }) => told.push(open));
    await appears(stage, 'launcher');
    find(stage, 'launcher')?.click();
    await appears(stage, 'panel');
    element.show();
    element.hide();
    element.hide();
    await stage.frames(() => find(stage, 'panel')?.checkVisibility() !== true);
    element.show();
    expect(element.open).to.equal(true);
    expect(told).to.deep.equal([true, false, true]);
  });

  for (const placement of ['top-start', 'top-end', 'bottom-start', 'bottom-end'] as const) {
    it(`stands where placement="${placement}" says`, async () => {
      stage = await Stage.open({
        markup: `<gemini-live layout="floating" placement="${placement}" visualizer="none"></gemini-live>`,
      });
      await appears(stage, 'launcher');
      expect(corner(stage)).to.equal(placement);
    });
  }
});

for (const engine of ENGINES) {
  it(`a question opens the closed panel, though the model says nothing and waits (engine ${engine})`, async () => {
    const { twin } = calling(BLOCKING, [{ name: 'order' }], { filler: '' });
    const markup = `<gemini-live model="${BLOCKING}" layout="floating" visualizer="none"></gemini-live>`;
    const stage = await Stage.open({ engine, markup, twin: twin ?? {} });
    try {
      const { element } = stage;
      let runs = 0;
      element.tools = [{ declaration: { name: 'order' }, confirm: 'It costs 5 €.', handler: () => ++runs }];
      element.sendText('Order it.');
      expect(element.open).to.equal(false);
      await appears(stage, 'question');
      expect(element.open).to.equal(true);
      expect(await stage.shown('question')).to.contain('It costs 5 €.');
      expect(element.transcript.map(({ role }) => role)).to.deep.equal(['user']);
      expect(runs).to.equal(0);
      find(stage, 'question-allow')?.click();
      await stage.until(() => element.transcript.some(({ text }) => text === 'Done.'));
      expect(runs).to.equal(1);
      expect(await responsesOf(stage)).to.have.length(1);
    } finally {
      await stage.close();
    }
  });
}
