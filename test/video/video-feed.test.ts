import { expect } from '@open-wc/testing';
import type { FeatureContext } from '../../src/conversation/feature.ts';
import { NO_DEVICES } from '../../src/core/devices.ts';
import { NO_EXTRAS, type Extras, type ShownVideo } from '../../src/conversation/extras.ts';
import { VideoFeed } from '../../src/conversation/sight/video-feed.ts';
import { paintedStream, FakeCamera } from '../element/support/fake-camera.ts';
import { rejection } from '../support/conversation-harness.ts';

/** A feed without a conversation around it: what it would show, send and say. */
const open = () => {
  let extras = NO_EXTRAS;
  const shown: Partial<Extras>[] = [];
  const posted: string[] = [];
  /** When pictures were given to the engine, ms. */
  const times: number[] = [];
  const warned: string[] = [];
  let ended = 0;
  const waiting: (() => void)[] = [];
  const context = {
    host: {
      settings: () => ({ video: 'camera', devices: { devices: NO_DEVICES } }),
      videoEnded: () => (ended += 1),
    },
    parts: { loadExplanations: () => Promise.resolve({ explain: (text: string) => text }) },
    plan: () => ({ config: { contextWindowCompression: {} }, profile: { turns: true } }),
    post: ({ type }: { type: string }) => {
      posted.push(type);
      times.push(performance.now());
      tell();
    },
    warn: ({ code }: { code: string }) => void warned.push(code),
    extras: () => extras,
    show: (change: Partial<Extras>) => {
      extras = { ...extras, ...change };
      shown.push(change);
      tell();
    },
  };
  const tell = (): void => waiting.splice(0).forEach((one) => one());
  // Of the context, what a feed uses.
  const feed = new VideoFeed(context as unknown as FeatureContext);
  const preview = async (after?: ShownVideo): Promise<ShownVideo> => {
    while (!extras.video || extras.video === after) await new Promise<void>((tell) => waiting.push(tell));
    return extras.video;
  };
  const pictures = async (count: number): Promise<void> => {
    while (times.length < count) await new Promise<void>((tell) => waiting.push(tell));
  };
  return { feed, shown, posted, times, warned, preview, pictures, ended: () => ended, extras: () => extras };
};

describe('VideoFeed', () => {
  let camera: FakeCamera;
  let stage: ReturnType<typeof open>;
  beforeEach(() => {
    camera = new FakeCamera();
    stage = open();
  });
  afterEach(() => {
    stage.feed.close(new DOMException('Over.', 'AbortError'));
    expect(camera.lights).to.equal(0);
    expect(stage.extras().video).to.equal(undefined);
    camera.close();
  });

  it('shows what it sends, and ends both together', async () => {
    stage.feed.ask('camera');
    const { canFlip, facing, source, stream } = await stage.preview();
    expect({ canFlip, facing, source }).to.deep.equal({ canFlip: false, facing: 'user', source: 'camera' });
    expect(stream.active).to.equal(true);
    await stage.pictures(1);
    stage.feed.shown();
    await stage.feed.started;
    expect(stage.posted).to.deep.equal(['picture']);
    stage.feed.ask('off');
    expect(stream.active).to.equal(false);
    expect(stage.extras().video).to.equal(undefined);
    await stage.feed.started;
  });

  it('knows no direction and no other camera for a screen', async () => {
    camera.cameras = ['camera-1', 'camera-2'];
    stage.feed.ask('screen');
    const { canFlip, facing, source } = await stage.preview();
    expect({ canFlip, facing, source }).to.deep.equal({
      canFlip: false,
      facing: undefined,
      source: 'screen',
    });
  });

  /** A phone: two cameras, of which one can be open at a time. */
  const phone = (): void => {
    camera.cameras = ['front', 'back'];
    camera.answer = ({ facingMode, deviceId }) => {
      if (camera.lights > 0) return Promise.reject(new DOMException('One at a time.', 'NotReadableError'));
      const exact = (facingMode as { exact?: string } | undefined)?.exact;
      const back = exact === 'environment' || (deviceId as { exact?: string } | undefined)?.exact === 'back';
      return Promise.resolve(
        paintedStream(
          back ? { facingMode: 'environment', deviceId: 'back' } : { facingMode: 'user', deviceId: 'front' },
        ),
      );
    };
  };

  it('flips between front and back, one light at a time', async () => {
    phone();
    stage.feed.ask('camera');
    const front = await stage.preview();
    expect([front.facing, front.canFlip]).to.deep.equal(['user', true]);
    front.flip();
    const back = await stage.preview(front);
    expect([back.facing, back.canFlip]).to.deep.equal(['environment', true]);
    expect(camera.lights).to.equal(1);
    expect(camera.calls.at(-1)?.video.facingMode).to.deep.equal({ exact: 'environment' });
    front.flip();
    expect(camera.lights, 'a button of before').to.equal(1);
    back.flip();
    expect((await stage.preview(back)).facing).to.equal('user');
    expect(stage.warned).to.deep.equal([]);
  });

  it('is a picture a second, whatever it is of: turned at once, turned back, then another source', async () => {
    phone();
    stage.feed.ask('camera');
    await stage.pictures(1);
    const front = await stage.preview();
    front.flip();
    const back = await stage.preview(front);
    back.flip();
    await stage.preview(back);
    await stage.pictures(2);
    stage.feed.ask('screen');
    await stage.pictures(3);
    stage.feed.ask('off');
    stage.feed.ask('camera');
    await stage.pictures(5);
    const gaps = stage.times.slice(1).map((time, index) => time - stage.times[index]!);
    for (const gap of gaps) expect(gap).to.be.at.least(990);
  });

  it('is shown once a picture has gone out: not when it was dropped, and not when it was one of before', async () => {
    stage.feed.ask('camera');
    let seen = false;
    void stage.feed.started.then(
      () => (seen = true),
      () => undefined,
    );
    stage.feed.shown();
    await stage.pictures(2);
    expect(seen, 'two were dropped').to.equal(false);
    stage.feed.ask('off');
    stage.feed.ask('screen');
    void stage.feed.started.then(
      () => (seen = true),
      () => undefined,
    );
    // Of the camera's pictures.
    stage.feed.shown();
    await stage.preview();
    expect(seen, 'of before').to.equal(false);
    await stage.pictures(3);
    stage.feed.shown();
    await stage.feed.started;
  });

  it('takes the next of a computer’s cameras', async () => {
    camera.cameras = ['camera-1', 'camera-2'];
    camera.answer = ({ deviceId }) => {
      const { exact = 'camera-1' } = (deviceId ?? {}) as { exact?: string };
      return Promise.resolve(paintedStream({ deviceId: exact }));
    };
    stage.feed.ask('camera');
    const first = await stage.preview();
    first.flip();
    const second = await stage.preview(first);
    expect(camera.calls.at(-1)?.video.deviceId).to.deep.equal({ exact: 'camera-2' });
    second.flip();
    await stage.preview(second);
    expect(camera.calls.at(-1)?.video.deviceId).to.deep.equal({ exact: 'camera-1' });
  });

  it('goes back to the one before when the other cannot be had', async () => {
    phone();
    const { answer } = camera;
    stage.feed.ask('camera');
    const front = await stage.preview();
    camera.answer = (video, given) =>
      JSON.stringify(video).includes('back') || JSON.stringify(video).includes('environment')
        ? Promise.reject(new DOMException('Broken.', 'NotReadableError'))
        : answer(video, given);
    front.flip();
    expect((await stage.preview(front)).facing).to.equal('user');
    expect(camera.lights).to.equal(1);
    expect(stage.warned).to.deep.equal([]);
  });

  it('says why there is nothing, until it is asked for again', async () => {
    camera.refuse('NotReadableError');
    stage.feed.ask('camera');
    expect((await rejection(stage.feed.started)).name).to.equal('NotReadableError');
    expect(stage.extras().videoProblem).to.deep.equal({ source: 'camera', why: 'busy' });
    expect(stage.ended()).to.equal(1);
    expect((await rejection(stage.feed.started)).name, 'who asks later').to.equal('NotReadableError');
    const grant = camera.hold();
    stage.feed.ask('camera');
    expect(stage.extras().videoProblem).to.equal(undefined);
    grant();
    await stage.preview();
  });

  for (let turns = 0; turns < 24; turns += 1) {
    it(`asked for and let go ${turns} microtasks later, leaves no light on`, async () => {
      stage.feed.ask('camera');
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      stage.feed.ask('off');
      while (camera.tracks.length < camera.calls.length) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      expect(camera.lights).to.equal(0);
      expect(stage.extras().video).to.equal(undefined);
    });
  }

  it('flipped and stopped at once, leaves no light on', async () => {
    phone();
    stage.feed.ask('camera');
    const front = await stage.preview();
    const grant = camera.hold();
    front.flip();
    stage.feed.ask('off');
    grant(paintedStream());
    while (camera.tracks.length < 2) await new Promise(requestAnimationFrame);
    expect(camera.lights).to.equal(0);
  });
});
