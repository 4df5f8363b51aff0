import { expect } from '@open-wc/testing';
import { can } from '../engines.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { amplitudeAt, db, soundIn } from '../support/signals.ts';
import { samplesOf } from './support/foreign-audio.ts';
import { Loudspeaker } from './support/loudspeaker.ts';

const RATE = 16_000;
const HZ = 440;
const AMPLITUDE = 0.5;
const tone = (seconds: number) => ({
  kind: 'tone' as const,
  hz: HZ,
  amplitude: AMPLITUDE,
  seconds,
  delayMs: 10,
});
const element = (attributes = ''): string =>
  `<gemini-live silence-duration-ms="300" visualizer="none" transcription="none" ${attributes}></gemini-live>`;
/** From a loud speaker beside the microphone to a soft one at the other end of the desk, with no canceller between. */
const ROOMS = [
  { db: -6, delayMs: 20 },
  { db: -20, delayMs: 80 },
];

for (const engine of ENGINES) {
  for (const room of ROOMS) {
    describe(`the echo of a loudspeaker, ${room.db} dB after ${room.delayMs} ms (engine ${engine})`, () => {
      let stage: Stage;
      let loudspeaker: Loudspeaker;
      afterEach(() => {
        loudspeaker.close();
        return stage.close();
      });

      const open = async (attributes: string, answers: object[], options: object = {}): Promise<void> => {
        stage = await Stage.open({
          engine,
          markup: element(attributes),
          twin: { script: { answers: answers as never } },
        });
        stage.element.options = { ...stage.element.options, ...options };
        loudspeaker = new Loudspeaker((stream) => stage.microphone.hear(stream, room));
        await stage.element.start();
        await stage.twin.wait({ for: 'audio', count: 2 });
      };
      const pcm = async (): Promise<Float32Array> => {
        const { audio } = await stage.twin.received({ pcm: true });
        return samplesOf(audio.pcm);
      };
      /** The loudest tenth of a second of the model's tone that the twin was sent, against the tone itself, dB. */
      const echo = async (): Promise<number> => {
        const samples = await pcm();
        let most = 1e-6;
        for (let at = 0; at + RATE / 10 <= samples.length; at += RATE / 20) {
          most = Math.max(most, amplitudeAt(samples.subarray(at, at + RATE / 10), HZ, RATE));
        }
        return db(most / AMPLITUDE);
      };
      const interruptions = (): number => stage.of('gemini-live-interrupted').length;
      const spoken = (): number => stage.states.filter((state) => state === 'speaking').length;
      const more = async (frames: number): Promise<void> => {
        const { audio } = await stage.received();
        await stage.twin.wait({ for: 'audio', count: audio.frames + frames });
      };

      it('with plain settings the model interrupts itself', async () => {
        await open('', [tone(10), { kind: 'none' }]);
        stage.element.sendText('Talk.');
        await stage.until(() => interruptions() > 0);
        // It is silenced within a few frames: too little for a spectrum.
        expect(soundIn(await pcm(), 0.005).first).to.be.least(0);
      });

      it('with activity-handling="no-interruption" it is heard to its end; the echo is sent all the same', async () => {
        await open('activity-handling="no-interruption"', [tone(1.5), { kind: 'none' }]);
        stage.element.sendText('Talk.');
        await stage.state('speaking');
        await stage.frames(() => stage.element.inputLevel > 0);
        // A busy machine may have to wait for the rest.
        await stage.until(() => stage.element.playedMs === 1500 && stage.element.state === 'listening');
        expect(interruptions()).to.equal(0);
        expect(await echo()).to.be.closeTo(room.db, 3);
      });

      if (can('steady-room')) {
        it('with half duplex nothing of it is sent, and what the visitor says then arrives whole', async () => {
          await open('', [tone(1.5), tone(0.2)], { halfDuplex: true });
          const { element, microphone } = stage;
          element.sendText('Talk.');
          await stage.state('speaking');
          await stage.twin.wait({ for: 'audioStreamEnd' });
          const before = (await stage.received()).audio.frames;
          let level = 0;
          const watch = (): boolean => {
            if (element.state === 'speaking') level = Math.max(level, element.inputLevel);
            return element.state !== 'speaking';
          };
          await stage.frames(watch);
          expect(level, 'input level').to.equal(0);
          expect(element.playedMs).to.equal(1500);
          await stage.twin.wait({ for: 'audio', count: before + 1 });
          expect(await echo()).to.be.below(-60);
          microphone.sayFor(0.4);
          await stage.until(() => spoken() === 2);
          expect(interruptions()).to.equal(0);
          const samples = await pcm();
          const word = soundIn(samples, 0.02);
          expect((word.last - word.first) / RATE).to.be.closeTo(0.4, 0.02);
          // A frame that was missing would leave 20 ms; a busy machine's own gaps are shorter.
          expect(word.longestGap / RATE).to.be.below(0.019);
        });

        it('… nor while the page is busy', async () => {
          await open('', [{ ...tone(0.8), delayMs: 100 }], { halfDuplex: true });
          stage.element.sendText('Talk.');
          await stage.twin.wait({ for: 'text' });
          // The page's thread stands still from before the answer to its middle, whatever else the machine does.
          for (const until = performance.now() + 600; performance.now() < until;);
          await stage.until(() => spoken() > 0);
          await stage.state('listening');
          await more(20);
          expect(interruptions()).to.equal(0);
          expect(await echo()).to.be.below(-60);
        });
      }

      it('half duplex, the visitor silences the model by the page’s own button, and is heard again', async () => {
        await open('', [tone(30), { kind: 'none' }], { halfDuplex: true });
        stage.element.sendText('Talk.');
        await stage.state('speaking');
        await stage.twin.wait({ for: 'audioStreamEnd' });
        stage.element.interrupt();
        await stage.until(() => interruptions() > 0);
        await more(5);
      });

      it('half duplex may be switched on in the middle of an answer', async () => {
        await open('activity-handling="no-interruption"', [tone(4), { kind: 'none' }]);
        const { element } = stage;
        element.sendText('Talk.');
        await stage.state('speaking');
        await stage.frames(() => element.inputLevel > 0);
        element.options = { ...element.options, halfDuplex: true };
        await stage.twin.wait({ for: 'audioStreamEnd' });
        await stage.frames(() => element.inputLevel === 0);
        const { frames } = (await stage.received()).audio;
        await stage.until(() => element.state !== 'speaking');
        expect((await stage.received()).audio.frames).to.equal(frames);
        await more(1);
      });
    });
  }
}

describe('half duplex and push to talk', () => {
  it('a press silences the model, and what is said goes out at once', async () => {
    const stage = await Stage.open({
      markup: element('vad="manual"'),
      twin: { script: { answers: [tone(30), tone(0.2)] } },
    });
    const { microphone, twin } = stage;
    stage.element.options = { ...stage.element.options, halfDuplex: true };
    await stage.element.start();
    stage.element.sendText('Talk.');
    await stage.state('speaking');
    microphone.speak();
    await stage.frames(() => stage.element.inputLevel > 0);
    stage.element.startActivity();
    await twin.wait({ for: 'audio', count: 10 });
    const { messages } = await stage.received();
    stage.element.endActivity();
    await stage.until(() => stage.of('gemini-live-interrupted').length > 0);
    expect(stage.of('gemini-live-interrupted')).to.have.length(1);
    const kinds = messages.map(({ kind }) => kind);
    expect(kinds.slice(0, 4)).to.deep.equal(['setup', 'text', 'activityStart', 'audio']);
    await stage.close();
  });
});

describe('what the browser’s own canceller needs', () => {
  let stage: Stage;
  let loudspeaker: Loudspeaker;
  afterEach(() => {
    loudspeaker.close();
    return stage.close();
  });

  for (const audioConstraints of [undefined, { noiseSuppression: false, channelCount: 2 }]) {
    it(`is asked for, at the device’s rate, on the way that it hears (constraints ${JSON.stringify(audioConstraints)})`, async () => {
      const plain = new AudioContext();
      const { sampleRate } = plain;
      await plain.close();
      stage = await Stage.open();
      const { element, microphone } = stage;
      if (audioConstraints) element.options = { ...element.options, audioConstraints };
      loudspeaker = new Loudspeaker(() => undefined);
      await element.start();
      const [asked] = microphone.calls;
      expect(asked?.audio).to.deep.include({ echoCancellation: true });
      expect(asked?.audio).to.not.have.any.keys('sampleRate', 'latency');
      expect(loudspeaker.outlets.map(({ context }) => context.sampleRate)).to.deep.equal([sampleRate]);
      const detours = loudspeaker.outlets.filter(({ context }) => loudspeaker.detours.includes(context));
      expect(detours, 'sound that leaves by a stream').to.deep.equal([]);
      expect(document.querySelectorAll('audio, video')).to.have.length(0);
      expect(element.shadowRoot?.querySelectorAll('audio')).to.have.length(0);
    });
  }
});
