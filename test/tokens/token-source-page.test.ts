import { expect } from '@open-wc/testing';
import { explain } from '../../src/core/explanations/explain.ts';
import { LiveFailure } from '../../src/core/live-failure.ts';
import { GeminiLiveError } from '../../src/errors.ts';
import {
  getToken,
  type TokenContext,
  type TokenRequest,
  type TokenSource,
} from '../../src/tokens/token-source.ts';
import type { LiveToken } from '../../src/tokens/live-token.ts';

const context = (more: Partial<TokenContext> = {}): TokenContext => ({
  model: 'gemini-3.8-live',
  apiVersion: 'v1alpha',
  reason: 'start',
  signal: new AbortController().signal,
  ...more,
});

/** Other browsers run this file against the same server. */
const RUN = crypto.randomUUID();

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('It did not reject.'),
    (reason: unknown) => reason,
  );

const callsWith = async (id: string): Promise<number> =>
  Number(await (await fetch(`/__token/calls?${id}`)).text());

describe('getToken: the page answers', () => {
  it('asks the provider in place of the endpoint, and tells it what for', async () => {
    const seen: TokenContext[] = [];
    const provider = (asked: TokenContext) => {
      seen.push(asked);
      return Promise.resolve('auth_tokens/own');
    };
    const source = {
      endpoint: `/__token/full?provider${RUN}`,
      provider,
      onRequest: () => expect.fail(),
    };
    expect(await getToken(source, context({ reason: 'reconnect' }))).to.deep.equal({
      token: 'auth_tokens/own',
    });
    expect(seen.map(({ model, apiVersion, reason }) => [model, apiVersion, reason])).to.deep.equal([
      ['gemini-3.8-live', 'v1alpha', 'reconnect'],
    ]);
    expect(await callsWith(`provider${RUN}`)).to.equal(0);
  });

  it('a provider that fails is "token" with its error as the cause; a GeminiLiveError passes as it is', async () => {
    const cause = new Error('auth_tokens/leaked');
    const failed = await rejection(getToken({ provider: () => Promise.reject(cause) }, context()));
    expect(failed).to.be.instanceOf(LiveFailure).with.property('code', 'token');
    expect(failed).to.have.property('cause', cause);
    expect(explain((failed as Error).message)).not.to.contain('leaked');
    const own = new GeminiLiveError('quota', 'Enough for today.');
    expect(await rejection(getToken({ provider: () => Promise.reject(own) }, context()))).to.equal(own);
  });

  it('a provider that throws, or answers nonsense, is "token"', async () => {
    const providers: TokenSource['provider'][] = [
      () => {
        throw new Error('at once');
      },
      () => Promise.resolve(undefined as unknown as string),
      () => Promise.resolve({} as LiveToken),
      () => Promise.resolve(''),
    ];
    for (const provider of providers) {
      const error = await rejection(getToken(provider ? { provider } : {}, context()));
      expect(error).to.be.instanceOf(LiveFailure).with.property('code', 'token');
    }
  });

  it('a provider that never answers is "timeout", and its signal is aborted', async () => {
    let given: AbortSignal | undefined;
    const provider = ({ signal }: TokenContext) => {
      given = signal;
      return new Promise<string>(() => undefined);
    };
    const error = await rejection(getToken({ provider, timeoutMs: 20 }, context()));
    expect(error).to.have.property('code', 'timeout');
    expect(given?.aborted).to.equal(true);
  });

  it('shows every request, whose headers and body may be changed', async () => {
    const onRequest = ({ headers, body }: TokenRequest) => {
      headers.set('x-csrf-token', 'abc');
      body['visitor'] = 7;
      return true;
    };
    const { token } = await getToken({ endpoint: '/__token/echo', onRequest }, context());
    const packed = token.replace('auth_tokens/', '').replaceAll('-', '+').replaceAll('_', '/');
    const seen = JSON.parse(atob(packed)) as { headers: Record<string, string>; body: unknown };
    expect(seen.headers['x-csrf-token']).to.equal('abc');
    expect(seen.body).to.deep.equal({ model: 'gemini-3.8-live', apiVersion: 'v1alpha', visitor: 7 });
  });

  it('respondWith answers in the place of the endpoint, cancelled or not, or where there is none', async () => {
    for (const proceed of [true, false]) {
      const onRequest = ({ respondWith }: TokenRequest) => {
        respondWith(Promise.resolve({ token: 'auth_tokens/page', apiVersion: 'v1beta' }));
        return proceed;
      };
      for (const endpoint of [{ endpoint: `/__token/full?respond${RUN}` }, {}]) {
        const answer = await getToken({ ...endpoint, onRequest }, context());
        expect(answer).to.deep.equal({ token: 'auth_tokens/page', apiVersion: 'v1beta' });
      }
    }
    expect(await callsWith(`respond${RUN}`)).to.equal(0);
  });

  it('a cancelled request without an answer is "token", and nothing is sent', async () => {
    const source = { endpoint: `/__token/full?cancelled${RUN}`, onRequest: () => false };
    expect(await rejection(getToken(source, context()))).to.have.property('code', 'token');
    expect(await callsWith(`cancelled${RUN}`)).to.equal(0);
  });

  it('respondWith works once, and not after the event', async () => {
    const errors: unknown[] = [];
    let late: TokenRequest | undefined;
    const onRequest = (request: TokenRequest) => {
      late = request;
      request.respondWith(Promise.resolve('auth_tokens/first'));
      try {
        request.respondWith(Promise.resolve('auth_tokens/second'));
      } catch (error) {
        errors.push(error);
      }
      return true;
    };
    expect((await getToken({ onRequest }, context())).token).to.equal('auth_tokens/first');
    expect(errors).to.have.lengthOf(1);
    expect(() => late?.respondWith(Promise.resolve('auth_tokens/late'))).to.throw(DOMException);
  });
});

describe('getToken: callers who leave', () => {
  /** A provider whose answers the test gives. */
  const pending = () => {
    const asked: { readonly context: TokenContext; readonly answer: (token: string) => void }[] = [];
    const provider = (wanted: TokenContext) =>
      new Promise<string>((answer) => asked.push({ context: wanted, answer }));
    return { asked, source: { provider } };
  };

  it('one who leaves gets AbortError at once, and the provider hears of it', async () => {
    const { asked, source } = pending();
    const leaving = new AbortController();
    const left = rejection(getToken(source, context({ signal: leaving.signal })));
    leaving.abort();
    expect(await left).to.have.property('name', 'AbortError');
    expect(asked[0]?.context.signal.aborted).to.equal(true);
    asked[0]?.answer('auth_tokens/stale');
    const next = getToken(source, context());
    asked[1]?.answer('auth_tokens/fresh');
    expect(await next).to.deep.equal({ token: 'auth_tokens/fresh' });
  });

  it('one who has left already asks for nothing', async () => {
    const { asked, source } = pending();
    const gone = context({ signal: AbortSignal.abort() });
    expect(await rejection(getToken(source, gone))).to.have.property('name', 'AbortError');
    expect(asked).to.have.lengthOf(0);
  });

  it('a fetch that is given up ends as AbortError, not as a network failure', async () => {
    const leaving = new AbortController();
    const onRequest = () => {
      queueMicrotask(() => leaving.abort());
      return true;
    };
    const given = getToken({ endpoint: '/__token/hang', onRequest }, context({ signal: leaving.signal }));
    expect(await rejection(given)).to.have.property('name', 'AbortError');
  });
});
