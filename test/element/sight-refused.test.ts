import { expect } from '@open-wc/testing';
import { rejection } from '../support/conversation-harness.ts';
import { paintedStream } from './support/fake-camera.ts';
import { SightStage } from './support/sight-stage.ts';

const markup = (attributes = ''): string => `<gemini-live visualizer="none" ${attributes}></gemini-live>`;

describe('what the model cannot see', () => {
  let sight: SightStage;
  const undo: (() => void)[] = [];
  afterEach(async () => {
    for (const back of undo.splice(0)) back();
    await sight.close();
  });

  /** Puts a value in the place of the browser's, until the test is over. */
  const pretend = (object: object, name: string, value: unknown): void => {
    const own = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { configurable: true, value });
    undo.push(() => {
      Reflect.deleteProperty(object, name);
      if (own) Object.defineProperty(object, name, own);
    });
  };
  const forbids = (feature: string) => ({ allowsFeature: (asked: string) => asked !== feature });

  /** It was tried, and the page was told once; the conversation goes on, without video. */
  const expectWithout = async (code: string, sentence: string): Promise<void> => {
    const { camera, stage } = sight;
    await stage.until(() => stage.warnings.includes(code));
    expect(stage.warnings).to.deep.equal([code]);
    expect(stage.consoleWarnings.join()).to.contain(sentence);
    expect(stage.element.video).to.equal('off');
    expect(camera.lights).to.equal(0);
    await sight.mark('Do you hear me?');
    await stage.state('listening');
    expect(await sight.kinds()).not.to.include('video');
    expect(stage.errors).to.deep.equal([]);
  };

  for (const [name, source, code, rejected, sentence] of [
    ['NotAllowedError', 'camera', 'camera-denied', 'NotAllowedError', 'refused the camera'],
    ['NotAllowedError', 'screen', 'screen-denied', 'NotAllowedError', 'refused the screen'],
    ['SecurityError', 'camera', 'camera-denied', 'SecurityError', 'refused the camera'],
    ['InvalidStateError', 'screen', 'screen-denied', 'InvalidStateError', 'click or key press'],
    ['NotFoundError', 'camera', 'camera-missing', 'NotFoundError', 'options.videoConstraints'],
    ['OverconstrainedError', 'camera', 'camera-missing', 'OverconstrainedError', 'options.videoConstraints'],
    ['NotReadableError', 'camera', 'camera-busy', 'NotReadableError', 'in use elsewhere'],
    ['AbortError', 'camera', 'camera-busy', 'NotReadableError', 'in use elsewhere'],
    ['UnheardOfError', 'screen', 'screen-missing', 'UnheardOfError', 'UnheardOfError'],
  ] as const) {
    it(`${name} of the ${source} is ${code}`, async () => {
      sight = await SightStage.open();
      sight.camera.refuse(name);
      await sight.stage.element.start();
      const error = await rejection(sight.stage.element.startVideo(source));
      expect(error.name).to.equal(rejected);
      expect(error.message).to.contain(sentence);
      await expectWithout(code, sentence);
    });
  }

  it('can be asked for again, and is then there', async () => {
    sight = await SightStage.open({ markup: markup('video="camera"') });
    const { camera, stage } = sight;
    camera.refuse('NotReadableError');
    await stage.element.start();
    await stage.until(() => stage.warnings.length === 1);
    await rejection(stage.element.startVideo('camera'));
    expect(stage.warnings, 'told once').to.deep.equal(['camera-busy']);
    camera.answer = () => Promise.resolve(paintedStream());
    await stage.element.startVideo('camera');
    await stage.twin.wait({ for: 'video' });
    expect(stage.element.video).to.equal('camera');
  });

  for (const [source, object, name, value, code, rejected, sentence] of [
    ['camera', window, 'isSecureContext', false, 'camera-denied', 'SecurityError', 'HTTPS'],
    ['screen', window, 'isSecureContext', false, 'screen-denied', 'SecurityError', 'HTTPS'],
    [
      'camera',
      document,
      'permissionsPolicy',
      forbids('camera'),
      'camera-denied',
      'NotAllowedError',
      'camera=(self)',
    ],
    [
      'screen',
      document,
      'featurePolicy',
      forbids('display-capture'),
      'screen-denied',
      'NotAllowedError',
      'allow="display-capture"',
    ],
  ] as const) {
    it(`${source}, when ${name} says so: nobody is asked`, async () => {
      sight = await SightStage.open();
      await sight.stage.element.start();
      if (name === 'featurePolicy') pretend(document, 'permissionsPolicy', undefined);
      pretend(object, name, value);
      const error = await rejection(sight.stage.element.startVideo(source));
      expect(error.name).to.equal(rejected);
      expect(sight.camera.calls).to.deep.equal([]);
      await expectWithout(code, sentence);
    });
  }

  it('a screen, on a phone', async () => {
    sight = await SightStage.open();
    await sight.stage.element.start();
    pretend(navigator.mediaDevices, 'getDisplayMedia', undefined);
    const error = await rejection(sight.stage.element.startVideo('screen'));
    expect(error.name).to.equal('NotSupportedError');
    await expectWithout('screen-missing', 'cannot share a screen');
  });

  it('a camera that is taken away', async () => {
    sight = await SightStage.open({ markup: markup('video="camera"') });
    const { camera, stage } = sight;
    await stage.element.start();
    await stage.twin.wait({ for: 'video' });
    camera.unplug();
    await stage.until(() => stage.warnings.length === 1);
    expect(stage.warnings).to.deep.equal(['camera-lost']);
    expect(stage.element.video).to.equal('off');
    expect(stage.element.state).to.equal('listening');
    expect(camera.calls).to.have.length(1);
  });

  it('a screen that the visitor shares no longer: their wish, and no word of it', async () => {
    sight = await SightStage.open({ markup: markup('video="screen"') });
    const { camera, stage } = sight;
    await stage.element.start();
    await stage.twin.wait({ for: 'video' });
    camera.unplug();
    expect(stage.element.video).to.equal('off');
    const before = (await sight.kinds()).filter((kind) => kind === 'video').length;
    await sight.mark('Gone?');
    expect((await sight.kinds()).filter((kind) => kind === 'video')).to.have.length(before);
    expect(stage.warnings).to.deep.equal([]);
    await stage.element.startVideo('screen');
    expect(camera.lights).to.equal(1);
  });

  for (const model of ['gemini-3.5-live-translate-preview', 'gemini-3.5-transcribe-live']) {
    it(`anything, with a model that only hears (${model})`, async () => {
      sight = await SightStage.open({ markup: markup(`video="camera" model="${model}"`) });
      const { camera, stage } = sight;
      await stage.element.start();
      await stage.until(() => stage.element.video === 'off');
      await stage.until(() => stage.warnings.includes('not-supported-by-model'));
      expect(stage.consoleWarnings.join()).to.contain('sees nothing');
      expect((await rejection(stage.element.startVideo('camera'))).name).to.equal('NotSupportedError');
      const refused = await rejection(stage.element.sendImage(new Blob(['x'])));
      expect(refused).to.deep.include({ name: 'GeminiLiveError', code: 'config' });
      expect(refused.message).to.contain(model).and.to.contain('sees nothing');
      await stage.twin.wait({ for: 'audio', count: 10 });
      expect(await sight.kinds()).to.deep.equal(['setup']);
      expect(camera.lights).to.equal(0);
      expect(stage.element.state).to.equal('listening');
    });
  }

  it('more than two minutes of, when the page takes compression away: it is told once', async () => {
    sight = await SightStage.open({ markup: markup('video="camera"') });
    const { stage } = sight;
    stage.element.config = { contextWindowCompression: null } as never;
    await stage.element.start();
    await stage.twin.wait({ for: 'video' });
    await stage.element.startVideo('screen');
    await stage.until(() => stage.warnings.length > 0);
    expect(stage.warnings).to.deep.equal(['short-session']);
    expect(stage.consoleWarnings.join()).to.contain('two minutes');
  });
});
