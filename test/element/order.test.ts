import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';

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
