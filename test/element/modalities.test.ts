import { expect } from '@open-wc/testing';
import type { LiveState } from '../../src/core/state.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';

/** Models that answer in writing, too: half-cascade. Both were shut down by the service; the twin still has them. */
const WRITING = ['gemini-2.0-flash-live-001', 'gemini-live-2.5-flash-preview'] as const;
const DEFAULT = 'gemini-3.8-live';

const say = (text: string, heard: string) => ({ kind: 'say' as const, text, heard, delayMs: 10 });
const ANSWERS = [
  say('One.', 'First.'),
  say('Two.', 'Second.'),
  say('Three.', 'Third.'),
  say('Four.', 'Fourth.'),
];
const QUESTIONS = ['First.', 'Second.', 'Third.', 'Fourth.'];

type Way = 'voice' | 'text';

for (const engine of ENGINES) {
  describe(`words and voice (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const open = async (model: string, modality: Way): Promise<void> => {
      const wanted = modality === 'text' ? 'response-modality="text"' : '';
      stage = await Stage.open({
        engine,
        markup: `<gemini-live model="${model}" ${wanted} silence-duration-ms="500" visualizer="none"></gemini-live>`,
        twin: { script: { answers: ANSWERS } },
      });
    };

    /** One turn after the other, each answered to its end. */
    const converse = async (ways: readonly Way[]): Promise<void> => {
      const { element } = stage;
      for (const [i, way] of ways.entries()) {
        if (way === 'text') element.sendText(QUESTIONS[i] ?? '');
        else {
          await element.start();
          await stage.say();
        }
        await stage.until(() => {
          const { length } = element.transcript;
          return length === 2 * (i + 1) && element.transcript.every(({ final }) => final);
        });
        await stage.state('listening');
      }
    };
    const said = (): string[] => stage.element.transcript.map(({ role, text }) => `${role}: ${text}`);
    const expected = (turns: number): string[] =>
      ANSWERS.slice(0, turns).flatMap(({ text, heard }) => [`user: ${heard}`, `model: ${text}`]);
    const seen = (state: LiveState): number => stage.states.filter((one) => one === state).length;

    for (const ways of [
      ['text', 'voice', 'voice', 'text'],
      ['voice', 'text', 'text', 'voice'],
    ] as const) {
      it(`are answered aloud: ${ways.join(', ')}, in one session`, async () => {
        await open(DEFAULT, 'voice');
        await converse(ways);
        expect(said()).to.deep.equal(expected(4));
        // Where the machine is slow, an answer may pause and go on.
        expect(seen('speaking')).to.be.at.least(4);
        expect(await stage.twin.connections()).to.have.length(1);
        expect(stage.warnings).to.deep.equal([]);
      });
    }

    for (const model of WRITING) {
      for (const ways of [
        ['text', 'voice', 'text'],
        ['voice', 'text', 'voice'],
      ] as const) {
        it(`are answered in writing by ${model}: ${ways.join(', ')}`, async () => {
          await open(model, 'text');
          await converse(ways);
          expect(said()).to.deep.equal(expected(3));
          expect(seen('speaking'), 'nothing is heard').to.equal(0);
          expect(seen('thinking')).to.equal(3);
          expect(stage.element.playedMs).to.equal(0);
          expect(await stage.twin.connections()).to.have.length(1);
          expect(JSON.stringify(await stage.setup())).to.contain('"responseModalities":["TEXT"]');
          expect(await stage.shown('transcript')).to.contain('Three.');
        });
      }

      it(`are answered aloud by ${model}, when it is not told otherwise`, async () => {
        await open(model, 'voice');
        await converse(['text', 'voice']);
        expect(said()).to.deep.equal(expected(2));
        expect(seen('speaking')).to.be.at.least(2);
      });
    }

    for (const [model, modality] of [
      [DEFAULT, 'voice'],
      [WRITING[0], 'text'],
    ] as const) {
      it(`need no microphone when all is typed, answers in ${modality}`, async () => {
        await open(model, modality);
        await converse(['text', 'text', 'text']);
        expect(said()).to.deep.equal(expected(3));
        expect(stage.microphone.calls).to.deep.equal([]);
        const { audio, messages } = await stage.received();
        expect(audio.frames).to.equal(0);
        expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'text', 'text', 'text']);
      });
    }

    it('are answered aloud, after a warning, where the model cannot write', async () => {
      await open(DEFAULT, 'text');
      await converse(['text', 'voice']);
      expect(said()).to.deep.equal(expected(2));
      expect(seen('speaking')).to.be.at.least(2);
      expect(stage.warnings).to.deep.equal(['not-supported-by-model']);
      expect(stage.consoleWarnings.join()).to.match(/response-modality.*AUDIO/);
    });
  });
}
