import { expect } from '@open-wc/testing';
import { profileOf } from '../../src/core/model-profiles.ts';
import { Stage } from '../support/conversation-harness.ts';

/** Of each kind that converses: native sound, half-cascade, of the older and the newer families, and one that nobody knows. */
const CONVERSE = [
  'gemini-3.8-live',
  'gemini-3.1-flash-live-preview',
  'gemini-2.5-flash-native-audio-latest',
  'gemini-live-2.5-flash-preview',
];
const HEARS = ['gemini-3.5-live-translate-preview', 'gemini-3.5-transcribe-live'];

describe('the text field', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const field = (): HTMLTextAreaElement | null | undefined =>
    stage.element.shadowRoot?.querySelector('textarea');
  const type = (text: string): void => {
    const textarea = field()!;
    textarea.value = text;
    textarea.dispatchEvent(new Event('input', { bubbles: true }));
    textarea.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  };
  const open = async (model: string, layout: string): Promise<void> => {
    const markup = `<gemini-live model="${model}" layout="${layout}" visualizer="none"></gemini-live>`;
    stage = await Stage.open({ markup, twin: { script: { answers: [{ kind: 'say', text: 'Yes.' }] } } });
  };

  for (const model of CONVERSE) {
    it(`stays while one talks with ${model}, and what is typed there arrives`, async () => {
      await open(model, 'inline');
      await stage.element.start();
      await stage.state('listening');
      await stage.element.updateComplete;
      expect(field()?.checkVisibility()).to.equal(true);
      type('Is it there?');
      await stage.twin.wait({ for: 'text' });
      await stage.until(() => stage.element.transcript.some(({ text }) => text === 'Yes.'));
      expect(field()?.checkVisibility()).to.equal(true);
      if (profileOf(model).retired) await stage.until(() => stage.warnings.length > 0);
    });
  }

  describe('used when nobody talks yet', () => {
    const MODEL = 'gemini-3.8-live';
    const asked = (): number => stage.microphone.calls.length;
    beforeEach(async () => {
      await open(MODEL, 'inline');
      await stage.frames(() => field()?.checkVisibility() === true);
    });
    const answered = (times: number): Promise<void> =>
      stage.until(
        () =>
          stage.element.state === 'listening' &&
          stage.element.transcript.filter(({ text, final }) => text === 'Yes.' && final).length === times,
      );

    it('starts a conversation without a microphone', async () => {
      type('Hello?');
      await answered(1);
      expect(asked()).to.equal(0);
      type('Still there?');
      await answered(2);
      expect(asked()).to.equal(0);
    });

    it('leaves it so when the visitor is muted and unmuted', async () => {
      type('Hello?');
      await answered(1);
      stage.element.muted = true;
      await stage.element.updateComplete;
      type('And muted?');
      await answered(2);
      stage.element.muted = false;
      await stage.element.updateComplete;
      type('And now?');
      await answered(3);
      expect(asked()).to.equal(0);
    });

    it('does so again after a conversation by voice', async () => {
      await stage.element.start();
      await stage.state('listening');
      expect(asked()).to.equal(1);
      await stage.element.stop();
      type('One more thing.');
      await answered(1);
      expect(asked()).to.equal(1);
    });
  });

  for (const model of HEARS) {
    it(`goes while ${model} listens, and is there again for a model that one can write to`, async () => {
      await open(model, 'inline');
      await stage.element.start();
      await stage.frames(() => field() === null);
      await stage.element.stop();
      stage.element.model = 'gemini-3.8-live';
      await stage.frames(() => field()?.checkVisibility() === true);
      type('And now?');
      await stage.until(() => stage.element.transcript.some(({ text }) => text === 'Yes.'));
    });
  }
});
