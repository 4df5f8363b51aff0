import { expect } from '@open-wc/testing';
import { ENGINES, rejection, Stage } from '../support/conversation-harness.ts';
import { colour } from '../video/support/pixels.ts';
import { paintedStream } from './support/fake-camera.ts';
import { loadAhead, SightStage } from './support/sight-stage.ts';

before(loadAhead);

const markup = (attributes = ''): string => `<gemini-live visualizer="none" ${attributes}></gemini-live>`;

for (const engine of ENGINES) {
  describe(`what the model sees (engine ${engine})`, () => {
    let sight: SightStage;
    afterEach(() => sight.close());

    it('is the camera, from the beginning', async () => {
      sight = await SightStage.open({ engine, markup: markup('video="camera"') });
      const { camera, stage } = sight;
      camera.answer = () => Promise.resolve(paintedStream({ width: 1280, height: 720 }));
      await stage.element.start();
      await stage.twin.wait({ for: 'video' });
      const [picture] = await sight.pictures();
      expect(`${picture!.width}×${picture!.height}`).to.equal('768×432');
      expect([colour(picture!.at(0.25, 0.5)), colour(picture!.at(0.75, 0.5))]).to.deep.equal(['red', 'blue']);
      expect(camera.calls).to.deep.equal([
        {
          given: 'camera',
          video: {
            facingMode: 'user',
            width: { ideal: 1280 },
            height: { ideal: 720 },
            frameRate: { ideal: 15 },
          },
        },
      ]);
      await stage.twin.wait({ for: 'audio' });
      expect(stage.microphone.calls).to.deep.equal([{ audio: stage.microphone.calls[0]!.audio }]);
      await stage.element.stop();
      expect(camera.lights, 'lights').to.equal(0);
      expect(stage.element.video, 'it is a wish').to.equal('camera');
    });

    it('is one picture a second', async () => {
      sight = await SightStage.open({ engine, markup: markup('video="camera"') });
      const { stage } = sight;
      await stage.element.start();
      await stage.twin.wait({ for: 'video', count: 5 });
      const times = (await stage.received()).messages.filter(({ kind }) => kind === 'video');
      const seconds = (times[4]!.at - times[1]!.at) / 1000;
      // Three intervals, as they arrive over a machine that may be busy; each to the millisecond: see VideoFeed.
      expect(seconds).to.be.within(2.7, 8);
    });

    it('is what startVideo() says, until stopVideo()', async () => {
      sight = await SightStage.open({ engine });
      const { camera, stage } = sight;
      const { element } = stage;
      element.sendText('Look.');
      await stage.state('listening');
      await element.startVideo();
      expect(camera.lights).to.equal(1);
      await stage.twin.wait({ for: 'video' });
      await element.startVideo('camera');
      expect(camera.calls, 'the same again').to.have.length(1);
      element.stopVideo();
      await element.updateComplete;
      await stage.frames(() => camera.lights === 0);
      const before = (await sight.kinds()).filter((kind) => kind === 'video').length;
      await sight.mark('And now?');
      expect((await sight.kinds()).filter((kind) => kind === 'video')).to.have.length(before);
      expect(stage.microphone.calls, 'no microphone').to.deep.equal([]);
    });

    it('goes on after the line was lost; nothing is kept for it meanwhile', async () => {
      sight = await SightStage.open({ engine, markup: markup('video="screen"') });
      const { camera, stage } = sight;
      await stage.element.start();
      await stage.twin.wait({ for: 'video' });
      await stage.twin.terminate();
      await stage.state('reconnecting');
      await stage.state('listening');
      await stage.twin.wait({ for: 'video', connection: 2 });
      expect(camera.calls, 'the visitor is not asked again').to.have.length(1);
      expect((await sight.kinds()).filter((kind) => kind === 'video')).to.have.length(1);
    });
  });
}

describe('what the model sees', () => {
  let sight: SightStage;
  afterEach(() => sight.close());

  for (const [resolution, size] of [
    ['low', '384×216'],
    ['medium', '768×432'],
    ['high', '1536×864'],
  ] as const) {
    it(`is sized for media-resolution="${resolution}"`, async () => {
      sight = await SightStage.open({ markup: markup(`video="camera" media-resolution="${resolution}"`) });
      const { camera, stage } = sight;
      camera.answer = () => Promise.resolve(paintedStream({ width: 1920, height: 1080 }));
      await stage.element.start();
      await stage.twin.wait({ for: 'video' });
      const [picture] = await sight.pictures();
      expect(`${picture!.width}×${picture!.height}`).to.equal(size);
    });
  }

  it('is the camera that the page asks for', async () => {
    sight = await SightStage.open({ markup: markup('video="camera"') });
    const { camera, stage } = sight;
    const videoConstraints = { facingMode: 'environment', width: { ideal: 640 }, torch: true };
    stage.element.options = { ...stage.element.options, videoConstraints };
    await stage.element.start();
    await stage.twin.wait({ for: 'video' });
    expect(camera.calls[0]!.video).to.deep.equal({
      facingMode: 'environment',
      width: { ideal: 640 },
      height: { ideal: 720 },
      frameRate: { ideal: 15 },
      torch: true,
    });
  });

  it('waits for the next conversation when none runs', async () => {
    sight = await SightStage.open();
    const { camera, stage } = sight;
    await stage.element.startVideo('screen');
    expect(camera.calls).to.deep.equal([]);
    await stage.element.start();
    await stage.twin.wait({ for: 'video' });
    expect(camera.calls.map(({ given }) => given)).to.deep.equal(['screen']);
  });

  it('changes at any time, one light at most', async () => {
    sight = await SightStage.open();
    const { camera, stage } = sight;
    const { element } = stage;
    await element.start();
    camera.answer = (_, given) =>
      Promise.resolve(paintedStream({}, given === 'camera' ? ['#f00', '#f00'] : ['#0f0', '#0f0']));
    for (const source of ['camera', 'screen', 'camera'] as const) {
      await element.startVideo(source);
      expect(camera.lights).to.equal(1);
    }
    await stage.twin.wait({ for: 'video', count: 3 });
    const colours = (await sight.pictures()).map(({ at }) => colour(at(0.5, 0.5)));
    expect(colours.slice(0, 3)).to.deep.equal(['red', 'green', 'red']);
    for (const source of ['screen', 'off', 'camera', 'screen', 'off', 'camera', 'off'] as const) {
      element.video = source;
      await element.updateComplete;
      expect(camera.lights).to.be.lessThan(2);
    }
    await sight.mark('Nothing?');
    await stage.frames(() => camera.lights === 0);
    const before = (await sight.kinds()).filter((kind) => kind === 'video').length;
    await sight.mark('Still nothing?');
    expect((await sight.kinds()).filter((kind) => kind === 'video')).to.have.length(before);
    expect(camera.lights).to.equal(0);
  });

  it('is nothing that was granted too late', async () => {
    sight = await SightStage.open();
    const { camera, stage } = sight;
    const { element } = stage;
    await element.start();
    const grant = camera.hold();
    const first = rejection(element.startVideo('camera'));
    await stage.frames(() => camera.calls.length === 1);
    const second = rejection(element.startVideo('screen'));
    await stage.frames(() => camera.calls.length === 2);
    element.stopVideo();
    expect((await first).name).to.equal('AbortError');
    expect((await second).name).to.equal('AbortError');
    grant();
    await stage.frames(() => camera.tracks.length === 2);
    expect(camera.lights).to.equal(0);
    await sight.mark('Nothing?');
    expect(await sight.kinds()).not.to.include('video');
  });

  it('is nothing once the conversation was ended, whenever that is', async () => {
    sight = await SightStage.open({ markup: markup('video="camera"') });
    const { camera, stage } = sight;
    const { element } = stage;
    const grant = camera.hold();
    const starting = rejection(element.start());
    await stage.frames(() => camera.calls.length === 1);
    const waiting = rejection(element.startVideo('camera'));
    await stage.twin.wait({ for: 'setup' });
    await element.stop();
    expect((await starting).name).to.equal('AbortError');
    expect((await waiting).name).to.equal('AbortError');
    grant();
    await stage.frames(() => camera.tracks.length === 1);
    expect(camera.lights).to.equal(0);
    camera.answer = () => Promise.resolve(paintedStream());
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const started = element.start().catch(() => undefined);
      for (let turn = 0; turn < 5 * attempt; turn += 1) await Promise.resolve();
      await element.stop();
      await started;
    }
    await stage.expectReleased();
  });

  it('is not what muting the microphone is about', async () => {
    sight = await SightStage.open({ markup: markup('video="camera" muted') });
    const { stage } = sight;
    await stage.element.start();
    await stage.twin.wait({ for: 'video', count: 2 });
    expect(stage.microphone.calls).to.deep.equal([]);
  });

  it('is one thing for each element, and nothing for one that is removed', async () => {
    sight = await SightStage.open({ markup: markup('video="camera"') });
    const { camera, stage } = sight;
    const other = stage.stand(markup('video="screen"'));
    other.options = { ...other.options, alongside: true };
    await Promise.all([stage.element.start(), other.start()]);
    await stage.twin.wait({ for: 'video', connection: 1 });
    await stage.twin.wait({ for: 'video', connection: 2 });
    expect(camera.lights).to.equal(2);
    document.body.append(stage.element);
    other.remove();
    await stage.frames(() => camera.lights === 1);
    expect(camera.calls.map(({ given }) => given).sort()).to.deep.equal(['camera', 'screen']);
    expect(stage.element.state).not.to.equal('ended');
  });
});

describe('what the model sees of the browser’s own camera', () => {
  it('is a picture a second, and the light goes out', async () => {
    const stage = await Stage.open({ markup: markup('video="camera"') });
    stage.microphone.close();
    const given: MediaStream[] = [];
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia;
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask.call(mediaDevices, constraints);
      given.push(stream);
      return stream;
    };
    stage.element.sendText('Look.');
    await stage.twin.wait({ for: 'video', count: 2 });
    expect(given.map(({ active }) => active)).to.deep.equal([true]);
    await stage.element.stop();
    expect(given.map(({ active }) => active)).to.deep.equal([false]);
    mediaDevices.getUserMedia = ask;
    await stage.close();
  });
});
