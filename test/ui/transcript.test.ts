import { expect, oneEvent } from '@open-wc/testing';
import { entryOf, viewHost } from './support/view-host.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => entryOf(String(index)));

const distanceToEnd = ({ scrollHeight, scrollTop, clientHeight }: Element): number =>
  scrollHeight - scrollTop - clientHeight;

describe('transcript', () => {
  it('shows text from outside as text', async () => {
    const text = '<img src=x onerror="alert(1)"> & more';
    const host = await viewHost({ transcript: [entryOf('1', { text })] });
    expect(host.find('entry').querySelector('.text')?.textContent).to.equal(text);
    expect(host.renderRoot.querySelector('img')).to.equal(null);
  });

  it('tells the speakers apart, and what is not final or was cut off', async () => {
    const host = await viewHost({
      transcript: [
        entryOf('1', { role: 'user', text: 'Hello' }),
        entryOf('2', { text: 'Good', interrupted: true }),
        entryOf('3', { text: 'mor', final: false }),
      ],
    });
    expect(host.find('entry-user').textContent.replace(/\s+/g, ' ').trim()).to.equal('You: Hello');
    expect(host.find('entry-model').textContent.replace(/\s+/g, ' ').trim()).to.equal(
      'Assistant: Good interrupted',
    );
    expect(host.find('entry-interim').textContent).to.contain('mor');
    expect(host.renderRoot.querySelectorAll('[part~="entry-interim"]')).to.have.lengthOf(1);
  });

  it('is a log that stays silent while answers are heard, and speaks whole answers when they are written', async () => {
    const host = await viewHost({ state: 'speaking', transcript: [entryOf('1', { final: false })] });
    const log = host.find('transcript');
    expect(log.getAttribute('role')).to.equal('log');
    expect(log.getAttribute('aria-live')).to.equal('off');
    await host.change({ audible: false });
    expect(log.getAttribute('aria-live')).to.equal('polite');
    expect(log.getAttribute('aria-busy')).to.equal('true');
    await host.change({ transcript: [entryOf('1')] });
    expect(log.getAttribute('aria-busy')).to.equal('false');
  });

  it('follows the newest until the reader scrolls up, and again from the end', async () => {
    const host = await viewHost({ transcript: many(40) });
    const log = host.find('transcript');
    expect(log.scrollHeight).to.be.greaterThan(log.clientHeight + 100);
    expect(distanceToEnd(log)).to.be.below(2);

    const scrolled = oneEvent(log, 'scroll');
    log.scrollTop = 10;
    await scrolled;
    await host.change({ transcript: many(60) });
    expect(log.scrollTop).to.be.within(9, 11);

    const back = oneEvent(log, 'scroll');
    log.scrollTop = log.scrollHeight;
    await back;
    await host.change({ transcript: many(80) });
    expect(distanceToEnd(log)).to.be.below(2);
  });

  it('is not rendered without captions or in a hidden panel', async () => {
    const host = await viewHost({ layout: 'floating', transcript: many(3) });
    expect(host.has('transcript')).to.equal(false);
    await host.change({ open: true });
    expect(host.has('transcript')).to.equal(true);
    await host.change({ captions: false });
    expect(host.has('transcript')).to.equal(false);
  });
});
