import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';
import { FakeDevices } from './support/fake-devices.ts';

describe('setDevice()', () => {
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

  const start = async (): Promise<void> => {
    await stage.element.start();
    await stage.frames(() => stage.microphone.track?.onmute !== null);
  };

  it('before a conversation: the device is asked for at the start; the snapshot is frozen and names it', async () => {
    const { element } = stage;
    expect(element.devices.microphone).to.deep.equal([]);
    element.setDevice('microphone', 'headset');
    expect(stage.of('gemini-live-devicechange')).to.have.length(1);
    expect(element.devices.chosen.microphone).to.equal('headset');
    await start();
    expect(devices.heard).to.equal('headset');
    await stage.until(() => element.devices.microphone.length === 2);
    expect(element.devices.microphone[0]).to.deep.equal({ id: 'desk', label: 'The desk' });
    expect(Object.isFrozen(element.devices)).to.equal(true);
    expect(Object.isFrozen(element.devices.microphone)).to.equal(true);
    expect(stage.warnings).to.deep.equal([]);
  });

  it('in mid-conversation: the new one is there before the old one goes, and what is said is heard', async () => {
    await start();
    const [first] = stage.microphone.tracks;
    let before: string | undefined;
    const { answer } = stage.microphone;
    stage.microphone.answer = (constraints) => {
      before = first?.readyState;
      return answer(constraints);
    };
    stage.element.setDevice('microphone', 'headset');
    await stage.frames(() => devices.heard === 'headset' && first?.readyState === 'ended');
    expect(before).to.equal('live');
    await stage.say();
    await stage.state('speaking');
    expect(stage.warnings).to.deep.equal([]);
  });

  it('an id that nobody has: the browser’s choice, and one warning; taken when it comes', async () => {
    await start();
    stage.element.setDevice('microphone', 'other');
    await stage.until(() => stage.warnings.length > 0);
    expect(stage.warnings).to.deep.equal(['device-missing']);
    expect(devices.heard).to.equal('desk');
    expect(stage.errors).to.deep.equal([]);
    devices.plug('desk', 'other');
    devices.tell();
    await stage.frames(() => devices.heard === 'other');
  });

  it('of two wishes the newer counts, whichever is granted first', async () => {
    await start();
    const { answer, calls } = stage.microphone;
    let grant: () => void = () => undefined;
    const granted = new Promise<void>((resolve) => (grant = resolve));
    stage.microphone.answer = async (constraints) => {
      if (calls.length === 2) await granted;
      return answer(constraints);
    };
    stage.element.setDevice('microphone', 'headset');
    await stage.frames(() => calls.length === 2);
    stage.element.setDevice('microphone', 'desk');
    await stage.frames(() => calls.length === 3 && stage.microphone.tracks.length === 2);
    grant();
    await stage.frames(() => stage.microphone.tracks.length === 3);
    const alive = (): (string | undefined)[] =>
      stage.microphone.tracks
        .filter(({ readyState }) => readyState === 'live')
        .map((track) => track.getSettings().deviceId);
    await stage.frames(() => alive().length === 1);
    expect(alive()).to.deep.equal(['desk']);
  });

  /** Gives the context a choice of speakers, as Chromium has it. */
  const withSpeakers = (use: (id: string) => Promise<void>): string[] => {
    const used: string[] = [];
    const prototype = AudioContext.prototype as { setSinkId?: unknown };
    const own = Object.getOwnPropertyDescriptor(prototype, 'setSinkId');
    const sink = new WeakMap<object, string>();
    Object.defineProperty(AudioContext.prototype, 'sinkId', {
      configurable: true,
      get(this: object) {
        return sink.get(this) ?? '';
      },
    });
    prototype.setSinkId = async function (this: object, id: string) {
      await use(id);
      sink.set(this, id);
      used.push(id);
    };
    restore = () => {
      if (own) Object.defineProperty(prototype, 'setSinkId', own);
      else delete prototype.setSinkId;
    };
    return used;
  };
  let restore: () => void = () => undefined;
  const sinkId = Object.getOwnPropertyDescriptor(AudioContext.prototype, 'sinkId');
  afterEach(() => {
    restore();
    if (sinkId) Object.defineProperty(AudioContext.prototype, 'sinkId', sinkId);
    else Reflect.deleteProperty(AudioContext.prototype, 'sinkId');
  });

  it('a speaker: used, left when it is unplugged, and used again when it is back', async () => {
    const used = withSpeakers(() => Promise.resolve());
    devices.add('audiooutput', 'box');
    await start();
    stage.element.setDevice('speaker', 'box');
    await stage.frames(() => used.length === 1);
    devices.remove('box');
    devices.tell();
    await stage.until(() => stage.warnings.includes('speaker-lost'));
    await stage.frames(() => used.length === 2);
    devices.add('audiooutput', 'box');
    devices.tell();
    await stage.frames(() => used.length === 3);
    expect(used).to.deep.equal(['box', '', 'box']);
    expect(stage.warnings).to.deep.equal(['speaker-lost']);
  });

  it('a speaker that cannot be had: one warning, and the sound goes on', async () => {
    const used = withSpeakers((id) =>
      id === '' ? Promise.resolve() : Promise.reject(new DOMException('No.', 'NotFoundError')),
    );
    await start();
    stage.element.setDevice('speaker', 'nowhere');
    await stage.until(() => stage.warnings.length > 0);
    expect(stage.warnings).to.deep.equal(['device-missing']);
    expect(used).to.deep.equal([]);
    await stage.say();
    await stage.state('speaking');
  });
});
