import { expect } from '@open-wc/testing';
import { Microphone, RELEASE_AFTER_MS } from '../../src/audio/microphone.ts';
import { FakeMicrophone } from '../element/support/fake-microphone.ts';
import { HeldTimers } from '../element/support/held-timers.ts';
import { rejection } from '../support/conversation-harness.ts';

describe('Microphone', () => {
  let device: FakeMicrophone;
  let held: HeldTimers;
  let context: AudioContext;
  let abort: AbortController;
  let ended: number;

  beforeEach(() => {
    device = new FakeMicrophone();
    held = new HeldTimers(RELEASE_AFTER_MS);
    context = new AudioContext();
    abort = new AbortController();
    ended = 0;
  });
  afterEach(async () => {
    held.close();
    device.close();
    await context.close();
  });

  const microphone = (constraints?: MediaTrackConstraints, deviceId?: string): Microphone =>
    new Microphone({ context, signal: abort.signal, constraints, deviceId, onEnded: () => (ended += 1) });

  const live = (): number => device.tracks.filter(({ readyState }) => readyState === 'live').length;

  /** Makes the device wait for the visitor's answer. */
  const hold = (): (() => void) => {
    let grant: () => void = () => undefined;
    const granted = new Promise<void>((resolve) => (grant = resolve));
    device.answer = () => granted.then(() => device.stream());
    return grant;
  };

  it('of two calls at once the newer counts, also when the older is refused after it', async () => {
    const mic = microphone();
    let refuse: (error: Error) => void = () => undefined;
    device.answer = () => new Promise((_, reject) => (refuse = reject));
    const older = mic.open();
    device.answer = () => Promise.resolve(device.stream());
    await mic.open();
    refuse(new DOMException('Refused by the test.', 'NotReadableError'));
    await older;
    expect(live()).to.equal(1);
    mic.close();
  });

  it('asks for one channel, with echo cancellation, noise suppression and gain control', async () => {
    await microphone().open();
    expect(device.calls).to.deep.equal([
      {
        audio: {
          echoCancellation: true,
          noiseSuppression: true,
          autoGainControl: true,
          channelCount: { ideal: 1 },
        },
      },
    ]);
  });

  it('merges the page’s constraints over that, and takes the device that was chosen', async () => {
    await microphone({ noiseSuppression: false, sampleRate: 48_000 }, 'headset').open();
    const [{ audio } = {}] = device.calls;
    expect(audio).to.deep.include({
      echoCancellation: true,
      noiseSuppression: false,
      sampleRate: 48_000,
      deviceId: { exact: 'headset' },
    });
  });

  it('muted, is silent at once and given back after three seconds', async () => {
    const voice = microphone();
    await voice.open();
    voice.mute();
    expect(device.track).to.deep.include({ enabled: false, readyState: 'live' });
    held.fire();
    expect(device.track?.readyState).to.equal('ended');
    await voice.unmute();
    expect(device.calls).to.have.length(2);
    expect(live()).to.equal(1);
  });

  it('unmuted within that time, is the same track', async () => {
    const voice = microphone();
    await voice.open();
    voice.mute();
    await voice.unmute();
    expect(held.waiting).to.equal(0);
    expect(device.calls).to.have.length(1);
    expect(device.track).to.deep.include({ enabled: true, readyState: 'live' });
  });

  it('muted while the visitor is asked, is given back at once; unmuted, asked for again', async () => {
    const voice = microphone();
    const grant = hold();
    const opening = voice.open();
    voice.mute();
    grant();
    await opening;
    expect(live()).to.equal(0);
    await voice.unmute();
    expect(live()).to.equal(1);
  });

  it('unmuted twice while the visitor is asked, holds one device in the end', async () => {
    const voice = microphone();
    await voice.open();
    voice.mute();
    held.fire();
    const grant = hold();
    const first = voice.unmute();
    voice.mute();
    const second = voice.unmute();
    grant();
    await Promise.all([first, second]);
    expect(live()).to.equal(1);
    voice.close();
    expect(live()).to.equal(0);
  });

  it('closed or aborted while the visitor is asked, is given back when it is granted', async () => {
    const closed = microphone();
    const grant = hold();
    const opening = closed.open();
    closed.close();
    grant();
    await opening;
    expect(live()).to.equal(0);

    const grantAgain = hold();
    const aborted = rejection(microphone().open());
    abort.abort();
    grantAgain();
    expect((await aborted).name).to.equal('AbortError');
    expect(live()).to.equal(0);
  });

  it('is not asked for any more once it is over', async () => {
    abort.abort();
    expect((await rejection(microphone().open())).name).to.equal('AbortError');
    expect(device.calls).to.deep.equal([]);
  });

  it('tells when the track ends by itself, and not when it was given back', async () => {
    const voice = microphone();
    await voice.open();
    device.unplug();
    expect(ended).to.equal(1);
    await voice.open();
    const { track } = device;
    voice.close();
    track?.dispatchEvent(new Event('ended'));
    expect(ended).to.equal(1);
  });

  for (const [name, code] of [
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['OverconstrainedError', 'microphone-missing'],
    ['NotReadableError', 'microphone-busy'],
    ['AbortError', 'microphone-busy'],
    ['UnheardOfError', 'microphone-missing'],
  ] as const) {
    it(`${name} is ${code}, and no timer or track is left`, async () => {
      device.refuse(name);
      const voice = microphone();
      expect((await rejection(voice.open())).code).to.equal(code);
      voice.close();
      expect(held.waiting).to.equal(0);
      expect(live()).to.equal(0);
    });
  }

  it('is silent on its meter until it is joined, and while it is muted', async () => {
    const voice = microphone();
    expect(voice.level).to.equal(0);
    await voice.open();
    voice.mute();
    expect(voice.level).to.equal(0);
    voice.close();
    expect(held.waiting).to.equal(0);
  });
});
