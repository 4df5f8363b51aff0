import { expect } from '@open-wc/testing';
import { SETTLED_AFTER_MS } from '../../src/conversation/features/devices.ts';
import { Stage } from '../support/conversation-harness.ts';
import { FakeDevices } from './support/fake-devices.ts';

describe('the microphone’s permission', () => {
  let stage: Stage;
  let devices: FakeDevices;
  beforeEach(async () => {
    stage = await Stage.open();
    devices = new FakeDevices(stage.microphone);
  });
  afterEach(async () => {
    await stage.close();
    devices.close();
  });

  /** Until the devices are looked after, the permission included. */
  const begun = async (): Promise<void> => {
    await stage.until(() => stage.of('gemini-live-devicechange').length > 0);
    await wait(50);
  };
  const start = async (): Promise<void> => {
    await stage.element.start();
    await begun();
    await stage.frames(() => stage.microphone.track?.onmute !== null);
  };
  const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
  /** The tab is shown again, and a device comes: no reason to ask the visitor anything. */
  const occasions = async (): Promise<void> => {
    document.dispatchEvent(new Event('visibilitychange'));
    devices.add('audioinput', 'another');
    devices.tell();
    await wait(SETTLED_AFTER_MS + 200);
  };
  const expectHeard = async (): Promise<void> => {
    await stage.say();
    await stage.state('speaking');
    await stage.state('listening');
  };

  it('withdrawn and given again: given back at once, not asked for meanwhile, and heard again', async () => {
    const { element, errors, microphone } = stage;
    await start();
    await expectHeard();
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
    await expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('refused at the unmute, and not for good: nobody is asked again until it is granted', async () => {
    const { element, microphone } = stage;
    await start();
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
    await expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('where the browser does not tell of it, a refusal holds as well', async () => {
    Object.defineProperty(navigator, 'permissions', { configurable: true, value: undefined });
    const { element, microphone } = stage;
    await start();
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
    await start();
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
    await expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('a browser that says it would ask, of a microphone that is open, is not believed: another is taken', async () => {
    const { microphone } = stage;
    microphone.permission.become('prompt');
    await start();
    microphone.unplug();
    await stage.frames(() => microphone.calls.length === 2);
    await expectHeard();
    expect(stage.errors).to.deep.equal([]);
  });

  it('that would have to be asked for is no price for another default: what is heard goes on', async () => {
    const { microphone } = stage;
    devices.prefer('desk');
    await start();
    microphone.permission.become('prompt');
    devices.prefer('headset');
    devices.tell();
    await wait(SETTLED_AFTER_MS + 200);
    expect(microphone.calls).to.have.length(1);
    await expectHeard();
    expect(stage.warnings).to.deep.equal([]);
  });
});
