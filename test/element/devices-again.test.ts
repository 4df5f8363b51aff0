import { expect } from '@open-wc/testing';
import { LOOK_MS } from '../../src/conversation/devices/silence-watch.ts';
import { Stage } from '../support/conversation-harness.ts';
import { FakeDevices } from './support/fake-devices.ts';

describe('a microphone that comes back, or not', () => {
  let stage: Stage;
  let devices: FakeDevices;
  let looks: number;
  const { setInterval: original } = globalThis;

  beforeEach(async () => {
    stage = await Stage.open();
    devices = new FakeDevices(stage.microphone);
    looks = 0;
    // Looks for silence come faster, and are counted.
    const census = globalThis.setInterval;
    globalThis.setInterval = ((run: () => void, ms?: number) => {
      const look = (): void => {
        looks += 1;
        run();
      };
      return ms === LOOK_MS ? census(look, 20) : census(run, ms);
    }) as typeof setInterval;
    await stage.element.start();
    await stage.until(() => stage.of('gemini-live-devicechange').length > 0);
    await stage.frames(() => stage.microphone.track?.onmute !== null);
  });
  afterEach(async () => {
    globalThis.setInterval = original;
    await stage.close();
    devices.close();
  });

  /** Another app takes the microphone, or gives it back. */
  const take = (muted: boolean): void => {
    const { track } = stage.microphone;
    if (!track) throw new Error('There is no track.');
    Object.defineProperty(track, 'muted', { value: muted, configurable: true });
    track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  };
  const someLooks = async (count: number): Promise<void> => {
    const until = looks + count;
    await stage.frames(() => looks >= until);
  };
  const mute = async (muted: boolean): Promise<void> => {
    stage.element.muted = muted;
    await stage.element.updateComplete;
  };

  it('dead after a call: it can be heard again, as it says, gives zeros, and is opened anew', async () => {
    const { microphone } = stage;
    await someLooks(60);
    take(true);
    await stage.until(() => stage.errors.length > 0);
    expect(stage.errors).to.deep.equal(['microphone-busy']);
    microphone.die();
    take(false);
    await stage.frames(() => microphone.calls.length === 2);
    await stage.say();
    await stage.state('speaking');
    expect(stage.element.error).to.equal(undefined);
  });

  it('switched off on the device, or behind a gate against noise: it is opened anew once, and left alone then', async () => {
    const { microphone } = stage;
    await someLooks(60);
    microphone.die();
    await stage.frames(() => microphone.calls.length === 2);
    await someLooks(50);
    await stage.say();
    await stage.state('speaking');
    microphone.die();
    const { frames } = (await stage.received()).audio;
    // A second: longer than what is looked at in one go.
    await stage.twin.wait({ for: 'audio', count: frames + 60 });
    await stage.state('listening');
    expect(microphone.calls).to.have.length(2);
  });

  it('dead again after it was opened anew in time: that helps as often as it is needed', async () => {
    const { microphone } = stage;
    await someLooks(60);
    for (const calls of [2, 3]) {
      microphone.die();
      await stage.frames(() => microphone.calls.length === calls);
      await stage.say();
      await stage.state('speaking');
      await stage.state('listening');
    }
  });

  it('taken while it is muted: the visitor is told when they unmute it', async () => {
    await mute(true);
    take(true);
    // Longer than it takes to tell that it was taken.
    await someLooks(40);
    expect(stage.errors).to.deep.equal([]);
    await mute(false);
    await stage.until(() => stage.errors.length > 0);
    expect(stage.errors).to.deep.equal(['microphone-busy']);
  });

  it('chosen while muted: no device is opened before the unmute, and then that one', async () => {
    const { element, microphone } = stage;
    await mute(true);
    element.setDevice('microphone', 'headset');
    await element.updateComplete;
    await stage.frames(() => microphone.track?.readyState === 'ended');
    expect(microphone.calls).to.have.length(1);
    await mute(false);
    await stage.frames(() => devices.heard === 'headset');
    await stage.say();
    await stage.state('speaking');
    expect(microphone.calls).to.have.length(2);
  });
});
