import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

/** Values that are not legal: each is told once, the default is used, and the conversation takes place. */
describe('values that are not legal', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  for (const [attribute, value] of [
    ['base-url', 'not an url'],
    ['base-url', 'http://['],
    ['base-url', 'ftp://127.0.0.1/'],
    ['worklet-base', 'javascript:alert(1)'],
    ['api-version', 'one two'],
    ['idle-timeout', 'soon'],
  ] as const) {
    it(`${attribute}="${value}"`, async () => {
      stage = await Stage.open({
        markup: `<gemini-live visualizer="none" ${attribute}="${value}"></gemini-live>`,
      });
      const { element, twin } = stage;
      // The token's answer names the twin, since the address of the markup is none.
      element.tokenProvider = async () => ({
        token: await twin.token(),
        apiVersion: 'v1alpha',
        baseUrl: twin.url,
      });
      await element.start();
      expect(element.state).to.equal('listening');
      expect(stage.warnings).to.deep.equal(['bad-value']);
      expect(stage.consoleWarnings.join()).to.contain('is ignored');
    });
  }

  it('what a program sets', async () => {
    stage = await Stage.open();
    const { element } = stage;
    Object.assign(element, { options: null, volume: NaN });
    await element.start();
    Object.assign(element, { volume: 'loud' });
    await element.updateComplete;
    Object.assign(element, { volume: 7 });
    await element.updateComplete;
    element.sendText('mark');
    await stage.state('speaking');
    await element.stop();
    Object.assign(element, { options: { connectTimeoutMs: 'soon', credentials: 'maybe', engine: 'fast' } });
    await element.start();
    expect(element.state).to.equal('listening');
    expect(stage.errors).to.deep.equal([]);
    expect(new Set(stage.warnings)).to.deep.equal(new Set(['bad-value']));
  });

  it('the JSON child may give options, wording among them', async () => {
    const options = { engine: 'inline', strings: { start: 'Sprich mit uns' } };
    stage = await Stage.open({
      markup: `<gemini-live visualizer="none"><script type="application/json">${JSON.stringify({ options })}</script></gemini-live>`,
    });
    const { element } = stage;
    element.options = {};
    expect(await stage.shown('start')).to.equal('Sprich mit uns');
    await element.start();
    expect(stage.census.workersMade).to.equal(0);
  });
});

describe('a conversation whose sound the browser holds back', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const suspended = async (): Promise<AudioContext> => {
    stage = await Stage.open();
    await stage.element.start();
    const [context] = stage.census.contexts;
    if (!context) throw new Error('There is no context.');
    await context.suspend();
    return context;
  };
  const running = (context: AudioContext): Promise<void> => stage.frames(() => context.state === 'running');

  it('start() in a click brings it back', async () => {
    const context = await suspended();
    await stage.element.start();
    await running(context);
  });

  it('so does any gesture on the page, until the conversation ends', async () => {
    const context = await suspended();
    document.body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    await running(context);
    await context.suspend();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
    await running(context);
  });
});

describe('push to talk by method', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  it('begun while the line is being set up, it is still shown as held afterwards, until the conversation ends', async () => {
    stage = await Stage.open({ markup: '<gemini-live vad="manual" visualizer="none"></gemini-live>' });
    const { element } = stage;
    const pressed = async (): Promise<string | null | undefined> => {
      await element.updateComplete;
      return element.shadowRoot?.querySelector('[part~="talk"]')?.getAttribute('aria-pressed');
    };
    const started = element.start();
    element.startActivity();
    await started;
    expect(await pressed()).to.equal('true');
    await stage.twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
    expect(await pressed()).to.equal('true');
    await element.stop();
    await element.start();
    expect(await pressed()).to.equal('false');
  });
});
