import { expect } from '@open-wc/testing';
import { ENGINES, rejection } from '../support/conversation-harness.ts';
import { GeminiLiveError } from '../../src/errors.ts';
import { colour } from '../video/support/pixels.ts';
import { bmp, pngHeader, pngOf, quarters, withExif } from '../video/support/files.ts';
import { SightStage } from './support/sight-stage.ts';

for (const engine of ENGINES) {
  describe(`pictures (engine ${engine})`, () => {
    let sight: SightStage;
    afterEach(() => sight.close());

    it('begin a conversation, without microphone or camera, and the answer is about them', async () => {
      sight = await SightStage.open({ engine });
      const { camera, stage } = sight;
      await stage.element.sendImage(withExif(await quarters(3000, 2000), 6, 'Bahnhofstrasse 1'));
      stage.element.sendText('What is this?');
      await stage.state('speaking');
      expect(await sight.kinds()).to.deep.equal(['setup', 'video', 'text']);
      const [picture] = await sight.pictures();
      expect(`${picture!.width}×${picture!.height}`).to.equal('1024×1536');
      expect(colour(picture!.at(0.2, 0.2))).to.equal('blue');
      expect(stage.microphone.calls).to.deep.equal([]);
      expect(camera.calls).to.deep.equal([]);
    });

    it('keep their order, and one that is none holds up no other', async () => {
      sight = await SightStage.open({ engine });
      const { stage } = sight;
      await stage.element.start();
      const results = await Promise.allSettled(
        [
          await pngOf(4000, 3000),
          new Blob(['?'], { type: 'image/png' }),
          bmp(30, 20),
          await quarters(64, 48),
        ].map((file) => stage.element.sendImage(file)),
      );
      expect(results.map(({ status }) => status)).to.deep.equal([
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      await stage.twin.wait({ for: 'video', count: 3 });
      const sizes = (await sight.pictures()).map(({ height, width }) => `${width}×${height}`);
      expect(sizes).to.deep.equal(['1536×1152', '30×20', '64×48']);
    });

    it('are kept while the line is down', async () => {
      sight = await SightStage.open({ engine });
      const { stage } = sight;
      await stage.element.start();
      await stage.twin.terminate();
      await stage.state('reconnecting');
      await stage.element.sendImage(bmp(30, 20));
      expect(stage.element.state).to.equal('reconnecting');
      await stage.twin.wait({ for: 'video', connection: 2 });
    });
  });
}

describe('pictures', () => {
  let sight: SightStage;
  afterEach(() => sight.close());

  it('that are none are refused with a sentence for the developer, and nothing else happens', async () => {
    sight = await SightStage.open();
    const { stage } = sight;
    await stage.element.start();
    for (const [file, sentence] of [
      [new Blob([]), 'The picture is empty.'],
      ['x' as unknown as Blob, 'sendImage() takes a Blob or File.'],
      [new Blob(['<svg/>'], { type: 'image/svg+xml' }), 'SVG is refused'],
      [new Blob([pngHeader(64, 64)]), 'damaged'],
    ] as const) {
      const error = await rejection(stage.element.sendImage(file));
      expect(error).to.be.instanceOf(GeminiLiveError);
      expect(error.code).to.equal('config');
      expect(error.message).to.contain(sentence);
    }
    expect(stage.errors).to.deep.equal([]);
    await sight.mark('Still here?');
    expect(await sight.kinds()).to.deep.equal(['setup', 'text']);
  });

  it('are dropped with the conversation that they were for', async () => {
    sight = await SightStage.open({ twin: { setupDelayMs: 1000 } });
    const { stage } = sight;
    const sent = rejection(stage.element.sendImage(bmp(30, 20)));
    await stage.twin.wait({ for: 'setup' });
    await stage.element.stop();
    expect((await sent).name).to.equal('AbortError');
    expect(await sight.kinds()).to.deep.equal(['setup']);
  });

  it('are scaled for a low resolution', async () => {
    sight = await SightStage.open({
      markup: '<gemini-live visualizer="none" media-resolution="low"></gemini-live>',
    });
    const { stage } = sight;
    await stage.element.sendImage(await quarters(2000, 1000));
    await stage.twin.wait({ for: 'video' });
    const [picture] = await sight.pictures();
    expect(`${picture!.width}×${picture!.height}`).to.equal('768×384');
  });
});
