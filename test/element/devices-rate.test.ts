import { expect } from '@open-wc/testing';
import { WINDOW_MS } from '../../src/conversation/devices/rate-watch.ts';
import { Stage } from '../support/conversation-harness.ts';

/** What a headset takes its microphone to, Hz. */
const HEADSET = 16_000;
/** What the clocks are compared over where both are real, s: in steps of 10 ms, they go together to a thousandth or so. */
const REAL_WINDOW_S = 1.5;
/** A real microphone is never exactly silent. */
const NOISE = 1e-6;

/** No engine numbers its timers below zero. */
const HELD = -1;

/** Rates that change, as a headset does it when its microphone is opened. */
describe('the rate of the sound', () => {
  let stage: Stage;
  /** Compares the clocks; a test says when. */
  let compare: (() => void) | undefined;
  const undo: (() => void)[] = [];
  const { clearInterval: originalClear, setInterval: original } = globalThis;

  beforeEach(() => {
    compare = undefined;
    // Held before the census counts it.
    globalThis.setInterval = ((run: () => void, ms?: number) => {
      if (ms !== WINDOW_MS) return original(run, ms);
      compare = run;
      return HELD;
    }) as typeof setInterval;
    globalThis.clearInterval = (timer) => {
      if ((timer as unknown) === HELD) compare = undefined;
      else originalClear(timer);
    };
  });
  afterEach(async () => {
    for (const back of undo.splice(0).reverse()) back();
    await stage.close().finally(() => {
      globalThis.setInterval = original;
      globalThis.clearInterval = originalClear;
    });
  });

  const start = async (): Promise<void> => {
    await stage.element.start();
    await stage.frames(() => compare !== undefined && stage.microphone.track?.onmute !== null);
  };
  const expectHeard = async (): Promise<void> => {
    await stage.say();
    await stage.state('speaking');
    await stage.state('listening');
  };
  /** From now on the microphone is that of a headset; gives a way to say a word into it, and wait for the answer. */
  const headset = (quiet: number): (() => Promise<void>) => {
    const studio = new AudioContext({ sampleRate: HEADSET });
    undo.push(() => void studio.close());
    const voice = new GainNode(studio, { gain: quiet });
    const tone = new OscillatorNode(studio, { frequency: 300 });
    const out = new MediaStreamAudioDestinationNode(studio, { channelCount: 1 });
    tone.connect(voice).connect(out);
    tone.start();
    stage.microphone.answer = () => Promise.resolve(out.stream);
    return async () => {
      const { frames } = (await stage.received()).audio;
      voice.gain.value = 0.5;
      await stage.twin.wait({ for: 'audio', count: frames + 25 });
      voice.gain.value = quiet;
      await stage.state('speaking');
      await stage.state('listening');
    };
  };
  const context = (): AudioContext => {
    const found = stage.census.contexts.at(-1);
    if (!found) throw new Error('There is no context.');
    return found;
  };
  const pretend = (owner: object, name: string, descriptor: PropertyDescriptor): void => {
    Object.defineProperty(owner, name, { configurable: true, ...descriptor });
    undo.push(() => Reflect.deleteProperty(owner, name));
  };

  /** The two clocks in the test's hands: the page's, and the sound's, which goes so much faster. */
  const clocks = (): { pass: (ms: number, factor: number) => void } => {
    let page = performance.now();
    let sound = context().currentTime;
    pretend(performance, 'now', { value: () => page });
    pretend(context(), 'currentTime', { get: () => sound });
    return {
      pass: (ms, factor) => {
        page += ms;
        sound += (ms / 1000) * factor;
        compare?.();
      },
    };
  };

  it('is that of a headset, both ways: the clocks go together, and the visitor is heard', async () => {
    stage = await Stage.open();
    const say = headset(NOISE);
    const Counted = AudioContext;
    globalThis.AudioContext = class extends Counted {
      constructor(options?: AudioContextOptions) {
        super({ ...options, sampleRate: HEADSET });
      }
    };
    undo.push(() => (globalThis.AudioContext = Counted));
    await start();
    expect(context().sampleRate).to.equal(HEADSET);
    await say();
    for (let window = 0; window <= 3; window += 1) {
      const from = context().currentTime;
      await stage.frames(() => context().currentTime - from >= REAL_WINDOW_S);
      compare?.();
    }
    await say();
    expect(stage.warnings).to.deep.equal([]);
    expect(stage.microphone.calls).to.have.length(1);
  });

  it('of a microphone that ends and comes back at another: it is taken up, and the visitor heard', async () => {
    stage = await Stage.open();
    await start();
    await expectHeard();
    // In Firefox the answer never came where noise went from one rate to another; why is not known.
    const say = headset(0);
    stage.microphone.unplug();
    await stage.frames(() => stage.microphone.calls.length === 2);
    await stage.frames(() => stage.microphone.track?.onmute !== null);
    await say();
    expect(stage.warnings).to.deep.equal(['microphone-lost']);
    expect(stage.errors).to.deep.equal([]);
  });

  for (const [states, is] of [
    [48_000, 44_100],
    [16_000, 48_000],
  ] as const) {
    it(`stated as ${states} Hz and really ${is}: one warning, and the microphone is opened anew`, async () => {
      stage = await Stage.open();
      await start();
      await expectHeard();
      const { pass } = clocks();
      // One look to begin with, and two that might be by chance.
      for (let window = 0; window < 3; window += 1) pass(WINDOW_MS, is / states);
      expect(stage.warnings).to.deep.equal([]);
      pass(WINDOW_MS, is / states);
      await stage.until(() => stage.warnings.length > 0);
      await stage.frames(() => stage.microphone.calls.length === 2);
      expect(stage.microphone.tracks[0]?.readyState).to.equal('ended');
      expect(compare, 'It is not looked at again.').to.equal(undefined);
      for (const back of undo.splice(0).reverse()) back();
      await expectHeard();
      expect(stage.warnings).to.deep.equal(['sound-rate']);
      expect(stage.microphone.calls).to.have.length(2);
    });
  }

  it('is not doubted for a clock that is a little off, a busy moment, a page that slept, or sound that stood still', async () => {
    stage = await Stage.open();
    await start();
    const { pass } = clocks();
    pass(WINDOW_MS, 1);
    for (let window = 0; window < 5; window += 1) pass(WINDOW_MS, 1.015);
    for (const factor of [0.5, 0.5, 1, 0.5, 0.5, 1]) pass(WINDOW_MS, factor);
    for (let window = 0; window < 5; window += 1) pass(10 * WINDOW_MS, 0.1);
    pretend(context(), 'state', { get: () => 'suspended' });
    for (let window = 0; window < 5; window += 1) pass(WINDOW_MS, 0);
    for (const back of undo.splice(0).reverse()) back();
    await expectHeard();
    expect(stage.warnings).to.deep.equal([]);
    expect(stage.microphone.calls).to.have.length(1);
  });
});
