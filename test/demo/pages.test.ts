import { expect } from '@open-wc/testing';
import { DemoPage } from './demo-page.ts';

/** Every page, and that its thing really happens. */
const PAGES: Readonly<Record<string, (page: DemoPage) => Promise<void>>> = {
  modalities: async (page) => {
    await page.exchange('hello', /welcome/);
    expect(page.asked).to.deep.equal([]);
    page.set('[name="answers"][value="text"]', true);
    // Set once the first conversation has given everything back.
    await page.until('the other way to answer', () => page.element.responseModality === 'text');
    page.expected.push(/^warn: .*gemini-live-2\.5-flash-preview/);
    await page.exchange('tell me a joke', /feedback/);
    expect(page.element.playedMs).to.equal(0);
  },
  recorded: async (page) => {
    page.click('#send');
    await page.until('the parrot', () => page.element.transcript.some(({ role }) => role === 'model'));
    await page.until('the end of the answer', () => page.element.state === 'listening');
    page.click('#keep');
    await page.until('the file', () => page.find('#kept').hidden === false);
    const wav = await (await fetch((page.find('#kept a') as HTMLAnchorElement).href)).arrayBuffer();
    expect(new TextDecoder().decode(wav.slice(0, 4))).to.equal('RIFF');
    expect(wav.byteLength).to.be.greaterThan(2 * 24_000 * 3);
    expect(page.asked).to.deep.equal([]);
  },
  context: async (page) => {
    await page.exchange('what is my name?', /Good day, Ada/);
    page.click('#order');
    await page.exchange('where is my parcel?', /order 4711 is on its way/);
    page.click('#pirate');
    await page.askUntil('and my name?', /Ahoy, Ada, arr/);
  },
  devices: async (page) => {
    await page.exchange('hello', /welcome/);
    page.expected.push(/^warn: .*given to setDevice/);
    page.element.setDevice('camera', 'nowhere');
    await page.until('the warning', () => page.find('#told').textContent.includes('setDevice'));
    expect(page.find('#microphone option').textContent).to.contain('choice');
  },
  voices: async (page) => {
    expect(page.element.voice).to.equal('Kore');
    await page.until('the picker', () => page.inside('select'));
    const voices = page.inside('select') as HTMLSelectElement | null;
    expect(voices?.options.length).to.be.at.least(30);
    expect(voices?.value).to.equal('Kore');
    await page.until('the languages', () => page.document.querySelector('#language [value="de-DE"]'));
    expect((page.find('#language') as HTMLSelectElement).options.length).to.equal(1 + 70 + 30);
    page.set('#language', 'de-DE');
    expect(page.element.speechLanguage).to.equal('de-DE');
    await page.exchange('Guten Morgen', /This is how I sound\. Guten Morgen/);
  },
  turns: async (page) => {
    page.set('[name="vad"][value="manual"]', true);
    await page.until('push to talk', () => page.element.vad === 'manual');
    page.set('#silence', '300');
    expect(page.element.silenceDurationMs).to.equal(300);
    await page.element.start();
    expect(page.asked).to.deep.equal(['microphone']);
    await page.until('the button', () => page.inside('[part~="talk"]'));
    page.element.startActivity();
    await page.listens(0.4);
    page.element.endActivity();
    await page.answered(/seconds/);
  },
  'native-audio': async (page) => {
    await page.exchange('which one?', /Thought over: which one/);
    await page.until('the thought', () =>
      /Weighing the question/.test(page.element.shadowRoot?.textContent ?? ''),
    );
    const before = page.element.transcript.length;
    page.element.sendText('tell him later');
    await page.until('silence by choice', () => page.element.state === 'listening');
    await page.until('no answer', () => page.element.transcript.length === before + 1);
  },
  tools: async (page) => {
    await page.exchange('make it green', /set_light says: the lamp is green/);
    expect(page.find('#lamp').dataset['color']).to.equal('green');
    page.element.sendText('order a pizza');
    const yes = '[part~="question-allow"]';
    await page.until('the question', () => page.inside(yes));
    page.inside(yes)?.click();
    await page.answered(/pizza is on its way/);
    await page.exchange('write a report', /Go on talking/);
    page.expected.push(/^warn: .*break_down failed/);
    await page.exchange('is it broken?', /That did not work/);
    await page.answered(/the report has three pages/);
  },
  search: async (page) => {
    await page.exchange('how high is Mont Blanc?', /4,806 metres/);
    await page.until('the sources', () => page.inside('a[href="https://en.wikipedia.org/wiki/Mont_Blanc"]'));
    page.set('#search', false);
    await page.askUntil('and now?', /I may not search/);
  },
  sight: async (page) => {
    page.click('#picture');
    await page.until('the picture', () => /has the picture/.test(page.find('#said').textContent ?? ''));
    await page.exchange('what do you see?', /shown one picture/);
    expect(page.asked).to.deep.equal([]);
    await page.until('the button', () => page.inside('[part~="camera"]'));
    page.inside('[part~="camera"]')?.click();
    await page.until('the preview', () => page.inside('video'));
    expect(page.asked).to.deep.equal(['camera']);
    // About one picture a second, of which the twin tells.
    await page.askUntil('and now?', /shown \d+ pictures/);
  },
  translation: async (page) => {
    page.click('#send');
    await page.answered(/Good morning, ladies and gentlemen/);
    expect(page.element.transcript.find(({ role }) => role === 'user')?.text).to.match(/Guten Morgen/);
  },
  transcription: async (page) => {
    page.click('#send');
    const heard = (final: boolean) =>
      page.element.transcript.some(
        (entry) => entry.role === 'user' && /platform four/.test(entry.text) && (!final || entry.final),
      );
    await page.until('the announcement', () => heard(true));
  },
  usage: async (page) => {
    await page.exchange('hello', /welcome/);
    await page.until('the table', () => page.find('#tokens').hidden === false);
    expect(page.element.usage?.totalTokens).to.be.greaterThan(0);
    page.expected.push(/^warn: .*The conversation ends: it has used/);
    for (let turn = 0; turn < 20 && page.element.state !== 'ended'; turn += 1) {
      await page.until('the end of a turn', () => ['listening', 'ended'].includes(page.element.state));
      const before = page.element.usage?.totalTokens ?? 0;
      if (page.element.state === 'listening') page.element.sendText('thanks');
      await page.until(
        'its cost',
        () => (page.element.usage?.totalTokens ?? 0) > before || page.element.state === 'ended',
      );
    }
    expect(page.element.state).to.equal('ended');
    expect(page.element.usage?.totalTokens).to.be.at.least(500);
  },
  vertex: (page) => page.exchange('hello', /welcome/),
  firebase: (page) => page.exchange('hello', /welcome/),
};

describe('the pages of the demo', () => {
  it('are all tested here', async () => {
    const path = '/__demo/pages.js';
    const { PAGES: listed } = (await import(path)) as { PAGES: readonly (readonly [string])[] };
    expect(listed.map(([file]) => file)).to.have.members(Object.keys(PAGES));
  });

  for (const [file, happens] of Object.entries(PAGES)) {
    it(`${file}: its thing happens`, async function () {
      this.timeout(120_000);
      const page = await DemoPage.open(`pages/${file}.html`);
      try {
        await happens(page);
      } finally {
        await page.close();
      }
    });
  }
});
