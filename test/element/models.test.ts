import { expect } from '@open-wc/testing';
import { profileOf } from '../../src/core/model-profiles.ts';
import { MODEL_NAMES, traitsOf } from '../../src/emulator/models/models.ts';
import { Stage } from '../support/conversation-harness.ts';

/** Everything that some model refuses, all at once. */
const ALL = `voice="Sulafat" speech-language="de-DE" response-modality="text" system-instruction="Be brief."
  affective-dialog proactive-audio thinking-budget="0" thinking-level="minimal" include-thoughts google-search
  translate-to="de" visualizer="none" silence-duration-ms="200"`;

const offered = MODEL_NAMES.filter((name) => traitsOf(name, 'gemini'));

describe('the tables of models', () => {
  it('agree on the size of contexts, and on when content is taken', () => {
    for (const name of MODEL_NAMES) {
      const traits = traitsOf(name, 'gemini') ?? traitsOf(name, 'vertex');
      const { content, contextTokens, interactionStatus, known } = profileOf(name);
      expect(interactionStatus, name).to.equal(traits?.interactionStatus);
      expect([known, contextTokens], name).to.deep.equal([true, traits?.contextTokens]);
      expect(content === 'always', name).to.equal(traits?.midSessionContent);
    }
  });
});

describe('every model that the documentation names', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  for (const name of offered) {
    const { responseModalities, retired, turns, voices } = profileOf(name);

    it(`${name}: set up with a voice of its own, and answers in its own modality`, async () => {
      const modality = responseModalities[0] ?? 'AUDIO';
      const voice = voices.at(-1);
      const answer = modality === 'TEXT' ? { kind: 'text', text: 'Yes.' } : { kind: 'say', text: 'Yes.' };
      stage = await Stage.open({
        markup: `<gemini-live model="models/${name}" ${voice ? `voice="${voice}"` : ''} visualizer="none"
          silence-duration-ms="200"></gemini-live>`,
        twin: { script: { answers: [answer as never] } },
      });
      await stage.element.start();
      await stage.say();
      await stage.until(() =>
        stage.element.transcript.some(({ role, text }) => role === 'model' && /Yes/.test(text)),
      );
      if (modality === 'AUDIO') await stage.until(() => stage.states.includes('speaking'));
      if (!turns) expect(stage.states).not.to.include('thinking');
      expect(stage.warnings).to.deep.equal(retired ? ['retired-model'] : []);
      const setup = await stage.setup();
      expect(setup).to.deep.include({ model: `models/${name}` });
      if (voice) expect(JSON.stringify(setup)).to.contain(`"voiceName":"${voice}"`);
      expect(stage.errors).to.deep.equal([]);
    });

    it(`${name}: what it does not take is left out, each with a warning, and the session stands`, async () => {
      stage = await Stage.open({ markup: `<gemini-live model="${name}" ${ALL}></gemini-live>` });
      await stage.element.start();
      await stage.twin.wait({ for: 'audio', count: 5 });
      expect(stage.element.state).to.equal('listening');
      // No model takes both a budget and a level, or translates and converses.
      await stage.until(() => stage.warnings.includes('not-supported-by-model'));
      const allowed = ['not-supported-by-model', 'retired-model'];
      expect(stage.warnings.filter((code) => !allowed.includes(code))).to.deep.equal([]);
    });
  }

  it('a name that is not known: one try with what was asked for, and the service says no', async () => {
    stage = await Stage.open({
      markup: '<gemini-live model="gemini-9-live" visualizer="none"></gemini-live>',
    });
    await stage.element.start().catch(() => undefined);
    expect(stage.errors).to.deep.equal(['model']);
  });
});
