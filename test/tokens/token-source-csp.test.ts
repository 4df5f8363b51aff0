import { expect } from '@open-wc/testing';
import { TokenSource } from '../../src/tokens/token-source.ts';

const elsewhere = (): URL => {
  const url = new URL('/__token/full', location.href);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url;
};

const failureAt = (endpoint: string): Promise<{ code: string; message: string; recoverable: boolean }> =>
  new TokenSource({ endpoint })
    .get({ model: 'm', apiVersion: 'v1alpha', reason: 'start', signal: new AbortController().signal })
    .then(
      () => expect.fail('It did not reject.'),
      (error: unknown) => error as { code: string; message: string; recoverable: boolean },
    );

describe('TokenSource under a content security policy', () => {
  before(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = `connect-src 'self' ws: wss:`;
    document.head.append(policy);
  });

  it('an endpoint that connect-src leaves out is "blocked-by-csp", and the sentence names what to add', async () => {
    const error = await failureAt(elsewhere().href);
    expect(error.code).to.equal('blocked-by-csp');
    expect(error.message).to.contain(elsewhere().origin).and.to.contain('connect-src');
    expect(error.recoverable).to.equal(false);
  });

  it('a network failure of an endpoint that it allows is still "network"', async () => {
    expect((await failureAt('/__token/drop')).code).to.equal('network');
  });
});
