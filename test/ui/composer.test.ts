import { expect } from '@open-wc/testing';
import { viewHost, type ViewHost } from './support/view-host.ts';

const field = (host: ViewHost): HTMLTextAreaElement => host.find('input') as HTMLTextAreaElement;

const enter = (host: ViewHost, init: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init });
  field(host).dispatchEvent(event);
  return event;
};

describe('composer', () => {
  it('sends on Enter and on the button, trimmed, and clears the field', async () => {
    const host = await viewHost({ state: 'listening' });
    field(host).value = '  Hello there ';
    expect(enter(host).defaultPrevented).to.equal(true);
    expect(field(host).value).to.equal('');
    field(host).value = 'Again';
    host.find('send').click();
    expect(host.asked).to.deep.equal(['sendText Hello there', 'sendText Again']);
  });

  it('leaves Shift+Enter to the field and Enter to an unfinished composition', async () => {
    const host = await viewHost();
    field(host).value = 'こん';
    expect(enter(host, { shiftKey: true }).defaultPrevented).to.equal(false);
    expect(enter(host, { isComposing: true }).defaultPrevented).to.equal(false);
    expect(host.asked).to.deep.equal([]);
    expect(field(host).value).to.equal('こん');
  });

  it('sends nothing when there is nothing', async () => {
    const host = await viewHost();
    field(host).value = ' \n ';
    enter(host);
    expect(host.asked).to.deep.equal([]);
  });

  it('is gone without a text field, and dead while disabled', async () => {
    const host = await viewHost({ disabled: true });
    expect(field(host).disabled).to.equal(true);
    await host.change({ textInput: false });
    expect(host.has('composer')).to.equal(false);
  });
});
