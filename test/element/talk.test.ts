import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { can } from '../engines.ts';
import { HeldTimers } from './support/held-timers.ts';

const LONG = { script: { answers: [{ kind: 'tone' as const, hz: 440, seconds: 5, delayMs: 10 }] } };

for (const engine of ENGINES) {
  describe(`a conversation (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    it('is spoken: one state after the other, and the model repeats what it heard', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [{ kind: 'parrot', delayMs: 10 }] } } });
      const { element } = stage;
      await element.start();
      expect(element.state).to.equal('listening');
      await stage.say();
      await stage.state('thinking');
      await stage.state('speaking');
      await stage.frames(() => element.outputLevel > 0);
      await stage.state('listening');
      await stage.until(() => stage.of('gemini-live-usage').length > 0);
      await element.stop();
      expect(stage.states).to.deep.equal([
        'connecting',
        'listening',
        'thinking',
        'speaking',
        'listening',
        'ended',
      ]);
      expect(stage.census.workersMade).to.equal(engine === 'auto' ? 1 : 0);
      expect(element.usage?.totalTokens).to.be.greaterThan(0);
      expect(stage.of('gemini-live-usage').at(-1)?.usage).to.equal(element.usage);
    });

    it('is typed: the microphone is never asked for', async () => {
      stage = await Stage.open({
        engine,
        twin: { script: { answers: [{ kind: 'say', text: 'Hi.', bundle: 'everything', delayMs: 10 }] } },
      });
      const { element } = stage;
      element.sendText('Hello?');
      expect(element.state).to.equal('connecting');
      await stage.state('speaking');
      await stage.state('listening');
      expect(stage.microphone.calls).to.deep.equal([]);
      const said = element.transcript.map(({ role, text, final }) => ({ role, text, final }));
      expect(said).to.deep.equal([
        { role: 'user', text: 'Hello?', final: true },
        { role: 'model', text: 'Hi.', final: true },
      ]);
      expect(stage.of('gemini-live-transcript').at(0)?.entry.text).to.equal('Hello?');
      const { messages } = await stage.received();
      expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'text']);
    });

    it('is typed first, then spoken, in one session', async () => {
      const hi = { kind: 'say' as const, text: 'Hi.', delayMs: 10, heard: [' And now', ' aloud.'] };
      stage = await Stage.open({ engine, twin: { script: { answers: [hi] } } });
      const { element } = stage;
      element.sendText('Hello?');
      await stage.state('speaking');
      await stage.state('listening');
      await element.start();
      await stage.say();
      await stage.state('speaking');
      await stage.state('listening');
      expect(stage.microphone.calls).to.have.length(1);
      expect(await stage.twin.connections()).to.have.length(1);
      await stage.until(() => element.transcript.length === 4);
      const said = element.transcript.map(({ role, text }) => `${role}: ${text}`);
      expect(said).to.deep.equal(['user: Hello?', 'model: Hi.', 'user: And now aloud.', 'model: Hi.']);
      const grown = stage.of('gemini-live-transcript').map(({ entry }) => entry.text);
      expect(grown).to.include('And now').and.to.include('And now aloud.');
      expect(await stage.shown('transcript')).to.contain('And now aloud.');
    });

    it('is interrupted by speaking, and tells how much was heard', async () => {
      stage = await Stage.open({ engine, twin: LONG });
      const { element } = stage;
      await element.start();
      await stage.say();
      await stage.state('speaking');
      await stage.frames(() => element.playedMs > 50);
      stage.microphone.speak();
      await stage.until(() => stage.of('gemini-live-interrupted').length > 0);
      const [interrupted] = stage.of('gemini-live-interrupted');
      expect(interrupted?.playedMs).to.be.within(50, 5000);
      expect(['listening', 'thinking']).to.include(element.state);
    });

    for (const turnComplete of ['at-once', 'never', 200] as const) {
      it(`is the visitor’s turn again once all was heard (turnComplete: ${turnComplete}, sent in one go)`, async () => {
        const brief = { kind: 'tone' as const, hz: 440, seconds: 0.2, delayMs: 0, pace: 0, turnComplete };
        stage = await Stage.open({ engine, twin: { script: { answers: [brief] } } });
        for (const text of ['One?', 'Two?']) {
          stage.element.sendText(text);
          await stage.state('speaking');
          await stage.state('listening');
        }
      });
    }

    it('is silenced by interrupt()', async () => {
      stage = await Stage.open({ engine, twin: LONG });
      const { element } = stage;
      element.sendText('Talk.');
      await stage.state('speaking');
      element.interrupt();
      await stage.until(() => stage.of('gemini-live-interrupted').length > 0);
      expect(element.state).not.to.equal('speaking');
      await stage.frames(() => element.outputLevel < 0.01);
    });

    it('keeps the first words, spoken while the connection is still being set up', async () => {
      stage = await Stage.open({ engine, twin: { setupDelayMs: 400 } });
      const { element } = stage;
      stage.microphone.speak();
      const started = element.start();
      await stage.twin.wait({ for: 'setup' });
      await stage.frames(() => element.inputLevel > 0.05);
      stage.microphone.hush();
      await started;
      await stage.state('speaking');
      const { audio } = await stage.twin.received({ pcm: true });
      const bytes = Uint8Array.from(atob(audio.pcm ?? ''), (char) => char.charCodeAt(0));
      const first = new Int16Array(bytes.buffer).subarray(0, 16_000);
      expect(Math.max(...first)).to.be.greaterThan(8000);
    });

    it('mutes: no frame more, the end of the stream told, the device back after three seconds', async () => {
      stage = await Stage.open({ engine });
      const held = new HeldTimers(3000);
      const { element, microphone, twin } = stage;
      await element.start();
      await twin.wait({ for: 'audio', count: 5 });
      element.muted = true;
      await twin.wait({ for: 'audioStreamEnd' });
      expect(stage.of('gemini-live-mutechange').map(({ muted }) => muted)).to.deep.equal([true]);
      const { frames } = (await stage.received()).audio;
      expect(microphone.track?.enabled).to.equal(false);
      expect(microphone.track?.readyState).to.equal('live');
      element.muted = false;
      await twin.wait({ for: 'audio', count: frames + 5 });
      expect(microphone.calls, 'a quick unmute keeps the track').to.have.length(1);
      expect(microphone.track?.enabled).to.equal(true);

      element.muted = true;
      await twin.wait({ for: 'audioStreamEnd', count: 2 });
      held.fire();
      expect(microphone.track?.readyState, 'the light goes out').to.equal('ended');
      expect(element.inputLevel).to.equal(0);
      const after = (await stage.received()).audio.frames;
      element.muted = false;
      await twin.wait({ for: 'audio', count: after + 5 });
      expect(microphone.calls).to.have.length(2);
      held.close();
    });

    it('starts muted without asking for the microphone, until it is unmuted', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone, twin } = stage;
      element.muted = true;
      await element.updateComplete;
      await element.start();
      expect(microphone.calls).to.deep.equal([]);
      element.muted = false;
      await twin.wait({ for: 'audio' });
      expect((await stage.received()).messages.some(({ kind }) => kind === 'audioStreamEnd')).to.equal(false);
    });

    it('pushes to talk, by method and by button', async () => {
      stage = await Stage.open({ engine, markup: '<gemini-live vad="manual"></gemini-live>' });
      const { element, twin } = stage;
      await element.start();
      element.startActivity();
      await twin.wait({ for: 'audio', count: 5 });
      element.endActivity();
      await stage.state('thinking');
      await twin.wait({ for: 'activityEnd' });
      await stage.state('speaking');
      await stage.state('listening');
      await element.updateComplete;
      const button = element.shadowRoot?.querySelector('[part~="talk"]');
      button?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
      await twin.wait({ for: 'activityStart', count: 2 });
      button?.dispatchEvent(new KeyboardEvent('keyup', { key: ' ', bubbles: true }));
      await twin.wait({ for: 'activityEnd', count: 2 });
      const kinds = (await stage.received()).messages.map(({ kind }) => kind);
      const marks = kinds.filter((kind) => kind !== 'audio');
      expect(marks).to.deep.equal(['setup', 'activityStart', 'activityEnd', 'activityStart', 'activityEnd']);
      const first = kinds.indexOf('activityStart');
      expect(kinds.slice(first, kinds.indexOf('activityEnd'))).to.include('audio');
      const between = kinds.slice(kinds.indexOf('activityEnd'), kinds.lastIndexOf('activityStart'));
      expect(between, 'silence between the turns').not.to.include('audio');
    });

    it('plays as loud as it is told', async () => {
      stage = await Stage.open({ engine, twin: LONG });
      const { element } = stage;
      element.volume = 0;
      element.sendText('Talk.');
      await stage.state('speaking');
      await stage.frames(() => element.playedMs > 100);
      expect(element.outputLevel).to.be.lessThan(0.001);
      element.volume = 1;
      await stage.frames(() => element.outputLevel > 0.1);
    });
  });
}

if (can('recorded-microphone')) {
  describe('a conversation over the browser’s own microphone', () => {
    it('hears a sentence, and says it again', async () => {
      const stage = await Stage.open({ twin: { script: { answers: [{ kind: 'parrot' }] } } });
      stage.microphone.close();
      await stage.element.start();
      await stage.state('speaking');
      await stage.state('listening');
      expect(stage.element.transcript.at(0)?.text).to.match(/^\(\d\.\d s of speech\)$/);
      await stage.close();
    }).timeout(30_000);
  });
}
