import { expect } from '@open-wc/testing';
import type { ToolQuestion } from '../../../src/conversation/extras.ts';
import type { View } from '../../../src/ui/view.ts';
import { type ExtrasHost, extrasHost } from '../support/extras-host.ts';

const OPEN: Partial<View> = { layout: 'floating', open: true };

let answers: boolean[];
const question = (change: Partial<ToolQuestion> = {}): ToolQuestion => ({
  call: { name: 'place_order', args: { article: 'Fjell 3', count: 2, to: { street: 'Seestraße' } } },
  text: 'This charges your card.',
  answer: (agreed) => answers.push(agreed),
  ...change,
});

const press = (element: Element, key: string): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
  element.dispatchEvent(event);
  return event;
};

const focusIn = (host: ExtrasHost): Element | null | undefined => host.shadowRoot?.activeElement;

describe('the question whether a function may run', () => {
  let field: HTMLInputElement;
  beforeEach(() => {
    answers = [];
    field = document.createElement('input');
    document.body.append(field);
  });
  afterEach(() => field.remove());

  it('says what, what for and with which arguments, as text', async () => {
    const host = await extrasHost(OPEN);
    await host.extras({ question: question({ text: '<b>This</b> charges your card.' }) });
    const box = host.find('question');
    expect(box.getAttribute('role')).to.equal('alertdialog');
    expect(box.hasAttribute('aria-modal')).to.equal(false);
    const named = (attribute: string): string | undefined =>
      host.shadowRoot
        ?.getElementById(box.getAttribute(attribute) ?? '')
        ?.textContent?.replace(/\s+/g, ' ')
        .trim();
    expect(named('aria-labelledby')).to.equal('May I run “place_order”?');
    expect(named('aria-describedby')).to.equal(
      '<b>This</b> charges your card. article Fjell 3count 2to {"street":"Seestraße"}',
    );
  });

  it('stays readable whatever the model makes up', async () => {
    const host = await extrasHost(OPEN);
    const deep: Record<string, unknown> = {};
    deep['self'] = deep;
    const args = {
      deep,
      long: 'x'.repeat(100_000),
      ...Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
    };
    await host.extras({ question: question({ call: { name: '\u202eevil', args } }) });
    const terms = [...host.find('question-arguments').querySelectorAll('dt')].map(
      ({ textContent }) => textContent,
    );
    expect(terms).to.have.lengthOf(21);
    expect(terms.at(-1), 'what is left out shows').to.equal('…');
    expect(host.find('question-arguments').textContent.length).to.be.below(2000);
    expect(host.find('question').getBoundingClientRect().height).to.be.below(400);
    expect(host.find('question').textContent).not.to.contain('\u202e');
  });

  it('is answered by its buttons, once for a double click', async () => {
    const host = await extrasHost(OPEN);
    await host.extras({ question: question() });
    host.find('question-allow').click();
    host.find('question-deny').click();
    const second = new MouseEvent('click', { detail: 2, bubbles: true });
    host.find('question-allow').dispatchEvent(second);
    expect(answers).to.deep.equal([true, false]);
  });

  it('takes Esc for a no, and the panel stays', async () => {
    const host = await extrasHost(OPEN);
    await host.extras({ question: question() });
    press(host.find('question-allow'), 'Escape');
    expect(answers).to.deep.equal([false]);
    expect(host.asked).to.deep.equal([]);
  });

  it('gets the focus on its box, where no key agrees by accident, and gives it back', async () => {
    const host = await extrasHost(OPEN);
    host.find('mute').focus();
    await host.extras({ question: question() });
    expect(focusIn(host)).to.equal(host.find('question'));
    press(host.find('question'), 'Enter');
    press(host.find('question'), ' ');
    expect(answers).to.deep.equal([]);
    host.find('question-allow').focus();
    await host.extras({ question: undefined });
    expect(focusIn(host)).to.equal(host.find('mute'));
  });

  it('gives the focus back to the page', async () => {
    const host = await extrasHost(OPEN);
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    await host.extras({ question: question() });
    expect(focusIn(host)).to.equal(host.find('question'));
    await host.extras({ question: undefined });
    expect(document.activeElement).to.equal(button);
    button.remove();
  });

  it('moves the focus anew for the next question', async () => {
    const host = await extrasHost(OPEN);
    await host.extras({ question: question() });
    host.find('question-allow').focus();
    await host.extras({ question: question({ text: 'Another one.' }) });
    expect(focusIn(host)).to.equal(host.find('question'));
  });

  it('interrupts nobody who writes, and is told to screen readers instead', async () => {
    const host = await extrasHost(OPEN);
    field.focus();
    await host.extras({ question: question() });
    await host.updateComplete;
    expect(document.activeElement).to.equal(field);
    const region = host.find('panel').querySelector('[role=status]');
    expect(region?.textContent.trim()).to.equal('May I run “place_order”?');
    await host.extras({ question: undefined });
    expect(document.activeElement).to.equal(field);
    await host.updateComplete;
    expect(region?.textContent.trim()).to.equal('');
  });

  it('leaves a half-written message alone, but not an empty field', async () => {
    const host = await extrasHost(OPEN);
    const input = host.find('input') as HTMLTextAreaElement;
    input.focus();
    await host.extras({ question: question() });
    expect(focusIn(host)).to.equal(host.find('question'));
    await host.extras({ question: undefined });
    expect(focusIn(host)).to.equal(input);
    input.value = 'Half a sen';
    await host.extras({ question: question() });
    expect(focusIn(host)).to.equal(input);
  });

  for (const layout of ['floating', 'button'] as const) {
    it(`opens the panel of the ${layout} layout, and puts it away again`, async () => {
      const host = await extrasHost({ layout });
      await host.extras({ question: question() });
      await host.updateComplete;
      expect(host.asked).to.deep.equal(['show']);
      expect(host.find('question').checkVisibility()).to.equal(true);
      expect(focusIn(host)).to.equal(host.find('question'));
      await host.extras({ question: undefined });
      expect(host.asked).to.deep.equal(['show', 'hide']);
    });
  }
});
