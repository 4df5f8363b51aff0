import { expect } from '@open-wc/testing';
import { explain } from '../../src/core/explanations/explain.ts';
import { LiveFailure } from '../../src/core/live-failure.ts';
import { GeminiLiveError } from '../../src/errors.ts';
import {
  TokenSource,
  type TokenContext,
  type TokenRequest,
  type TokenSourceOptions,
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

describe('TokenSource: the page answers', () => {
  it('asks the provider in place of the endpoint, and tells it what for', async () => {
    const seen: TokenContext[] = [];
    const provider = (asked: TokenContext) => {
      seen.push(asked);
      return Promise.resolve('auth_tokens/own');
    };
    const source = new TokenSource({
      endpoint: `/__token/full?provider${RUN}`,
      provider,
      onRequest: () => expect.fail(),
    });
    expect(await source.get(context({ reason: 'reconnect' }))).to.deep.equal({ token: 'auth_tokens/own' });
    expect(seen.map(({ model, apiVersion, reason }) => [model, apiVersion, reason])).to.deep.equal([
      ['gemini-3.8-live', 'v1alpha', 'reconnect'],
    ]);
    expect(await callsWith(`provider${RUN}`)).to.equal(0);
  });

  it('a provider that fails is "token" with its error as the cause; a GeminiLiveError passes as it is', async () => {
    const cause = new Error('auth_tokens/leaked');
    const failed = await rejection(new TokenSource({ provider: () => Promise.reject(cause) }).get(context()));
    expect(failed).to.be.instanceOf(LiveFailure).with.property('code', 'token');
    expect(failed).to.have.property('cause', cause);
    expect(explain((failed as Error).message)).not.to.contain('leaked');
    const own = new GeminiLiveError('quota', 'Enough for today.');
    expect(await rejection(new TokenSource({ provider: () => Promise.reject(own) }).get(context()))).to.equal(
      own,
    );
  });

  it('a provider that throws, or answers nonsense, is "token"', async () => {
    const providers: TokenSourceOptions['provider'][] = [
      () => {
        throw new Error('at once');
      },
      () => Promise.resolve(undefined as unknown as string),
      () => Promise.resolve({} as LiveToken),
      () => Promise.resolve(''),
    ];
    for (const provider of providers) {
      const error = await rejection(new TokenSource(provider ? { provider } : {}).get(context()));
      expect(error).to.be.instanceOf(LiveFailure).with.property('code', 'token');
    }
  });

  it('a provider that never answers is "timeout", and its signal is aborted', async () => {
    let given: AbortSignal | undefined;
    const provider = ({ signal }: TokenContext) => {
      given = signal;
      return new Promise<string>(() => undefined);
    };
    const error = await rejection(new TokenSource({ provider, timeoutMs: 20 }).get(context()));
    expect(error).to.have.property('code', 'timeout');
    expect(given?.aborted).to.equal(true);
  });

  it('shows every request, whose headers and body may be changed', async () => {
    const onRequest = ({ headers, body }: TokenRequest) => {
      headers.set('x-csrf-token', 'abc');
      body['visitor'] = 7;
      return true;
    };
    const { token } = await new TokenSource({ endpoint: '/__token/echo', onRequest }).get(context());
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
        const answer = await new TokenSource({ ...endpoint, onRequest }).get(context());
        expect(answer).to.deep.equal({ token: 'auth_tokens/page', apiVersion: 'v1beta' });
      }
    }
    expect(await callsWith(`respond${RUN}`)).to.equal(0);
  });

  it('a cancelled request without an answer is "token", and nothing is sent', async () => {
    const source = new TokenSource({ endpoint: `/__token/full?cancelled${RUN}`, onRequest: () => false });
    expect(await rejection(source.get(context()))).to.have.property('code', 'token');
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
    expect((await new TokenSource({ onRequest }).get(context())).token).to.equal('auth_tokens/first');
    expect(errors).to.have.lengthOf(1);
    expect(() => late?.respondWith(Promise.resolve('auth_tokens/late'))).to.throw(DOMException);
  });
});

describe('TokenSource: single flight', () => {
  /** A provider whose answers the test gives. */
  const pending = () => {
    const asked: { readonly context: TokenContext; readonly answer: (token: string) => void }[] = [];
    const provider = (wanted: TokenContext) =>
      new Promise<string>((answer) => asked.push({ context: wanted, answer }));
    return { asked, source: new TokenSource({ provider }) };
  };
  const turn = (): Promise<void> => Promise.resolve();

  it('callers at the same time share one token; a later one gets its own', async () => {
    const { asked, source } = pending();
    const both = Promise.all([source.get(context()), source.get(context())]);
    await turn();
    expect(asked).to.have.lengthOf(1);
    asked[0]?.answer('auth_tokens/1');
    expect(await both).to.deep.equal([{ token: 'auth_tokens/1' }, { token: 'auth_tokens/1' }]);
    const third = source.get(context());
    await turn();
    asked[1]?.answer('auth_tokens/2');
    expect(await third).to.deep.equal({ token: 'auth_tokens/2' });
  });

  it('another model is another flight', async () => {
    const { asked, source } = pending();
    void source.get(context());
    void source.get(context({ model: 'gemini-3.1-flash-live-preview' }));
    await turn();
    expect(asked.map(({ context: { model } }) => model)).to.deep.equal([
      'gemini-3.8-live',
      'gemini-3.1-flash-live-preview',
    ]);
  });

  it('one who leaves gets AbortError at once; the other still gets the token', async () => {
    const { asked, source } = pending();
    const leaving = new AbortController();
    const left = rejection(source.get(context({ signal: leaving.signal })));
    const stays = source.get(context());
    await turn();
    leaving.abort();
    expect(await left).to.have.property('name', 'AbortError');
    expect(asked[0]?.context.signal.aborted).to.equal(false);
    asked[0]?.answer('auth_tokens/1');
    expect(await stays).to.deep.equal({ token: 'auth_tokens/1' });
  });

  it('when all have left the request is given up, and the next caller starts anew', async () => {
    const { asked, source } = pending();
    const leaving = new AbortController();
    const left = rejection(source.get(context({ signal: leaving.signal })));
    await turn();
    leaving.abort();
    expect(asked[0]?.context.signal.aborted).to.equal(true);
    const next = source.get(context());
    expect(await left).to.have.property('name', 'AbortError');
    asked[0]?.answer('auth_tokens/stale');
    asked[1]?.answer('auth_tokens/fresh');
    expect(await next).to.deep.equal({ token: 'auth_tokens/fresh' });
  });

  it('one who has left already asks for nothing', async () => {
    const { asked, source } = pending();
    const gone = context({ signal: AbortSignal.abort() });
    expect(await rejection(source.get(gone))).to.have.property('name', 'AbortError');
    const leaving = new AbortController();
    const left = rejection(source.get(context({ signal: leaving.signal })));
    leaving.abort();
    expect(await left).to.have.property('name', 'AbortError');
    expect(asked).to.have.lengthOf(0);
  });

  it('a fetch that is given up ends as AbortError, not as a network failure', async () => {
    const leaving = new AbortController();
    const onRequest = () => {
      queueMicrotask(() => leaving.abort());
      return true;
    };
    const source = new TokenSource({ endpoint: '/__token/hang', onRequest });
    expect(await rejection(source.get(context({ signal: leaving.signal })))).to.have.property(
      'name',
      'AbortError',
    );
  });

  it('a failure reaches all who wait, and is not kept', async () => {
    let fails = true;
    const provider = () => (fails ? Promise.reject(new Error('down')) : Promise.resolve('auth_tokens/1'));
    const source = new TokenSource({ provider });
    const errors = await Promise.all([rejection(source.get(context())), rejection(source.get(context()))]);
    expect(errors[0]).to.equal(errors[1]);
    fails = false;
    expect(await source.get(context())).to.deep.equal({ token: 'auth_tokens/1' });
  });
});
