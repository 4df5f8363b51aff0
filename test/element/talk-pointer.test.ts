import { expect } from '@open-wc/testing';
import { executeServerCommand, resetMouse, sendMouse } from '@web/test-runner-commands';
import { can } from '../engines.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';

const MANUAL = '<gemini-live vad="manual" visualizer="none"></gemini-live>';

for (const engine of can('mouse') ? ENGINES : []) {
  describe(`push to talk, by the browser's own pointer (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(async () => {
      await resetMouse();
      await stage.close();
    });

    const talk = (): HTMLElement => {
      const found = stage.element.shadowRoot?.querySelector<HTMLElement>('[part~="talk"]');
      if (!found) throw new Error('There is no talk button.');
      return found;
    };
    const middle = (): [number, number] => {
      const { height, left, top, width } = talk().getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    };
    /** What the button was told by the browser, and whose pointer that was. */
    const told: PointerEvent[] = [];
    const open = async (): Promise<void> => {
      stage = await Stage.open({ engine, markup: MANUAL });
      await stage.element.start();
      await stage.element.updateComplete;
      told.length = 0;
      for (const type of ['pointerdown', 'pointerup', 'pointercancel', 'lostpointercapture'] as const) {
        talk().addEventListener(type, (event) => told.push(event));
      }
    };
    const types = (): string[] => told.map(({ type }) => type);
    const marks = async (): Promise<string[]> =>
      (await stage.received()).messages
        .map(({ kind }) => kind as string)
        .filter((kind) => kind === 'activityStart' || kind === 'activityEnd');
    const letGo = async (count = 1): Promise<void> => {
      await stage.twin.wait({ for: 'activityEnd', count });
      await stage.element.updateComplete;
      expect(talk().getAttribute('aria-pressed')).to.equal('false');
      expect(told.every(({ isTrusted }) => isTrusted)).to.equal(true);
    };

    it('is held while the pointer is down, wherever it is drawn to', async () => {
      await open();
      await sendMouse({ type: 'move', position: middle() });
      await sendMouse({ type: 'down' });
      await stage.twin.wait({ for: 'activityStart' });
      await sendMouse({ type: 'move', position: [1, 1] });
      expect(await marks()).to.deep.equal(['activityStart']);
      await sendMouse({ type: 'up' });
      await letGo();
      expect(types()).to.deep.equal(['pointerdown', 'pointerup', 'lostpointercapture']);
      expect(await marks()).to.deep.equal(['activityStart', 'activityEnd']);
    });

    if (can('taken-pointer')) {
      it('lets go when something else takes the pointer, and does not press again with it', async () => {
        await open();
        await sendMouse({ type: 'move', position: middle() });
        await sendMouse({ type: 'down' });
        await stage.twin.wait({ for: 'activityStart' });
        document.body.setPointerCapture(told[0]!.pointerId);
        await sendMouse({ type: 'move', position: [1, 1] });
        await letGo();
        await sendMouse({ type: 'up' });
        expect(types()).to.deep.equal(['pointerdown', 'lostpointercapture']);
        expect(await marks()).to.deep.equal(['activityStart', 'activityEnd']);
      });
    }

    it('is not for another button', async () => {
      await open();
      await sendMouse({ type: 'move', position: middle() });
      await sendMouse({ type: 'down', button: 'middle' });
      await sendMouse({ type: 'up', button: 'middle' });
      await sendMouse({ type: 'down' });
      await stage.twin.wait({ for: 'activityStart' });
      await sendMouse({ type: 'up' });
      await letGo();
      expect(await marks()).to.deep.equal(['activityStart', 'activityEnd']);
    });

    if (can('touch')) {
      it('lets go when the browser cancels a touch, and is held by the next', async () => {
        await open();
        const touch = (type: 'touchStart' | 'touchEnd' | 'touchCancel'): Promise<unknown> =>
          executeServerCommand('touch:send', { type, position: middle() });
        await touch('touchStart');
        await stage.twin.wait({ for: 'activityStart' });
        await touch('touchCancel');
        await letGo();
        expect(types()).to.deep.equal(['pointerdown', 'pointercancel', 'lostpointercapture']);
        expect(told.map(({ pointerType }) => pointerType)).to.deep.equal(Array<string>(3).fill('touch'));
        await touch('touchStart');
        await stage.twin.wait({ for: 'activityStart', count: 2 });
        await touch('touchEnd');
        await letGo(2);
        expect(await marks()).to.have.length(4);
      });
    }
  });
}
