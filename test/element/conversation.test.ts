import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import '../../src/define.ts';
import { Twin } from '../support/twin.ts';

describe('a conversation', () => {
  let twin: Twin;
  let element: GeminiLiveElement;

  const state = async (...wanted: string[]): Promise<void> => {
    while (!wanted.includes(element.state)) await oneEvent(element, 'gemini-live-statechange');
  };

  beforeEach(async () => {
    twin = await Twin.start({ script: { answers: [{ kind: 'parrot' }] } });
    element = await fixture<GeminiLiveElement>(html`<gemini-live></gemini-live>`);
    element.baseUrl = twin.url;
    element.tokenProvider = () => twin.token();
  });
  afterEach(async () => {
    await element.stop();
    await twin.stop();
  });

  it('talks', async () => {
    element.addEventListener('gemini-live-error', (e) =>
      console.log('ERR', e.error.code, e.error.message, String(e.error.cause)),
    );
    element.addEventListener('gemini-live-warning', (e) => console.log('WARN', e.message));
    element.addEventListener('gemini-live-statechange', (e) => console.log('STATE', e.state));
    await element.start();
    await state('speaking');
    await state('listening');
    console.log(JSON.stringify(element.transcript), JSON.stringify(element.usage));
  });
});
