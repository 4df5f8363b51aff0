import { expect } from '@open-wc/testing';
import { type ErrorCode, isRecoverable } from '../../src/core/error-code.ts';
import { explain } from '../../src/core/explanations/explain.ts';

interface Outcome {
  readonly code: ErrorCode;
  readonly message: string;
}

const elsewhere = (): URL => {
  const url = new URL('/__token/full', location.href);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url;
};

/** How asking `endpoint` ends on a page whose policy allows connections to its own origin only. */
const outcomeAt = async (endpoint: string): Promise<Outcome> => {
  const frame = document.createElement('iframe');
  frame.src = `/__token/csp-page?endpoint=${encodeURIComponent(endpoint)}`;
  const told = new Promise<Outcome>((resolve) => {
    addEventListener('message', function listen({ source, data }: MessageEvent<Outcome>) {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      resolve(data);
    });
  });
  document.body.append(frame);
  const outcome = await told;
  frame.remove();
  return outcome;
};

describe('getToken under a content security policy', () => {
  it('an endpoint that connect-src leaves out is "blocked-by-csp", and the sentence names what to add', async () => {
    const { code, message } = await outcomeAt(elsewhere().href);
    expect(code).to.equal('blocked-by-csp');
    expect(explain(message)).to.contain(elsewhere().origin).and.to.contain('connect-src');
    expect(isRecoverable(code)).to.equal(false);
  });

  it('an endpoint that it allows works', async () => {
    expect(await outcomeAt('/__token/full')).to.deep.equal({ code: 'none' });
  });

  it('a network failure of an endpoint that it allows is still "network"', async () => {
    expect((await outcomeAt('/__token/drop')).code).to.equal('network');
  });
});
