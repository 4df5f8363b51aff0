import { expect } from '@open-wc/testing';
import { ENGINES, Stage, type StageOptions } from '../support/conversation-harness.ts';
import { turnDelays } from './support/turn-delays.ts';

/** The service’s own silence: 800 ms in the twin. */
const MARKUP = '<gemini-live visualizer="none" transcription="none"></gemini-live>';
const ECHOING = MARKUP.replace(' v', ' activity-handling="no-interruption" v');
const tone = (seconds: number) => ({ kind: 'tone' as const, hz: 440, seconds, delayMs: 10 });
const TURNS = 5;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

for (const engine of ENGINES) {
  describe(`the end of turn, heard locally (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const open = async (hybrid: boolean, options: StageOptions = {}): Promise<Stage> => {
      stage = await Stage.open({ engine, markup: MARKUP, ...options });
      const { element } = stage;
      element.options = { ...element.options, hybridEndOfTurn: hybrid };
      return stage;
    };
    const ends = async (): Promise<number> =>
      (await stage.received()).messages.filter(({ kind }) => kind === 'audioStreamEnd').length;
    const more = async (ms: number): Promise<void> => {
      const { audio } = await stage.received();
      const frameMs = engine === 'inline' ? 80 : 20;
      await stage.twin.wait({ for: 'audio', count: audio.frames + Math.ceil(ms / frameMs) });
    };
    const turn = async (): Promise<void> => {
      stage.microphone.speak();
      await more(400);
      stage.microphone.hush();
      await stage.state('speaking');
      await stage.state('listening');
    };
    const delaysOf = async (hybrid: boolean): Promise<number[]> => {
      const { element } = await open(hybrid, {
        twin: { record: true, script: { answers: [{ ...tone(0.2), delayMs: 0 }] } },
      });
      await element.start();
      for (let i = 0; i < TURNS; i += 1) await turn();
      await element.stop();
      const [recording = ''] = await stage.twin.recordings();
      const delays = turnDelays(recording);
      expect(delays).to.have.length(TURNS);
      return delays;
    };

    it('comes 300 ms sooner', async () => {
      const without = await delaysOf(false);
      expect(await ends()).to.equal(0);
      await stage.close();
      const withIt = await delaysOf(true);
      // On a machine that stutters the service may be first, or a gap be taken for an end.
      expect(await ends()).to.be.within(TURNS - 1, TURNS + 1);
      console.log(`end of turn, ${engine}: ${median(without)} ms, with hybridEndOfTurn ${median(withIt)} ms`);
      expect(median(without)).to.be.within(790, 900);
      expect(median(withIt)).to.be.within(400, 640);
    }).timeout(60_000);

    it('shows that the visitor speaks', async () => {
      const { element, microphone } = await open(true);
      const speaking = (): boolean => element.matches(':state(user-speaking)');
      /** The dot beside the status. */
      const dot = (): boolean => {
        const status = element.shadowRoot?.querySelector('.status');
        return !!status && getComputedStyle(status, '::after').borderTopStyle === 'solid';
      };
      await element.start();
      await more(100);
      expect(speaking()).to.equal(false);
      expect(dot()).to.equal(false);
      microphone.speak();
      await stage.frames(speaking);
      await stage.frames(dot);
      microphone.hush();
      await stage.frames(() => !speaking());
      expect(dot()).to.equal(false);
      await stage.state('speaking');
      await stage.state('listening');
      microphone.speak();
      await stage.frames(speaking);
      await element.stop();
      await element.updateComplete;
      expect(speaking()).to.equal(false);
    });

    it('is not told of while muted', async () => {
      const { element, microphone } = await open(true);
      await element.start();
      microphone.speak();
      await more(300);
      element.muted = true;
      await stage.twin.wait({ for: 'audioStreamEnd' });
      microphone.hush();
      await stage.state('speaking');
      await stage.state('listening');
      element.muted = false;
      await more(1000);
      expect(await ends(), 'that of the mute alone').to.equal(1);
    });

    it('is not told of when it may be the model’s echo', async () => {
      const { element, microphone } = await open(true, {
        markup: ECHOING,
        twin: { script: { answers: [tone(3), { kind: 'none' }, tone(0.2)] } },
      });
      await element.start();
      element.sendText('Talk.');
      await stage.state('speaking');
      microphone.speak();
      await more(500);
      microphone.hush();
      await more(1000);
      expect(element.state).to.equal('speaking');
      expect(await ends(), 'while it is heard').to.equal(0);
      await stage.state('listening');
      await turn();
      expect(await ends(), 'of the next turn').to.equal(1);
    });

    it('is told of when the visitor interrupts the model', async () => {
      const { element, microphone } = await open(true, {
        twin: { script: { answers: [tone(10), tone(0.2)] } },
      });
      await element.start();
      element.sendText('Talk.');
      await stage.state('speaking');
      microphone.speak();
      await stage.until(() => stage.of('gemini-live-interrupted').length > 0);
      await more(300);
      microphone.hush();
      await stage.twin.wait({ for: 'audioStreamEnd' });
      await stage.state('speaking');
    });

    it('is the service’s alone where the worklet is refused, after a warning', async () => {
      const { element } = await open(true);
      const addModule: AudioWorklet['addModule'] = Reflect.get(AudioWorklet.prototype, 'addModule');
      let calls = 0;
      AudioWorklet.prototype.addModule = function (...args) {
        calls += 1;
        return calls === 1 ? addModule.apply(this, args) : Promise.reject(new DOMException('', 'AbortError'));
      };
      try {
        await element.start();
        await stage.until(() => stage.warnings.length > 0);
        expect(stage.warnings).to.deep.equal(['worklet-blocked']);
        await turn();
        expect(await ends()).to.equal(0);
      } finally {
        AudioWorklet.prototype.addModule = addModule;
      }
    });

    it('costs nothing unless it is wanted', async () => {
      stage = await Stage.open({ engine });
      const before = performance.getEntriesByType('resource').length;
      await stage.element.start();
      const loaded = performance.getEntriesByType('resource').slice(before);
      expect(loaded.filter(({ name }) => name.includes('speech'))).to.deep.equal([]);
    });
  });
}
