import { expect } from '@open-wc/testing';
import type { PlaygroundData } from '../../build/capabilities/controls.ts';
import { attributeName, PROPERTIES } from '../../src/attribute-list.ts';
import { DemoPage } from './demo-page.ts';

type Controls = PlaygroundData['groups'][number]['controls'];
type Control = Controls[number];
interface SnippetModule {
  settingsFrom(
    snippet: { readonly html: string; readonly js: string },
    controls: ReadonlyMap<string, Control>,
  ): Map<string, string>;
}

/** A text that a control of each kind can hold. */
const sampleFor = ({ kind, key, values = [] }: Control): string => {
  switch (kind) {
    case 'checkbox':
      return 'true';
    case 'yes-no':
      return 'false';
    case 'number':
      return '7';
    case 'select':
      return values.at(-1) ?? '';
    case 'list':
      return 'de, "fr"';
    case 'json':
      return '{"a":{"b":"</script> & <b>"}}';
    case 'text':
      return key === 'base-url' || key === 'worklet-base' ? 'https://a.example/?x=1&y="2"' : 'de-"CH" <&>';
  }
};

const selectorOf = (key: string): string => `[name="${key}"]`;
const texts = (page: DemoPage) => ({
  html: page.find('#html').textContent ?? '',
  js: page.find('#js').textContent ?? '',
});

describe('the playground', () => {
  let page: DemoPage;
  let controls: Controls;
  let snippets: SnippetModule;
  before(async () => {
    const answer = await fetch('/__demo/playground/controls.json');
    const data = (await answer.json()) as PlaygroundData;
    controls = data.groups.flatMap((group) => group.controls);
    const path = '/__demo/playground/snippet.js';
    snippets = (await import(path)) as SnippetModule;
  });
  beforeEach(async () => {
    page = await DemoPage.open('playground.html');
    await page.until('the form', () => page.document.querySelector(selectorOf('voice')));
  });
  afterEach(() => page.close());

  /** Values out of thin air: the element warns, and says what is legal. */
  const warnsAreExpected = () => page.expected.push(/^warn: /);
  const set = (control: Control): void => {
    const text = sampleFor(control);
    page.set(selectorOf(control.key), control.kind === 'checkbox' ? true : text);
  };
  /** Resolves when the address has come to say this: it follows a moment later. */
  const linked = async (what: RegExp): Promise<string> => {
    await page.until(`${what} in the address`, () => what.test(page.window.location.hash));
    return page.window.location.hash;
  };
  const parsed = () => snippets.settingsFrom(texts(page), new Map(controls.map((one) => [one.key, one])));

  it('has a control for every attribute of the element, by its type', () => {
    const attributes = PROPERTIES.filter(([, { attribute }]) => attribute !== false);
    for (const [property, { type }] of attributes) {
      const field = page.find(selectorOf(attributeName(property))) as HTMLInputElement;
      expect(field.type === 'checkbox', property).to.equal(type === Boolean);
      // Not by `labels`: WebKitGTK crashes when a frame goes in which that was asked for.
      expect(page.find(`label[for="${field.id}"]`).textContent, property).to.equal(attributeName(property));
      const help = page.document.getElementById(field.getAttribute('aria-describedby') ?? '');
      expect(help?.textContent?.length, property).to.be.greaterThan(10);
    }
  });

  it('sets each of them on the element and in the snippet, and takes it back', async () => {
    warnsAreExpected();
    for (const control of controls.filter(({ key }) => !key.includes('.'))) {
      const { key, kind } = control;
      const before = page.element.getAttribute(key);
      set(control);
      expect(page.element.getAttribute(key), key).to.equal(kind === 'checkbox' ? '' : sampleFor(control));
      expect(Object.fromEntries(parsed()), key).to.deep.equal({ [key]: sampleFor(control) });
      page.set(selectorOf(key), kind === 'checkbox' ? false : '');
      await page.element.updateComplete;
      const after = page.element.getAttribute(key);
      expect(after === before || after === null || after === 'api/live-token/playground', key).to.be.true;
      expect(texts(page).html, key).not.to.contain(` ${key}="d`);
    }
  });

  it('sets tools, history and variables, and takes them back', () => {
    const whole = controls.filter(({ key }) => key.startsWith('.'));
    expect(whole.map(({ key }) => key)).to.have.members(['.tools', '.history', '.variables']);
    for (const { key } of whole) {
      const text = key === '.variables' ? '{"shop":"a;\\n;"}' : '[{"x":"a;\\nelement.config = 1;"},[]]';
      const property = key.slice(1) as 'tools' | 'history' | 'variables';
      page.set(selectorOf(key), text);
      expect(page.element[property], key).to.deep.equal(JSON.parse(text));
      expect(Object.fromEntries(parsed()), key).to.deep.equal({ [key]: text });
      page.set(selectorOf(key), key === '.variables' ? '{}' : '[]');
      expect([...parsed().keys()], key).to.deep.equal([key]);
      page.set(selectorOf(key), '');
      expect(page.element[property], key).to.equal(undefined);
    }
  });

  it('answers the calls of functions that were declared there, as its snippet does', async function () {
    this.timeout(60_000);
    page.set(selectorOf('token-endpoint'), 'api/live-token/tools');
    page.set(selectorOf('.tools'), '[{"declaration":{"name":"set_light","description":"Sets the lamp."}}]');
    expect(texts(page).js).to.contain('element.sendToolResponse({ id, name');
    await page.exchange('make it green', /set_light says: .*"called":"set_light".*green/);
  });

  it('sets options and config as objects, and takes them back', () => {
    warnsAreExpected();
    for (const control of controls.filter(({ key }) => /\w\./.test(key))) {
      const { key } = control;
      set(control);
      const [property = '', ...names] = key.split('.');
      const held = names.reduce<unknown>(
        (at, name) => (at as Record<string, unknown> | undefined)?.[name],
        page.element[property as 'options' | 'config'],
      );
      expect(held, key).not.to.equal(undefined);
      expect(Object.fromEntries(parsed()), key).to.deep.equal({ [key]: sampleFor(control) });
      page.set(selectorOf(key), control.kind === 'checkbox' ? false : '');
      expect(page.element[property as 'options' | 'config'] ?? {}, key).to.deep.equal({});
    }
  });

  it('writes all settings at once into one snippet that says the same', () => {
    warnsAreExpected();
    for (const control of controls) set(control);
    const all = Object.fromEntries(controls.map((control) => [control.key, sampleFor(control)]));
    expect(Object.fromEntries(parsed())).to.deep.equal(all);
  });

  it('marks what a control cannot hold, and does not give it to the element', () => {
    page.set(selectorOf('options.strings'), '{"a": ');
    expect(page.find(selectorOf('options.strings')).getAttribute('aria-invalid')).to.equal('true');
    expect(page.element.options).to.deep.equal({});
    expect(texts(page).js).to.equal('');
  });

  it('writes a link that restores the settings, and no addresses or keys into it', async () => {
    page.set(selectorOf('voice'), 'Kore');
    page.set(selectorOf('options.record'), true);
    page.set(selectorOf('config.temperature'), '0.5');
    page.set(selectorOf('options.firebase'), '{"apiKey":"k","projectId":"p"}');
    page.set(selectorOf('base-url'), 'https://a.example/');
    page.set(selectorOf('config.tools'), '[{"mcpServers":[{"name":"secret"}]}]');
    page.set(selectorOf('config.speechConfig.voiceConfig.replicatedVoiceConfig'), '{"mimeType":"secret"}');
    const hash = await linked(/temperature/);
    expect(decodeURIComponent(hash)).not.to.match(/apiKey|a\.example|secret/);
    page.expected.push(/^warn: /);
    await page.close();
    page = await DemoPage.open(
      `playground.html${hash}&base-url=https%3A%2F%2Fb.example&layout=nowhere&nothing=1`,
    );
    await page.until('the voice', () => page.element.voice === 'Kore');
    expect(page.element.options).to.deep.equal({ record: true });
    expect(page.element.config).to.deep.equal({ temperature: 0.5 });
    expect(page.element.getAttribute('base-url')).to.equal(null);
    expect(page.element.getAttribute('layout')).to.equal('inline');
  });

  it('talks with the settings that were made, and writes the events down', async function () {
    this.timeout(60_000);
    page.set(selectorOf('voice'), 'Kore');
    page.set(selectorOf('voice'), 'Nobody');
    page.expected.push(/^warn: .*Nobody/);
    await page.exchange('hello', /welcome/);
    const log = page.find('#log');
    await page.until('usage in the log', () => log.querySelector('[data-event="usage"]'));
    expect(log.querySelector('[data-event="warning"]')?.textContent).to.match(/Nobody/);
    expect(log.textContent).not.to.match(/auth_tokens/);
    expect(page.asked).to.deep.equal([]);
  });

  it('starts afresh', async () => {
    page.set(selectorOf('visualizer'), 'bars');
    await linked(/bars/);
    page.click('#reset');
    expect((page.find(selectorOf('visualizer')) as HTMLSelectElement).value).to.equal('');
    expect(page.element.hasAttribute('visualizer')).to.equal(false);
    await linked(/^$/);
  });
});
