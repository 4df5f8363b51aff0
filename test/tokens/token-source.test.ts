import { expect } from '@open-wc/testing';
import { isRecoverable } from '../../src/core/error-code.ts';
import { explain } from '../../src/core/explanations/explain.ts';
import { LiveFailure } from '../../src/core/live-failure.ts';
import { isRawKey } from '../../src/tokens/live-token.ts';
import { getToken, type TokenContext, type TokenSource } from '../../src/tokens/token-source.ts';

const context = (more: Partial<TokenContext> = {}): TokenContext => ({
  model: 'gemini-3.8-live',
  apiVersion: 'v1alpha',
  reason: 'start',
  signal: new AbortController().signal,
  ...more,
});

const sourceFor = (kind: string, more: TokenSource = {}): TokenSource => ({
  endpoint: `/__token/${kind}`,
  ...more,
});

/** What it was rejected with, with its sentence written out. */
const errorOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => new Error('It did not reject.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof LiveFailure)) throw error as Error;
  const { code, message } = error;
  return { code, message: explain(message), recoverable: isRecoverable(code) };
};

const callsWith = async (id: string): Promise<number> =>
  Number(await (await fetch(`/__token/calls?${id}`)).text());

/** What the endpoint saw, which `/__token/echo` packs into its token. */
const echoed = (token: string) => {
  const packed = token.replace('auth_tokens/', '').replaceAll('-', '+').replaceAll('_', '/');
  return JSON.parse(atob(packed)) as { method: string; headers: Record<string, string>; body: unknown };
};

describe('getToken: answers', () => {
  it('takes every field that it knows, and no other', async () => {
    expect(await getToken(sourceFor('full'), context())).to.deep.equal({
      origin: location.origin,
      token: 'auth_tokens/full',
      apiVersion: 'v1beta',
      expireTime: '2030-01-01T00:30:00Z',
      newSessionExpireTime: '2030-01-01T00:01:00Z',
      locked: ['model'],
      baseUrl: 'http://127.0.0.1:9',
    });
  });

  for (const kind of ['name', 'string', 'text', 'nulls']) {
    it(`takes the form "${kind}"`, async () => {
      expect(await getToken(sourceFor(kind), context())).to.deep.equal({
        origin: location.origin,
        token: `auth_tokens/${kind}`,
      });
    });
  }

  it('takes a raw key, and tells it from a token', async () => {
    const { token } = await getToken(sourceFor('raw'), context());
    expect(isRawKey(token)).to.equal(true);
    expect(isRawKey('auth_tokens/x')).to.equal(false);
  });

  it('posts model and version as JSON, with the cookies of its own origin', async () => {
    document.cookie = 'token-test=1; path=/';
    const { token } = await getToken(sourceFor('echo'), context());
    document.cookie = 'token-test=; path=/; max-age=0';
    const { method, headers, body } = echoed(token);
    expect(method).to.equal('POST');
    expect(headers['content-type']).to.equal('application/json');
    expect(headers['cookie']).to.contain('token-test=1');
    expect(body).to.deep.equal({ model: 'gemini-3.8-live', apiVersion: 'v1alpha' });
  });

  it('sends no cookies when told so', async () => {
    document.cookie = 'token-test=1; path=/';
    const { token } = await getToken(sourceFor('echo', { credentials: 'omit' }), context());
    document.cookie = 'token-test=; path=/; max-age=0';
    expect(echoed(token).headers['cookie']).to.equal(undefined);
  });

  it('fetches anew each time', async () => {
    const id = crypto.randomUUID();
    const source = sourceFor(`full?${id}`);
    await getToken(source, context());
    await getToken(source, context());
    expect(await callsWith(id)).to.equal(2);
  });
});

describe('getToken: refusals', () => {
  const cases: [kind: string, code: string, says: RegExp, recoverable: boolean][] = [
    ['401', 'auth', /401.*signed in/, false],
    ['403', 'auth', /403.*allowedOrigins/, false],
    ['retry-seconds', 'quota', /429.*12 s/, true],
    ['retry-date', 'quota', /429.*(89|90) s/, true],
    ['retry-odd', 'quota', /429.*later/, true],
    ['429', 'quota', /429.*later/, true],
    ['400', 'token', /400.*model/, true],
    ['404', 'token', /404.*token-endpoint/, true],
    ['405', 'token', /405.*POST/, true],
    ['415', 'token', /415.*application\/json/, true],
    ['418', 'token', /418/, true],
    ['500', 'token', /500.*server/, true],
    ['502', 'token', /502/, true],
    ['503', 'token', /503/, true],
    ['html', 'token', /200.*HTML/, true],
    ['redirect', 'token', /200.*HTML.*redirect/, true],
    ['empty', 'token', /200 with nothing/, true],
    ['none', 'token', /204 with nothing/, true],
    ['not-json', 'token', /not JSON/, true],
    ['null', 'token', /without a token/, true],
    ['number', 'token', /without a token/, true],
    ['no-token', 'token', /without a token/, true],
    ['token-number', 'token', /visible ASCII/, true],
    ['token-empty', 'token', /without a token/, true],
    ['token-space', 'token', /visible ASCII/, true],
    ['token-control', 'token', /visible ASCII/, true],
    ['token-newline', 'token', /visible ASCII/, true],
    ['token-foreign', 'token', /visible ASCII/, true],
    ['token-long', 'token', /4096/, true],
    ['bad-version', 'token', /apiVersion/, true],
    ['bad-base-url', 'token', /baseUrl/, true],
    ['bad-locked', 'token', /locked/, true],
    ['bad-time', 'token', /expireTime/, true],
    ['drop', 'network', /could not be reached/, true],
    ['half', 'network', /broke|could not be reached/, true],
  ];
  for (const [kind, code, says, recoverable] of cases) {
    it(`${kind} is "${code}", in a sentence that quotes nothing`, async () => {
      const error = await errorOf(getToken(sourceFor(kind), context()));
      expect(error.code).to.equal(code);
      expect(error.message).to.match(says);
      expect(error.message).not.to.match(/secret|detail-of-the-server/);
      expect(error.recoverable).to.equal(recoverable);
    });
  }

  it('no answer in time is "timeout"', async () => {
    expect((await errorOf(getToken(sourceFor('hang', { timeoutMs: 40 }), context()))).code).to.equal(
      'timeout',
    );
  });

  it('another origin without CORS is "network", and the sentence says what to do there', async () => {
    const elsewhere = new URL('/__token/full', location.href);
    elsewhere.hostname = elsewhere.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    const error = await errorOf(getToken({ endpoint: elsewhere.href }, context()));
    expect([error.code, /allowedOrigins/.test(error.message)]).to.deep.equal(['network', true]);
  });

  it('no endpoint, and an address that is none, are told apart', async () => {
    expect((await errorOf(getToken({}, context()))).message).to.match(/set token-endpoint/);
    expect((await errorOf(getToken({ endpoint: ' ' }, context()))).message).to.match(/set token-endpoint/);
    const wrong = { endpoint: 'http://[' };
    expect((await errorOf(getToken(wrong, context()))).message).to.match(/not an address/);
  });
});
