import { expect } from '@open-wc/testing';
import type { Stage } from '../support/conversation-harness.ts';
import { DeviceStage } from './support/device-stage.ts';

describe('the microphone’s permission', () => {
  let scene: DeviceStage;
  let stage: Stage;
  beforeEach(async () => {
    scene = await DeviceStage.open();
    ({ stage } = scene);
  });
  afterEach(() => scene.close());

  /** The tab is shown again, and a device comes: no reason to ask the visitor anything. */
  const occasions = async (): Promise<void> => {
    document.dispatchEvent(new Event('visibilitychange'));
    scene.devices.add('audioinput', 'another');
    await scene.change();
  };

  it('withdrawn and given again: given back at once, not asked for meanwhile, and heard again', async () => {
    const { element, errors, microphone } = stage;
    await scene.start();
    await scene.expectHeard();
    const { answer, permission, tracks } = microphone;
    microphone.refuse('NotAllowedError');
    permission.become('denied');
    expect(tracks[0]?.readyState).to.equal('ended');
    await stage.until(() => stage.errors.length > 0);
    expect(stage.errors).to.deep.equal([...errors, 'microphone-denied']);
    expect(element.state).to.equal('listening');
    await occasions();
    expect(microphone.calls).to.have.length(1);
    permission.become('prompt');
    await occasions();
    expect(microphone.calls).to.have.length(1);
    microphone.answer = answer;
    permission.become('granted');
    await stage.frames(() => microphone.calls.length === 2);
    await scene.expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('refused at the unmute, and not for good: nobody is asked again until it is granted', async () => {
    const { element, microphone } = stage;
    await scene.start();
    element.muted = true;
    await stage.frames(() => microphone.track?.readyState === 'ended');
    const { answer, permission } = microphone;
    // Waved aside: its state stays, and it could be asked for again and again.
    permission.become('prompt');
    microphone.refuse('NotAllowedError');
    element.muted = false;
    await stage.until(() => stage.errors.length > 0);
    expect(stage.errors).to.deep.equal(['microphone-denied']);
    const { length } = microphone.calls;
    await occasions();
    expect(microphone.calls).to.have.length(length);
    microphone.answer = answer;
    permission.become('granted');
    await scene.expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('where the browser does not tell of it, a refusal holds as well', async () => {
    Object.defineProperty(navigator, 'permissions', { configurable: true, value: undefined });
    const { element, microphone } = stage;
    await scene.start();
    element.muted = true;
    await stage.frames(() => microphone.track?.readyState === 'ended');
    microphone.refuse('NotAllowedError');
    element.muted = false;
    await stage.until(() => stage.errors.length > 0);
    const { length } = microphone.calls;
    await occasions();
    expect(microphone.calls).to.have.length(length);
  });

  it('stopped by the browser’s own indicator: the visitor reads it and is not asked; an unmute asks', async () => {
    const { element, microphone } = stage;
    await scene.start();
    microphone.permission.become('prompt');
    microphone.unplug();
    await stage.until(() => stage.errors.length > 0);
    expect(stage.errors).to.deep.equal(['microphone-denied']);
    await occasions();
    expect(microphone.calls).to.have.length(1);
    element.muted = true;
    await element.updateComplete;
    element.muted = false;
    await stage.frames(() => microphone.calls.length === 2);
    await scene.expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('a browser that says it would ask, of a microphone that is open, is not believed: another is taken', async () => {
    const { microphone } = stage;
    microphone.permission.become('prompt');
    await scene.start();
    microphone.unplug();
    await stage.frames(() => microphone.calls.length === 2);
    await scene.expectHeard();
    expect(stage.errors).to.deep.equal([]);
  });

  it('that would have to be asked for is no price for another default: what is heard goes on', async () => {
    const { microphone } = stage;
    scene.devices.prefer('desk');
    await scene.start();
    microphone.permission.become('prompt');
    scene.devices.prefer('headset');
    await scene.change();
    expect(microphone.calls).to.have.length(1);
    await scene.expectHeard();
    expect(stage.warnings).to.deep.equal([]);
  });
});
