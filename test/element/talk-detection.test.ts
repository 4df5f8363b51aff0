import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';
import { turnDelays } from './support/turn-delays.ts';

const tone = (seconds: number) => ({ kind: 'tone' as const, hz: 440, seconds, delayMs: 0 });
const BRIEF = { script: { answers: [tone(0.2)] } };
const element = (attributes: string): string =>
  `<gemini-live visualizer="none" transcription="none" ${attributes}></gemini-live>`;

/** A sine of this RMS, dBFS. */
const amplitude = (db: number): number => 10 ** (db / 20) * Math.SQRT2;

describe('what the service takes for a turn', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const more = async (ms: number): Promise<void> => {
    const { audio } = await stage.received();
    await stage.twin.wait({ for: 'audio', count: audio.frames + Math.ceil(ms / 20) });
  };

  for (const [attributes, least, most] of [
    ['silence-duration-ms="200"', 190, 300],
    ['silence-duration-ms="1500"', 1490, 1600],
    ['end-sensitivity="high"', 490, 600],
    ['end-sensitivity="low"', 990, 1100],
  ] as const) {
    it(`ends as ${attributes} says`, async () => {
      stage = await Stage.open({ markup: element(attributes), twin: { ...BRIEF, record: true } });
      await stage.element.start();
      await stage.say();
      await stage.state('speaking');
      await stage.element.stop();
      const [recording = ''] = await stage.twin.recordings();
      expect(turnDelays(recording)).to.have.length(1);
      expect(turnDelays(recording)[0]).to.be.within(least, most);
    });
  }

  it('begins only after prefix-padding-ms of speech', async () => {
    stage = await Stage.open({
      markup: element('prefix-padding-ms="600" silence-duration-ms="200"'),
      twin: BRIEF,
    });
    await stage.element.start();
    stage.microphone.speak();
    await more(200);
    stage.microphone.hush();
    await more(800);
    expect(stage.states, 'a short sound').to.deep.equal(['connecting', 'listening']);
    stage.microphone.speak();
    await more(900);
    stage.microphone.hush();
    await stage.state('speaking');
  });

  for (const [sensitivity, heard] of [
    ['high', true],
    ['low', false],
  ] as const) {
    it(`begins ${heard ? 'also' : 'not'} with a soft voice, start-sensitivity="${sensitivity}"`, async () => {
      stage = await Stage.open({
        markup: element(`start-sensitivity="${sensitivity}" silence-duration-ms="200"`),
        twin: BRIEF,
      });
      await stage.element.start();
      stage.microphone.speak(amplitude(-45));
      await more(500);
      stage.microphone.hush();
      if (heard) return stage.state('speaking');
      await more(600);
      expect(stage.states).to.deep.equal(['connecting', 'listening']);
      await stage.say();
      return stage.state('speaking');
    });
  }

  it('interrupts the model, except with activity-handling="no-interruption"', async () => {
    for (const handling of ['interrupts', 'no-interruption'] as const) {
      stage = await Stage.open({
        markup: element(`activity-handling="${handling}" silence-duration-ms="200"`),
        twin: { script: { answers: [tone(3), tone(0.2)] } },
      });
      stage.element.sendText('Talk.');
      await stage.state('speaking');
      await stage.element.start();
      await stage.say();
      if (handling === 'interrupts') {
        await stage.until(() => stage.of('gemini-live-interrupted').length > 0);
        await stage.close();
      } else {
        await stage.frames(() => stage.element.playedMs > 2900);
        expect(stage.of('gemini-live-interrupted')).to.deep.equal([]);
        await stage.state('listening');
      }
    }
  }).timeout(30_000);

  it('holds what turn-coverage says: only the speech, or all that was sent since the last', async () => {
    const seconds: number[] = [];
    for (const coverage of ['only-activity', 'all-input'] as const) {
      stage = await Stage.open({
        markup: element(`turn-coverage="${coverage}" silence-duration-ms="200"`),
        twin: { script: { answers: [{ kind: 'parrot', delayMs: 0 }] } },
      });
      stage.element.options = { ...stage.element.options, record: true };
      await stage.element.start();
      await more(1500);
      await stage.say();
      await stage.state('speaking');
      await stage.state('listening');
      const { size = 44 } = stage.element.recording() ?? {};
      seconds.push((size - 44) / 48_000);
      if (coverage === 'only-activity') await stage.close();
    }
    const [activity = 0, all = 0] = seconds;
    expect(activity).to.be.within(0.4, 1.2);
    expect(all - activity).to.be.greaterThan(1.2);
  }).timeout(30_000);
});
