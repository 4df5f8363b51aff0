import { expect } from '@open-wc/testing';
import { PATIENCE_MS } from '../../src/conversation/incoming.ts';
import { Stage, type StageOptions } from '../support/conversation-harness.ts';
import type { TwinStart } from '../support/twin-commands.ts';
import { HeldTimers } from './support/held-timers.ts';

type Answers = NonNullable<Extract<TwinStart['script'], { answers?: unknown }>['answers']>;

const NATIVE = 'gemini-2.5-flash-native-audio-latest';
const EXTENDED = 'gemini-3.8-live-extended-thinking';
const LA = { kind: 'say', text: 'La' } as const;

describe('what an answer brings beside its words', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const open = async (attributes: string, answers: Answers): Promise<Stage> => {
    const markup = `<gemini-live ${attributes} visualizer="none" silence-duration-ms="200"></gemini-live>`;
    const options: StageOptions = { markup, twin: { script: { answers } } };
    return (stage = await Stage.open(options));
  };
  const answered = async (text = 'Hi.'): Promise<void> => {
    stage.element.sendText(text);
    await stage.state('speaking');
    await stage.state('listening');
  };
  const appears = async (part: string): Promise<string | undefined> => {
    await stage.frames(() => !!stage.element.shadowRoot?.querySelector(`[part~="${part}"]`));
    return stage.shown(part);
  };

  it('thoughts that were asked for are shown between question and answer, and are no utterance', async () => {
    const steps = [{ kind: 'think', text: '**Weighing** <b>both</b>.' }, LA] as const;
    await open(`model="gemini-3.1-flash-live-preview" include-thoughts`, [{ kind: 'steps', steps }]);
    await answered();
    expect(await appears('thought-text')).to.equal('**Weighing** <b>both</b>.');
    expect(stage.element.transcript.map(({ text }) => text)).to.deep.equal(['Hi.', 'La']);
    const log =
      stage.element.shadowRoot?.querySelector('[part~="thought"]')?.parentElement?.textContent ?? '';
    expect(log.indexOf('Hi.')).to.be.lessThan(log.indexOf('Weighing'));
    expect(log.indexOf('Weighing')).to.be.lessThan(log.indexOf('La'));
  });

  it('thoughts that 2.5 has unasked are not', async () => {
    await open(`model="${NATIVE}"`, [{ kind: 'steps', steps: [{ kind: 'think', text: 'Hm.' }, LA] }]);
    await answered();
    expect(stage.element.transcript.map(({ text }) => text)).to.deep.equal(['Hi.', 'La']);
    expect(stage.element.shadowRoot?.textContent).not.to.contain('Hm.');
  });

  for (const when of ['with-turn', 'at-once'] as const) {
    it(`sources are told and shown, links of the web alone (${when})`, async () => {
      const chunks = [
        { uri: 'https://example.org/rome', title: 'Rome today' },
        { uri: 'javascript:alert(1)', title: 'Evil' },
      ];
      const ground = {
        kind: 'ground',
        queries: ['weather Rome'],
        chunks,
        ...(when === 'at-once' ? { when } : {}),
      } as const;
      await open('google-search', [{ kind: 'steps', steps: [LA, ground] }]);
      await answered();
      await stage.until(() => stage.of('gemini-live-grounding').length === 1);
      expect(await appears('source')).to.contain('Rome today');
      const links = [
        ...(stage.element.shadowRoot?.querySelectorAll<HTMLAnchorElement>('a[part~="source"]') ?? []),
      ];
      expect(links.map(({ href }) => href)).to.deep.equal(['https://example.org/rome']);
      const [event] = stage.of('gemini-live-grounding');
      expect(event?.metadata.webSearchQueries).to.deep.equal(['weather Rome']);
    });
  }

  it('pages that the model has read are sources, too', async () => {
    await open('', [LA]);
    await stage.element.start();
    const urlMetadata = [
      { retrievedUrl: 'https://example.org/x', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' },
    ];
    await stage.twin.send({ serverContent: { urlContextMetadata: { urlMetadata }, turnComplete: true } });
    expect(await appears('source')).to.contain('example.org');
    expect(stage.of('gemini-live-grounding')).to.have.length(0);
  });

  it('extended thinking: it thinks on through turns that are complete, until all is done', async () => {
    const think = { kind: 'think', text: 'Hm.', ms: 400, filler: 'Let me think.' } as const;
    await open(`model="${EXTENDED}"`, [{ kind: 'steps', steps: [think, LA] }]);
    stage.element.sendText('Hi.');
    await stage.until(() => stage.element.transcript.some(({ text }) => text === 'La'));
    await stage.state('listening');
    expect(stage.states.filter((state) => state === 'listening')).to.have.length(2);
    expect(stage.states.filter((state) => state === 'speaking').length).to.be.at.least(2);
    expect(stage.element.transcript.map(({ text, final }) => [text, final])).to.deep.equal([
      ['Hi.', true],
      ['Let me think.', true],
      ['La', true],
    ]);
  });

  for (const place of ['beside the turn', 'at the top'] as const) {
    it(`interactionStatus ${place}: IN_PROGRESS keeps it thinking, IDLE ends that`, async () => {
      await open(`model="${EXTENDED}"`, [LA]);
      const { element, twin } = stage;
      await element.start();
      const say = (interactionStatus: string): Promise<unknown> =>
        twin.send(
          place === 'at the top'
            ? { serverContent: { turnComplete: true }, interactionStatus }
            : { serverContent: { turnComplete: true, interactionStatus } },
        );
      await say('IN_PROGRESS');
      await stage.state('thinking');
      await twin.send({ serverContent: { outputTranscription: { text: 'Still.' }, turnComplete: true } });
      await stage.until(() => element.transcript.length === 1);
      expect(element.state).to.equal('thinking');
      await say('IDLE');
      await stage.state('listening');
    });
  }

  for (const end of ['turn-complete', 'waiting-for-input'] as const) {
    it(`a model that chooses silence: ${end}, and it is the visitor's turn`, async () => {
      await open('', [{ kind: 'none', end }, LA]);
      stage.element.sendText('Hm.');
      await stage.state('thinking');
      await stage.state('listening');
      await answered();
    });
  }

  it('a model that says nothing at all is waited for so long, and no longer', async () => {
    await open('', [{ kind: 'none', end: 'nothing' }]);
    const timers = new HeldTimers(PATIENCE_MS);
    try {
      stage.element.sendText('Hm.');
      await stage.state('thinking');
      await stage.twin.wait({ for: 'text' });
      expect(timers.waiting).to.equal(1);
      timers.fire();
      expect(stage.element.state).to.equal('listening');
      stage.element.sendText('Hm?');
      await stage.state('thinking');
      await stage.element.stop();
      expect(timers.waiting).to.equal(0);
    } finally {
      timers.close();
    }
  });

  it('a model that hears, and chooses silence: captions and further noises do not keep the visitor waiting', async () => {
    await open('', [{ kind: 'none', end: 'nothing' }, LA]);
    const { element, twin } = stage;
    const timers = new HeldTimers(PATIENCE_MS);
    try {
      await element.start();
      await stage.say();
      await twin.send({ voiceActivity: { voiceActivityType: 'ACTIVITY_END' } });
      await stage.state('thinking');
      const { begun } = timers;
      for (const text of ['Hm', ' hm', ' hm.']) {
        await twin.send({ serverContent: { inputTranscription: { text } } });
        await twin.send({ voiceActivity: { voiceActivityType: 'ACTIVITY_END' } });
      }
      await stage.until(() => element.transcript.some(({ text }) => text.endsWith(' hm.')));
      expect([timers.begun, timers.waiting]).to.deep.equal([begun, 1]);
      timers.fire();
      expect(element.state).to.equal('listening');
    } finally {
      timers.close();
    }
  });

  it('parts that nobody asked for reach the page with debug, as they are but for sound, and break nothing', async () => {
    await open('', [LA]);
    const { element, twin } = stage;
    element.options = { ...element.options, debug: true };
    await element.start();
    const data = 'A'.repeat(200_000);
    const parts = [
      { inlineData: { mimeType: 'video/mp4', data } },
      { inlineData: { mimeType: 'audio/pcm', data: '' } },
      { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
      { executableCode: { language: 'PYTHON', code: 'print(1)' } },
      { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } },
      { somethingNew: { of: 1 } },
    ];
    await twin.send({ serverContent: { modelTurn: { parts } } });
    const told = (): unknown[] =>
      stage.of('gemini-live-message').flatMap(({ message }) => message.serverContent?.modelTurn?.parts ?? []);
    await stage.until(() => told().length > 0);
    expect(told()).to.deep.equal(parts.filter((_, i) => i !== 1));
    await answered();
    expect(element.transcript.map(({ text }) => text)).to.deep.equal(['Hi.', 'La']);
  });

  it('an avatar’s picture reaches the page with debug, piece by piece', async () => {
    const base64 = btoa('abcdefgh');
    await open('', [{ kind: 'steps', steps: [{ kind: 'video', base64, chunkBytes: 5 }, LA] }]);
    const { element } = stage;
    element.options = { ...element.options, debug: true };
    element.config = { responseModalities: ['VIDEO' as never], avatarConfig: { avatarName: 'Kira' } };
    await answered();
    expect(stage.warnings).to.deep.equal([]);
    expect(await stage.setup()).to.deep.include({ avatarConfig: { avatarName: 'Kira' } });
    expect(JSON.stringify(await stage.setup())).to.contain('"responseModalities":["VIDEO"]');
    const pieces = stage
      .of('gemini-live-message')
      .flatMap(({ message }) => message.serverContent?.modelTurn?.parts ?? [])
      .flatMap(({ inlineData }) => (inlineData ? [inlineData] : []));
    expect(pieces).to.deep.equal(
      ['abcde', 'fgh'].map((piece) => ({ mimeType: 'video/mp4', data: btoa(piece) })),
    );
    expect(element.transcript.map(({ text }) => text)).to.deep.equal(['Hi.', 'La']);
  });
});
