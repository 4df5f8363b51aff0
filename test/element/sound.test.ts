import { expect } from '@open-wc/testing';
import { GeminiLiveError } from '../../src/errors.ts';
import { ENGINES, rejection, Stage } from '../support/conversation-harness.ts';
import { amplitudeAt, sinad, sine } from '../support/signals.ts';
import { wavFile } from '../support/wav.ts';
import { samplesOf } from './support/foreign-audio.ts';

const RATE = 44_100;
const MANUAL = '<gemini-live vad="manual" visualizer="none"></gemini-live>';

/** Seconds of a tone between silence, stereo. */
const recording = (seconds: number, frequency = 440): Blob => {
  const tone = sine(frequency, RATE, seconds * RATE);
  return wavFile([tone, tone], { rate: RATE, bits: 24, extensible: true });
};

/** Kinds of what the twin was sent, frames in a row as one. */
const kindsOf = async (stage: Stage): Promise<string[]> => {
  const { messages } = await stage.received();
  return messages.map(({ kind }) => kind).filter((kind, i, all) => kind !== 'audio' || all[i - 1] !== kind);
};

for (const engine of ENGINES) {
  describe(`sendAudio() of a recording (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    it('starts a conversation without a microphone, and is answered', async () => {
      stage = await Stage.open({ engine });
      await stage.element.sendAudio(recording(1));
      await stage.state('speaking');
      expect(stage.microphone.calls).to.deep.equal([]);
      expect(await kindsOf(stage)).to.deep.equal(['setup', 'audio', 'audioStreamEnd']);
      const { audio, messages } = await stage.twin.received({ pcm: true });
      expect(audio.samples).to.equal(16_000);
      expect(audio.rate).to.equal(16_000);
      expect(messages.filter(({ kind }) => kind === 'audio')).to.have.length(10);
      const heard = samplesOf(audio.pcm).subarray(4000, 12_000);
      expect(amplitudeAt(heard, 440, 16_000)).to.be.closeTo(0.5, 0.003);
      expect(sinad(heard, 440, 16_000)).to.be.greaterThan(75);
    });

    it('goes between the microphone’s frames, none of which mix in', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone, twin } = stage;
      await element.start();
      microphone.speak();
      await twin.wait({ for: 'audio', count: 10 });
      await element.sendAudio(recording(1));
      await twin.wait({ for: 'audioStreamEnd', count: 2 });
      const { audio, messages } = await stage.twin.received({ pcm: true });
      const ends = messages.flatMap(({ kind }, i) => (kind === 'audioStreamEnd' ? [i] : []));
      expect(messages.slice(ends[0], ends[1]).filter(({ kind }) => kind === 'audio')).to.have.length(10);
      await twin.wait({ for: 'audio', count: audio.frames + 5 });
      const after = (await stage.twin.received({ pcm: true })).audio;
      expect(after.frames, 'the microphone goes on').to.be.greaterThan(audio.frames);
    });

    it('leaves a muted microphone muted', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      await element.start();
      await twin.wait({ for: 'audio', count: 5 });
      element.muted = true;
      await twin.wait({ for: 'audioStreamEnd' });
      const before = (await stage.received()).audio.frames;
      await element.sendAudio(recording(1));
      await twin.wait({ for: 'audioStreamEnd', count: 2 });
      await stage.state('speaking');
      await stage.state('listening');
      expect((await stage.received()).audio.frames).to.equal(before + 10);
    });

    it('is a turn of its own where the visitor marks the turns', async () => {
      stage = await Stage.open({ engine, markup: MANUAL });
      const { element } = stage;
      await element.start();
      await element.sendAudio(recording(0.25));
      await stage.state('thinking');
      await stage.state('speaking');
      expect(await kindsOf(stage)).to.deep.equal(['setup', 'activityStart', 'audio', 'activityEnd']);
      expect((await stage.received()).audio.samples).to.equal(4000);
    });

    it('ends what the visitor is saying when the button is held', async () => {
      stage = await Stage.open({ engine, markup: MANUAL });
      const { element, twin } = stage;
      await element.start();
      element.startActivity();
      await twin.wait({ for: 'audio', count: 5 });
      await element.sendAudio(recording(0.5));
      await twin.wait({ for: 'activityEnd', count: 2 });
      element.endActivity();
      element.startActivity();
      await twin.wait({ for: 'activityStart', count: 3 });
      element.endActivity();
      await twin.wait({ for: 'activityEnd', count: 3 });
      const marks = (await kindsOf(stage)).filter((kind) => kind !== 'audio' && kind !== 'setup');
      expect(marks).to.deep.equal(Array(3).fill(['activityStart', 'activityEnd']).flat());
    });

    it('keeps the order of several, and what the line cannot take yet', async () => {
      stage = await Stage.open({ engine, twin: { setupDelayMs: 200 } });
      const { element } = stage;
      await Promise.all([
        element.sendAudio(recording(20, 440)),
        element.sendAudio(recording(0.5, 1000)),
        element.sendAudio(recording(0.5, 2000)),
      ]);
      await stage.twin.wait({ for: 'audioStreamEnd', count: 3 });
      const { audio } = await stage.twin.received({ pcm: true });
      const heard = samplesOf(audio.pcm);
      expect(heard.length).to.equal(21 * 16_000);
      const at = (seconds: number, hz: number): number =>
        amplitudeAt(heard.subarray(seconds * 16_000, (seconds + 0.5) * 16_000), hz, 16_000);
      expect(at(19.5, 440)).to.be.closeTo(0.5, 0.02);
      expect(at(20, 1000)).to.be.closeTo(0.5, 0.02);
      expect(at(20.5, 2000)).to.be.closeTo(0.5, 0.02);
    });

    it('rejects with an AbortError when the conversation ends first', async () => {
      stage = await Stage.open({ engine });
      const asked = new Promise<void>((resolve) => {
        // A token that never comes: nothing can be handed over.
        stage.element.tokenProvider = () => (resolve(), new Promise<never>(() => undefined));
      });
      const sending = rejection(stage.element.sendAudio(recording(0.5)));
      await asked;
      await stage.element.stop();
      expect((await sending).name).to.equal('AbortError');
    });

    it('rejects with a sentence what is no sound; the conversation goes on', async () => {
      stage = await Stage.open({ engine });
      const { element } = stage;
      await element.start();
      const error = await rejection(element.sendAudio(new Blob(['No sound.'])));
      expect(error).to.be.instanceOf(GeminiLiveError);
      expect(error.code).to.equal('config');
      expect(error.message).to.match(/^sendAudio\(\): neither a WAV file nor/);
      expect((await rejection(element.sendAudio(5 as never))).message).to.match(/takes a Blob/);
      expect((await rejection(element.sendAudio(new MediaStream()))).message).to.match(/live audio track/);
      expect(element.state).to.equal('listening');
      await element.sendAudio(recording(0.5));
      await stage.state('speaking');
    });
  });
}
