import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';

const MANUAL = '<gemini-live vad="manual" visualizer="none"></gemini-live>';

for (const engine of ENGINES) {
  describe(`push to talk (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const part = (name: string): HTMLElement => {
      const found = stage.element.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);
      if (!found) throw new Error(`There is no part "${name}".`);
      return found;
    };
    const press = (type: 'keydown' | 'keyup', on: Element, init: KeyboardEventInit = {}): boolean =>
      on.dispatchEvent(
        new KeyboardEvent(type, { key: ' ', bubbles: true, composed: true, cancelable: true, ...init }),
      );
    const marks = async (): Promise<string[]> =>
      (await stage.received()).messages
        .map(({ kind }) => kind)
        .filter((kind) => kind === 'activityStart' || kind === 'activityEnd');
    /** The conversation runs, and the keys are listened to: a press is answered. */
    const open = async (markup = MANUAL): Promise<Stage> => {
      stage = await Stage.open({ engine, markup });
      await stage.element.start();
      await stage.element.updateComplete;
      return stage;
    };
    /** Space on the panel is taken once the keys' chunk is here. */
    const hold = (): Promise<void> => stage.frames(() => !press('keydown', part('panel')));

    it('is held by Space anywhere in the panel', async () => {
      await open();
      await hold();
      await stage.twin.wait({ for: 'activityStart' });
      expect(part('talk').getAttribute('aria-pressed')).to.equal('true');
      expect(press('keydown', part('panel'), { repeat: true }), 'prevented').to.equal(false);
      press('keyup', document.body);
      await stage.twin.wait({ for: 'activityEnd' });
      await stage.state('speaking');
      expect(await marks()).to.deep.equal(['activityStart', 'activityEnd']);
    });

    it('leaves Space to fields, to other controls, and to the page', async () => {
      await open();
      await hold();
      press('keyup', document.body);
      await stage.twin.wait({ for: 'activityEnd' });
      const link = document.createElement('a');
      link.href = '#x';
      link.slot = 'footer';
      stage.element.append(link);
      const { element } = stage;
      for (const other of [part('input'), part('end'), link, element, document.body]) {
        expect(press('keydown', other), 'not prevented').to.equal(true);
      }
      expect(press('keydown', part('panel'), { ctrlKey: true }), 'a shortcut').to.equal(true);
      expect(part('talk').getAttribute('aria-pressed')).to.equal('false');
      element.startActivity();
      await stage.twin.wait({ for: 'activityStart', count: 2 });
      element.endActivity();
      await stage.twin.wait({ for: 'activityEnd', count: 2 });
      expect(await marks()).to.have.length(4);
    });

    it('does nothing where the service finds the turns', async () => {
      await open('<gemini-live visualizer="none"></gemini-live>');
      const { element } = stage;
      element.startActivity();
      element.endActivity();
      await element.updateComplete;
      expect(press('keydown', part('panel')), 'not prevented').to.equal(true);
      await stage.say();
      await stage.state('speaking');
      await stage.state('listening');
      expect(await marks()).to.deep.equal([]);
    });

    for (const [what, lose] of [
      ['the window loses the focus', () => dispatchEvent(new FocusEvent('blur'))],
      ['the tab is hidden', () => hideTab()],
      ['the element is moved', () => document.body.append(stage.element)],
    ] as const) {
      it(`lets go when ${what}`, async () => {
        await open();
        for (let count = 1; count <= 2; count += 1) {
          await hold();
          await stage.twin.wait({ for: 'activityStart', count });
          await stage.element.updateComplete;
          lose();
          await stage.twin.wait({ for: 'activityEnd', count });
          press('keyup', document.body);
          await stage.element.updateComplete;
          expect(part('talk').getAttribute('aria-pressed')).to.equal('false');
        }
        expect(await marks()).to.have.length(4);
      });
    }

    it('lets the button go with the window, too', async () => {
      await open();
      await hold();
      press('keyup', document.body);
      await stage.twin.wait({ for: 'activityEnd' });
      press('keydown', part('talk'), { key: 'Enter' });
      await stage.twin.wait({ for: 'activityStart', count: 2 });
      dispatchEvent(new FocusEvent('blur'));
      await stage.twin.wait({ for: 'activityEnd', count: 2 });
      await stage.state('speaking');
      await stage.state('listening');
    });

    it('keeps its balance when it is called out of turn, and before the line is up', async () => {
      stage = await Stage.open({ engine, markup: MANUAL, twin: { setupDelayMs: 200 } });
      const { element, microphone } = stage;
      element.startActivity();
      element.endActivity();
      const started = element.start();
      microphone.speak();
      element.endActivity();
      element.startActivity();
      element.startActivity();
      await started;
      await stage.twin.wait({ for: 'audio', count: 5 });
      element.endActivity();
      element.endActivity();
      await stage.twin.wait({ for: 'activityEnd' });
      await stage.state('speaking');
      await stage.state('listening');
      element.endActivity();
      await element.updateComplete;
      expect(element.state, 'nobody waits for an answer').to.equal('listening');
      expect(await marks()).to.deep.equal(['activityStart', 'activityEnd']);
    });

    it('leaves nothing behind when the element is removed while it is held', async () => {
      await open();
      await hold();
      await stage.twin.wait({ for: 'activityStart' });
      stage.element.remove();
      await stage.state('ended');
      await stage.expectReleased();
      press('keyup', document.body);
    });

    it('says that the visitor has finished when an element that talks on is removed', async () => {
      await open(MANUAL.replace(' v', ' keep-alive v'));
      await hold();
      await stage.twin.wait({ for: 'activityStart' });
      stage.element.remove();
      await stage.twin.wait({ for: 'activityEnd' });
      await stage.state('speaking');
    });
  });
}

/** The page goes into the background, as far as it can tell. */
const hideTab = (): void => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  document.dispatchEvent(new Event('visibilitychange'));
  Reflect.deleteProperty(document, 'hidden');
};
