import { expect } from '@open-wc/testing';
import { classifyClose, type Closure } from '../../src/core/close-reasons.ts';
import { explain } from '../../src/core/explanations/explain.ts';
import { quote, redact } from '../../src/core/redact.ts';

type Expected = readonly [error: string, retry: string];
type Case = readonly [code: number, reason: string, expected: Expected, more?: Partial<Closure>];

const BEFORE = { opened: false, healthyMs: 0 };
/** … and an earlier connection was set up with the same. */
const TAKEN_BEFORE = { ...BEFORE, proven: true };

const CASES: readonly Case[] = [
  [1000, '', ['service', 'resume']],
  [1000, '', ['service', 'no'], BEFORE],
  [1001, '', ['service', 'resume']],
  [1002, '', ['service', 'resume']],
  [1005, '', ['network', 'resume']],
  [1006, '', ['network', 'resume']],
  [1006, '', ['network', 'resume'], BEFORE],
  [1009, '', ['config', 'resume']],
  [1012, '', ['service', 'resume']],
  [1013, '', ['service', 'resume']],
  [1015, '', ['network', 'resume']],
  [1007, 'API key not valid. Please pass a valid API key.', ['auth', 'no'], BEFORE],
  [1007, 'API key expired. Please renew the API key.', ['auth', 'no'], BEFORE],
  [1007, 'Request contains an invalid argument.', ['config', 'no'], BEFORE],
  [1007, 'Request contains an invalid argument.', ['config', 'no']],
  [
    1007,
    'Request contains an invalid argument.',
    ['session-expired', 'without-handle'],
    { ...BEFORE, resuming: true },
  ],
  [1007, 'Request contains an invalid argument.', ['config', 'no'], { resuming: true }],
  [
    1007,
    'Invalid JSON payload received. Unknown name "token" at \'setup\': Cannot find field.',
    ['config', 'no'],
    BEFORE,
  ],
  [1007, 'realtime_input.media_chunks is deprecated. Use audio, video, or text instead.', ['config', 'no']],
  [1007, '', ['config', 'no'], BEFORE],
  [
    1008,
    'models/gemini-x is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListMod',
    ['model', 'no'],
    BEFORE,
  ],
  [1008, 'models/gemini-x-with-a-name-so-long-that-it-is-c', ['model', 'no'], BEFORE],
  [1008, 'Operation is not implemented, or supported, or enabled.', ['service', 'resume']],
  [1008, 'Operation is not implemented, or supported, or enabled.', ['config', 'no'], BEFORE],
  [1008, 'Operation is not implemented, or supported, or enabled.', ['config', 'resume'], TAKEN_BEFORE],
  [1008, '', ['config', 'no'], BEFORE],
  [1008, '', ['config', 'resume'], TAKEN_BEFORE],
  [1007, 'Invalid JSON payload received.', ['config', 'no'], TAKEN_BEFORE],
  [1008, 'Requested entity was not found.', ['service', 'resume']],
  [1008, 'Requested entity was not found.', ['session-expired', 'without-handle'], BEFORE],
  [1008, 'BidiGenerateContent session not found', ['session-expired', 'without-handle'], BEFORE],
  [1008, 'session expired', ['session-expired', 'without-handle'], BEFORE],
  [1008, 'The operation was aborted.', ['service', 'resume']],
  [
    1008,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API c",
    ['auth', 'no'],
    BEFORE,
  ],
  [1008, 'API keys are not supported by this API. Expected OAuth2 access token', ['auth', 'no'], BEFORE],
  [1008, 'Token expired or invalid', ['token', 'new-token'], BEFORE],
  [1008, 'Ephemeral token has been used up', ['token', 'new-token'], BEFORE],
  [1007, 'Invalid auth token.', ['token', 'new-token'], BEFORE],
  [1008, 'Something new', ['config', 'no'], BEFORE],
  [1008, 'Something new', ['service', 'resume'], { healthyMs: 30_000 }],
  [1008, 'Something new', ['session-expired', 'resume'], { healthyMs: 590_000 }],
  [
    1011,
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: h',
    ['quota', 'no'],
    { healthyMs: 800 },
  ],
  [1011, 'You exceeded your current quota', ['quota', 'no'], BEFORE],
  [1011, 'Internal error encountered.', ['service', 'resume']],
  [
    1011,
    'Deadline expired before operation could complete.',
    ['session-expired', 'resume'],
    { healthyMs: 3_480_000 },
  ],
  [1011, 'The service is currently unavailable.', ['service', 'resume']],
  [1011, 'Resource has been exhausted (e.g. check quota).', ['service', 'resume']],
  [1011, '', ['service', 'resume']],
  [1009, '', ['config', 'resume']],
  [1008, 'Permission denied by the service (HTTP 403).', ['auth', 'no'], BEFORE],
  [1011, 'Deadline expired at the relay.', ['session-expired', 'resume']],
  [4401, 'ticket expired', ['token', 'new-token'], BEFORE],
  [4408, 'Nothing was said for too long.', ['session-expired', 'no']],
  [4429, 'Too many messages a second.', ['quota', 'no']],
  [4418, '', ['service', 'no'], BEFORE],
  [4503, '', ['service', 'resume'], BEFORE],
  [3999, '', ['service', 'resume']],
];

const close = (code: number, reason: string, more: Partial<Closure> = {}) =>
  classifyClose({ code, reason, opened: true, healthyMs: 5_000, ...more });

describe('core/close-reasons', () => {
  for (const [code, reason, [error, retry], more] of CASES) {
    it(`${code} “${reason.slice(0, 40)}” ${JSON.stringify(more ?? {})}: ${error}, ${retry}`, () => {
      const verdict = close(code, reason, more);
      expect(verdict).to.include({ error, retry });
      expect(explain(verdict.message)).to.include(String(code)).and.to.match(/\.$/);
    });
  }

  it('recognises reasons wherever they are cut, at sixty characters or later', () => {
    for (const [code, reason, [error, retry], more] of CASES) {
      for (let length = 60; length < reason.length; length += 1) {
        expect(close(code, reason.slice(0, length), more), reason.slice(0, length)).to.include({
          error,
          retry,
        });
      }
    }
  });

  it('says what to do when the browser cannot tell why', () => {
    expect(explain(close(1006, '', BEFORE).message))
      .to.match(/Key, quota or network/)
      .and.to.match(/connect-src/);
  });

  it('quotes the reason without any secret', () => {
    for (const secret of [
      'auth_tokens/9f8e7d6c5b4a',
      'auth_tokens%2F9f8e7d6c5b4a',
      'AIzaSyA-9f8e7d6c5b4a_x',
      'AQ.9f8e7d6c5b4a-x',
      'key=9f8e7d6c5b4a',
      'access_token=9f8e7d6c5b4a',
      'api_key=9f8e7d6c5b4a',
      'Bearer 9f8e7d6c5b4a',
      'ya29.9f8e7d6c5b4a',
      'eyJ9f8e7d6c5b4a.9f8e7d6c5b4a.9f8e7d6c5b4a',
    ]) {
      for (const code of [1007, 1008, 1011, 4418]) {
        const message = explain(close(code, `Bad thing ${secret} happened`).message);
        expect(message).not.to.include('9f8e7d6c5b4a');
        expect(message).to.include('[removed]');
      }
      expect(redact(`${secret}, ${secret}`)).not.to.include('9f8e7d6c5b4a');
    }
  });

  it('never throws, whatever comes', () => {
    for (const reason of [undefined, null, 5, {}, '\u0000\u0007', 'token '.repeat(1_000), '<b>']) {
      for (const code of [NaN, -1, 0, 1e9, 1008]) {
        const verdict = close(code, reason as string);
        expect(verdict.error).to.be.a('string');
        expect(explain(verdict.message).length).to.be.below(400);
      }
    }
    expect(quote('a\n\tb\u0000c')).to.equal('a b c');
    expect(quote('x'.repeat(200))).to.have.length(123);
  });
});
