import { expect } from '@open-wc/testing';
import { ENGINES, rejection, Stage } from '../support/conversation-harness.ts';
import { Search } from './support/search.ts';

/** Around what the twin mints: no other text of the page has it. */
const ANSWERS = {
  setupDelayMs: 10,
  script: {
    answers: [
      {
        kind: 'call' as const,
        calls: [{ name: 'clock', args: { zone: 'Lisbon' }, behavior: 'BLOCKING' as const }],
        next: { kind: 'say' as const, text: 'It is noon.', delayMs: 10 },
        delayMs: 10,
      },
      { kind: 'tone' as const, hz: 440, seconds: 0.3, spoken: 'Good morning.', delayMs: 10 },
    ],
  },
};

for (const engine of ENGINES) {
  describe(`the token (engine ${engine})`, () => {
    let stage: Stage;
    let search: Search;
    beforeEach(() => {
      search = new Search();
    });
    afterEach(async () => {
      search.close();
      await stage.close();
    });

    it('of a conversation with a call, speech and a lost line is nowhere in the page', async () => {
      stage = await Stage.open({ engine, twin: ANSWERS });
      const { element } = stage;
      search.watch(element);
      element.options = { ...element.options, debug: true, record: true };
      element.tokenProvider = async () => search.secret(await stage.twin.token());
      element.tools = [
        {
          declaration: { name: 'clock', description: 'Tells the time.' },
          handler: () => ({ time: '12:00' }),
        },
      ];
      element.show();
      await element.start();
      element.sendText('What time is it?');
      await stage.until(() => element.transcript.some(({ text }) => text === 'It is noon.'));
      await stage.until(() => stage.states.includes('speaking') && element.state === 'listening');
      const turns = stage.states.length;
      await stage.say();
      await stage.until(
        () => stage.states.slice(turns).includes('speaking') && element.state === 'listening',
      );
      await search.look();
      await stage.twin.terminate();
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0 && element.state === 'listening');
      await search.look();
      expect(search.secrets).to.have.length(2);
      await element.stop();
      await search.look();
      expect(search.found).to.deep.equal([]);
    });

    it('that the service refuses is in no error, and neither is a key', async () => {
      stage = await Stage.open({ engine, twin: ANSWERS });
      const { element } = stage;
      search.watch(element);
      for (const secret of [
        'auth_tokens/never-minted-3f9c1e',
        'AIzaSyNotAKeyThatIsKnown0123456789abcde',
        'auth_tokens/with space 3f9c1e',
        'auth_tokens/with-a-bell-3f9c1e\u0007',
      ]) {
        element.tokenProvider = () => Promise.resolve(search.secret(secret));
        const error = await rejection(element.start());
        search.examine('the rejection', error);
        await search.look();
      }
      expect(stage.errors).to.have.length(4);
      expect(search.found).to.deep.equal([]);
    });

    it('that the service quotes as it hangs up is in no error and in no warning', async () => {
      stage = await Stage.open({ engine, twin: ANSWERS });
      const { element } = stage;
      search.watch(element);
      let token = '';
      element.tokenProvider = async () => search.secret((token = await stage.twin.token()));
      for (const reason of [
        () => token,
        () => `?access_token=${encodeURIComponent(token)}`,
        () => `[${token}]`,
      ]) {
        await element.start();
        const before = stage.errors.length;
        await stage.twin.close(1007, reason());
        await stage.until(() => stage.errors.length > before);
        await search.look();
      }
      expect(stage.errors).to.have.length(3);
      expect(search.found).to.deep.equal([]);
    });

    it('is in no error when nobody answers at the address that it is brought to', async () => {
      stage = await Stage.open({ engine, twin: ANSWERS });
      const { element } = stage;
      search.watch(element);
      element.baseUrl = 'http://127.0.0.1:9';
      element.tokenProvider = () => Promise.resolve(search.secret('auth_tokens/to-nobody-3f9c1e'));
      search.examine('the rejection', await rejection(element.start()));
      await search.look();
      expect(search.found).to.deep.equal([]);
    });

    it('from an endpoint is in no address that was asked for', async () => {
      const markup = '<gemini-live token-endpoint="/__token/unguessed"></gemini-live>';
      stage = await Stage.open({ engine, twin: ANSWERS, markup });
      search.watch(stage.element);
      search.secret('auth_tokens/of-the-endpoint-3f9c1e');
      search.examine('the rejection', await rejection(stage.element.start()));
      expect((await stage.twin.connections()).map(({ path }) => path).join()).to.contain('access_token=');
      await search.look();
      expect(search.found).to.deep.equal([]);
    });
  });
}

describe('the search for a secret', () => {
  it('finds it wherever it may be', async () => {
    const search = new Search();
    const element = document.createElement('div');
    document.body.append(element);
    search.watch(element);
    const secret = search.secret('auth_tokens/planted-3f9c1e');
    const root = element.attachShadow({ mode: 'open' });
    const inner = document.createElement('p');
    root.append(inner);
    const plants: readonly (readonly [string, () => void, () => void])[] = [
      ['the page', () => (inner.title = secret), () => (inner.title = '')],
      ['the page', () => (inner.textContent = secret), () => (inner.textContent = '')],
      ['localStorage', () => localStorage.setItem('x', secret), () => localStorage.removeItem('x')],
      ['sessionStorage', () => sessionStorage.setItem(secret, 'x'), () => sessionStorage.removeItem(secret)],
      [
        'cookies',
        () => (document.cookie = `x=${encodeURIComponent(secret)}`),
        () => (document.cookie = 'x=;max-age=0'),
      ],
      ['history', () => history.replaceState({ x: [secret] }, ''), () => history.replaceState(null, '')],
      ['console.warn', () => console.warn('x', { y: secret }), () => undefined],
      ['console.debug', () => console.debug(new Error('x', { cause: new Error(secret) })), () => undefined],
      [
        'gemini-live-error',
        () =>
          element.dispatchEvent(
            Object.assign(new Event('gemini-live-error', { bubbles: true }), { error: { cause: [secret] } }),
          ),
        () => undefined,
      ],
      ['performance', () => performance.mark(secret), () => performance.clearMarks()],
      ['window.name', () => (window.name = secret), () => (window.name = '')],
    ];
    for (const [place, plant, uproot] of plants) {
      const before = search.found.length;
      plant();
      await search.look();
      uproot();
      expect(search.found.slice(before), place).to.include(place);
    }
    search.close();
    element.remove();
  });
});
