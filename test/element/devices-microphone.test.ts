import { expect } from '@open-wc/testing';
import { en } from '../../src/locales/en.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { FakeDevices } from './support/fake-devices.ts';

for (const engine of ENGINES) {
  describe(`a microphone that goes (engine ${engine})`, () => {
    let stage: Stage;
    let devices: FakeDevices;
    beforeEach(async () => {
      stage = await Stage.open({ engine });
      devices = new FakeDevices(stage.microphone);
    });
    afterEach(async () => {
      await stage.close();
      devices.close();
    });

    /** Starts, and waits until the devices are looked after. */
    const start = async (): Promise<void> => {
      await stage.element.start();
      await stage.until(() => stage.of('gemini-live-devicechange').length > 0);
      await stage.frames(() => stage.microphone.track?.onmute !== null);
    };
    const live = (): number =>
      stage.microphone.tracks.filter(({ readyState }) => readyState === 'live').length;
    /** What the visitor says is heard by the service, and answered. */
    const expectHeard = async (): Promise<void> => {
      await stage.say();
      await stage.state('speaking');
      await stage.state('listening');
    };

    it('unplugged: another takes its place, over the same channel, and nobody is alarmed', async () => {
      await start();
      await expectHeard();
      devices.plug('headset');
      stage.microphone.unplug();
      await stage.frames(() => devices.heard === 'headset');
      await expectHeard();
      expect(stage.warnings).to.deep.equal(['microphone-lost']);
      expect(stage.errors).to.deep.equal([]);
      expect(stage.states).not.to.include('failed');
      expect(live()).to.equal(1);
    });

    it('with none left: the service hears that the stream pauses, the visitor is told and can write; then one comes', async () => {
      await start();
      await expectHeard();
      devices.plug();
      stage.microphone.unplug();
      await stage.twin.wait({ for: 'audioStreamEnd' });
      await stage.until(() => stage.errors.length > 0);
      expect(stage.errors).to.deep.equal(['microphone-missing']);
      expect(await stage.shown('error')).to.contain(en.errors['microphone-missing'].what);
      expect(stage.element.state).to.equal('listening');
      stage.element.sendText('I can still write.');
      await stage.state('speaking');
      await stage.state('listening');
      devices.plug('new');
      devices.tell();
      await stage.frames(() => devices.heard === 'new');
      await expectHeard();
      expect(await stage.shown('error')).to.equal(undefined);
      expect(stage.errors).to.deep.equal(['microphone-missing']);
    });

    it('that the browser took at the unmute: the conversation goes on, and it is back when a device comes', async () => {
      await start();
      const { element, microphone } = stage;
      element.muted = true;
      await stage.until(() => stage.of('gemini-live-mutechange').length === 1);
      await stage.frames(() => microphone.track?.readyState === 'ended');
      devices.plug();
      element.muted = false;
      await stage.until(() => stage.errors.length > 0);
      expect(stage.errors).to.deep.equal(['microphone-missing']);
      expect(element.state).to.equal('listening');
      devices.plug('desk');
      devices.tell();
      await stage.frames(() => live() === 1);
      await expectHeard();
    });

    it('a storm of changes makes one look, and the device in use stays', async () => {
      await start();
      const { looks } = devices;
      devices.add('audioinput', 'third');
      for (let i = 0; i < 20; i += 1) devices.tell();
      await stage.until(() => stage.element.devices.microphone.length === 3);
      expect(devices.looks).to.equal(looks + 1);
      expect(stage.microphone.calls).to.have.length(1);
    });

    it('that is silent by another’s hand is told, and withdrawn when it can be heard again', async () => {
      await start();
      const { track } = stage.microphone;
      if (!track) return expect.fail('No track.');
      Object.defineProperty(track, 'muted', { configurable: true, value: true });
      track.onmute?.(new Event('mute'));
      await stage.until(() => stage.errors.length > 0);
      expect(stage.errors).to.deep.equal(['microphone-busy']);
      expect(stage.warnings).to.deep.equal(['microphone-taken']);
      Reflect.deleteProperty(track, 'muted');
      track.onunmute?.(new Event('unmute'));
      await expectHeard();
      expect(await stage.shown('error')).to.equal(undefined);
      expect(stage.microphone.calls).to.have.length(1);
    });

    it('that delivers only zeros is opened anew, once', async () => {
      await start();
      await expectHeard();
      stage.microphone.die();
      await stage.frames(() => stage.microphone.calls.length === 2);
      await stage.until(() => stage.warnings.includes('microphone-silent'));
      await expectHeard();
      expect(live()).to.equal(1);
    });

    it('when the system prefers another: that one is taken, the old one given back first', async () => {
      devices.prefer('desk');
      await start();
      devices.prefer('headset');
      const [first] = stage.microphone.tracks;
      let before: string | undefined;
      const { answer } = stage.microphone;
      stage.microphone.answer = (constraints) => {
        before = first?.readyState;
        return answer(constraints);
      };
      devices.tell();
      await stage.until(() => stage.warnings.includes('microphone-moved'));
      await stage.frames(() => live() === 1 && stage.microphone.calls.length === 2);
      expect(before).to.equal('ended');
      await expectHeard();
    });
  });
}
