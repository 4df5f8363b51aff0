import { expect } from '@open-wc/testing';
import { SETTLED_AFTER_MS } from '../../src/conversation/features/devices.ts';
import { Stage } from '../support/conversation-harness.ts';
import { FakeDevices } from './support/fake-devices.ts';

describe('devices that change while something is under way', () => {
  let stage: Stage;
  let devices: FakeDevices;
  let undo: (() => void)[] = [];
  beforeEach(async () => {
    undo = [];
    stage = await Stage.open();
    devices = new FakeDevices(stage.microphone);
  });
  afterEach(async () => {
    for (const put of undo) put();
    await stage.close();
    devices.close();
  });

  const start = async (): Promise<void> => {
    await stage.element.start();
    await stage.until(() => stage.of('gemini-live-devicechange').length > 0);
    await stage.frames(() => stage.microphone.track?.onmute !== null);
  };
  const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
  const expectHeard = async (): Promise<void> => {
    await stage.say();
    await stage.state('speaking');
    await stage.state('listening');
  };
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
    await start();
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
    devices.tell();
    await stage.frames(() => tell !== undefined);
    stage.microphone.unplug();
    await stage.frames(() => stage.microphone.calls.length === 2);
    await wait(50);
    tell?.();
    await stage.until(() => stage.warnings.includes('speaker-lost'));
    await stage.frames(() => used.length === 2);
    expect(used).to.deep.equal(['headphones', '']);
    expect(stage.microphone.calls).to.have.length(2);
  });

  it('the default is pulled: what came in its place is not opened a second time', async () => {
    devices.prefer('desk');
    await start();
    devices.remove('desk');
    devices.prefer('headset');
    stage.microphone.unplug();
    devices.tell();
    await stage.frames(() => stage.microphone.calls.length === 2);
    await wait(SETTLED_AFTER_MS + 200);
    expect(stage.microphone.calls).to.have.length(2);
    expect(stage.warnings).to.deep.equal(['microphone-lost']);
    // One that moves later is followed.
    devices.prefer('third');
    devices.tell();
    await stage.frames(() => stage.microphone.calls.length === 3);
    await stage.until(() => stage.warnings.includes('microphone-moved'));
    expect(stage.warnings).to.deep.equal(['microphone-lost', 'microphone-moved']);
    await expectHeard();
  });

  it('still taken when the tab is shown again: the error stays, and comes once', async () => {
    const { element, microphone } = stage;
    await start();
    const { answer, track } = microphone;
    const take = (taken: MediaStreamTrack | undefined): void => {
      if (taken) Object.defineProperty(taken, 'muted', { configurable: true, value: true });
    };
    take(track);
    track?.onmute?.(new Event('mute'));
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
      await wait(700);
      expect(element.error?.code).to.equal('microphone-busy');
      expect(stage.errors).to.deep.equal(['microphone-busy']);
    }
    const last = microphone.track;
    if (last) Reflect.deleteProperty(last, 'muted');
    last?.onunmute?.(new Event('unmute'));
    await expectHeard();
    expect(element.error).to.equal(undefined);
  });

  it('a microphone that comes and cannot be used: the visitor reads it, and it is tried again', async () => {
    await start();
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
    await expectHeard();
    expect(stage.element.error).to.equal(undefined);
  });
});
