import { expect } from '@open-wc/testing';
import { TAKEN_AFTER_MS } from '../../src/conversation/devices/microphone-keeper.ts';
import type { Stage } from '../support/conversation-harness.ts';
import { DeviceStage } from './support/device-stage.ts';
import type { FakeDevices } from './support/fake-devices.ts';
import { HeldTimers } from './support/held-timers.ts';

describe('devices that change while something is under way', () => {
  let scene: DeviceStage;
  let stage: Stage;
  let devices: FakeDevices;
  let undo: (() => void)[] = [];
  beforeEach(async () => {
    undo = [];
    scene = await DeviceStage.open();
    ({ stage, devices } = scene);
  });
  afterEach(async () => {
    for (const put of undo) put();
    await scene.close();
  });

  /** From now on, whatever is done with the prototype's method is this. */
  const replace = (prototype: object, name: string, value: unknown): void => {
    const own = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
    undo.push(() => {
      Reflect.deleteProperty(prototype, name);
      if (own) Object.defineProperty(prototype, name, own);
    });
  };

  it('a look that another read overtakes: that the speaker is gone is noticed all the same', async () => {
    const used: string[] = [];
    replace(AudioContext.prototype, 'sinkId', '');
    replace(AudioContext.prototype, 'setSinkId', function (this: AudioContext, id: string) {
      used.push(id);
      Object.defineProperty(this, 'sinkId', { configurable: true, value: id });
      return Promise.resolve();
    });
    devices.add('audiooutput', 'headphones');
    await scene.start();
    stage.element.setDevice('speaker', 'headphones');
    await stage.frames(() => used.length === 1);
    devices.remove('headset');
    devices.remove('headphones');
    // The look after the change waits for the browser; meanwhile another microphone comes, and that reads, too.
    const media = navigator.mediaDevices;
    const { enumerateDevices } = media;
    let tell: (() => void) | undefined;
    media.enumerateDevices = async () => {
      const infos = await enumerateDevices();
      if (!tell) await new Promise<void>((resolve) => (tell = resolve));
      return infos;
    };
    await scene.change();
    expect(tell).not.to.equal(undefined);
    stage.microphone.unplug();
    await stage.frames(() => stage.microphone.calls.length === 2);
    // What the newer one has read is known.
    await stage.until(() => stage.element.devices.speaker.length === 0);
    tell?.();
    await stage.until(() => stage.warnings.includes('speaker-lost'));
    await stage.frames(() => used.length === 2);
    expect(used).to.deep.equal(['headphones', '']);
    expect(stage.microphone.calls).to.have.length(2);
  });

  it('the default is pulled: what came in its place is not opened a second time', async () => {
    devices.prefer('desk');
    await scene.start();
    devices.remove('desk');
    devices.prefer('headset');
    stage.microphone.unplug();
    devices.tell();
    await stage.frames(() => stage.microphone.calls.length === 2);
    await scene.settle();
    expect(stage.microphone.calls).to.have.length(2);
    expect(stage.warnings).to.deep.equal(['microphone-lost']);
    // One that moves later is followed.
    devices.prefer('third');
    await scene.change();
    await stage.frames(() => stage.microphone.calls.length === 3);
    await stage.until(() => stage.warnings.includes('microphone-moved'));
    expect(stage.warnings).to.deep.equal(['microphone-lost', 'microphone-moved']);
    await scene.expectHeard();
  });

  it('still taken when the tab is shown again: the error stays, and comes once', async () => {
    const { element, microphone } = stage;
    await scene.start();
    const taken = new HeldTimers(TAKEN_AFTER_MS);
    undo.push(() => taken.close());
    const { answer, track } = microphone;
    const take = (one: MediaStreamTrack | undefined): void => {
      if (one) Object.defineProperty(one, 'muted', { configurable: true, value: true });
    };
    take(track);
    track?.onmute?.(new Event('mute'));
    taken.fire();
    await stage.until(() => stage.errors.length > 0);
    microphone.answer = async (constraints) => {
      const stream = await answer(constraints);
      take(stream.getAudioTracks()[0]);
      return stream;
    };
    for (const calls of [2, 3]) {
      document.dispatchEvent(new Event('visibilitychange'));
      await stage.frames(() => microphone.tracks.length === calls && microphone.track?.onmute !== null);
      expect(element.error?.code).to.equal('microphone-busy');
      expect(taken.waiting).to.equal(1);
      taken.fire();
      await scene.frame();
      expect(element.error?.code).to.equal('microphone-busy');
      expect(stage.errors).to.deep.equal(['microphone-busy']);
    }
    const last = microphone.track;
    if (last) Reflect.deleteProperty(last, 'muted');
    last?.onunmute?.(new Event('unmute'));
    await scene.expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('a microphone that comes and cannot be used: the visitor reads it, and it is tried again', async () => {
    await scene.start();
    const { createMediaStreamSource } = AudioContext.prototype;
    let failed = false;
    replace(
      AudioContext.prototype,
      'createMediaStreamSource',
      function (this: AudioContext, stream: MediaStream) {
        if (failed) return createMediaStreamSource.call(this, stream);
        failed = true;
        throw new DOMException('Not now.', 'InvalidStateError');
      },
    );
    stage.microphone.unplug();
    await stage.until(() => stage.errors.length > 0);
    expect(stage.errors).to.deep.equal(['microphone-missing']);
    // Its light does not stay on for nothing.
    expect(stage.microphone.track?.readyState).to.equal('ended');
    await stage.frames(() => stage.microphone.calls.length === 3);
    await scene.expectHeard();
    expect(stage.element.error).to.equal(undefined);
  });
});
