import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { sine } from '../support/signals.ts';
import { wavFile } from '../support/wav.ts';

for (const engine of ENGINES) {
  describe(`what is said to the model, in order (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    it('what a property says is told before what is typed after it, in the same task too', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      element.sendText('One.');
      await twin.wait({ for: 'text', count: 1 });
      element.systemInstruction = 'Be brief.';
      element.sendText('Two.');
      element.sendContext([{ role: 'user', parts: [{ text: 'Three.' }] }], { turnComplete: false });
      element.googleSearch = true;
      element.sendText('Four.');
      await twin.wait({ for: 'text', count: 3 });
      const { messages } = await stage.received();
      const said = messages.map(({ kind, message }) => {
        const text = JSON.stringify(message);
        return ['One.', 'Two.', 'Three.', 'Four.', 'Be brief.'].find((word) => text.includes(word)) ?? kind;
      });
      expect(said.slice(1)).to.deep.equal(['One.', 'Be brief.', 'Two.', 'Three.', 'contextUpdate', 'Four.']);
    });

    it('a recording waits for what was said before it, and the microphone does not mix in', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone, twin } = stage;
      await element.start();
      microphone.speak();
      await twin.wait({ for: 'audio', count: 5 });
      let tell: (tool: object) => void = () => undefined;
      const told = new Promise<object>((resolve) => (tell = resolve));
      let asked: () => void = () => undefined;
      const asking = new Promise<void>((resolve) => (asked = resolve));
      // New functions are an update, which is made when this set of them says what it has.
      const slow = { tool: () => (asked(), told), callTool: () => Promise.resolve([]) };
      element.tools = [slow];
      element.sendContext([{ role: 'user', parts: [{ text: 'Before.' }] }], { turnComplete: false });
      const tone = wavFile([sine(440, 16_000, 16_000)], { rate: 16_000, bits: 16 });
      const sent = element.sendAudio(tone);
      await asking;
      // Time for the recording to be read, and for the microphone to go on.
      const { frames } = (await stage.received()).audio;
      await twin.wait({ for: 'audio', count: frames + 25 });
      tell({ functionDeclarations: [{ name: 'clock' }] });
      await sent;
      await twin.wait({ for: 'audioStreamEnd', count: 2 });
      const { messages } = await stage.received();
      const kinds = messages.map(({ kind }) => kind);
      const [mute = 0, end] = kinds.flatMap((kind, i) => (kind === 'audioStreamEnd' ? [i] : []));
      expect(kinds.slice(mute + 1, end)).to.deep.equal(Array<string>(10).fill('audio'));
      expect(kinds.slice(0, mute).filter((kind) => kind !== 'audio')).to.deep.equal([
        'setup',
        'contextUpdate',
        'clientContent',
      ]);
    });

    it('says so when a listener cancels the start that a picture or a sound would need', async () => {
      stage = await Stage.open({ engine });
      const { element } = stage;
      element.addEventListener('gemini-live-beforestart', (event) => event.preventDefault());
      const names: unknown[] = [];
      const note = (error: unknown): void => void names.push((error as DOMException).name);
      await element.sendImage(new Blob(['x'])).catch(note);
      await element.sendAudio(new Blob(['x'])).catch(note);
      expect(names).to.deep.equal(['AbortError', 'AbortError']);
      expect(element.state).to.equal('idle');
    });
  });
}
