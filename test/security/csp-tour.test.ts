import { expect } from '@open-wc/testing';
import type { CspFiles } from '../support/csp-commands.ts';
import { built, visit } from './support/csp-page.ts';
import { BANK } from './support/csp-policies.ts';

// A conversation with all that it can bring, on real pages under strict policies, with the built files. Nothing is refused.

/** With the copies of what the visitor shows the model. */
const STRICT = `${BANK}; img-src data:`;
const NONCE = `${STRICT}; script-src 'nonce-of-this-page' 'strict-dynamic'`;

const PLACES: readonly (readonly [name: string, files: CspFiles, policy: string])[] = [
  ['nonces', 'own', `${NONCE}; worker-src blob:; connect-src 'self' {twin}`],
  ['nonces', 'cdn', `${NONCE}; worker-src blob:; connect-src 'self' {cdn} {twin}`],
  ['nonces', 'full', `${NONCE}; worker-src blob:; connect-src 'self' {twin}`],
  ["nonces, worker-src 'self'", 'folder', `${NONCE}; worker-src 'self'; connect-src 'self' {twin}`],
  ['the strictest', 'folder', `${STRICT}; script-src 'self'; worker-src 'self'; connect-src 'self' {twin}`],
];

const SEEN = [
  'voice-select',
  'consent-accept',
  'entry-user',
  'entry-model',
  'source',
  'suggestions',
  'a link that is rgb(1, 2, 3)',
  'question-allow',
  'call-done',
  'usage',
  'preview-video',
  'picture',
  'talk',
  'a recording of audio/wav',
];

/** What is there for other pages: other entries, and the worklets as text for `blob:`. */
const OTHERS = ['LICENSES.txt', 'gemini-live.classic.js', 'gemini-live.full.js', 'gemini-live.worklets.js'];
/** With `worklet-base`, it is had from there. */
const ELSEWHERE = 'speech.worklet.js';
/** So is this one; where the panel gets the focus, it is fetched ahead all the same, before that attribute is read. */
const AHEAD = 'audio.worklet.js';

describe('everything that loads later, under a policy', () => {
  before(async function () {
    this.timeout(180_000);
    await built();
  });

  for (const [name, files, policy] of PLACES) {
    it(`${name}, ${files}: is loaded and shown, and nothing is reported`, async () => {
      const headers = { 'Content-Security-Policy': policy };
      const outcome = await visit({ files, headers, tour: true });
      expect(outcome.error?.message).to.equal(undefined, String(outcome.seen));
      expect(outcome.violations).to.deep.equal([]);
      expect(outcome.seen).to.deep.equal(SEEN);
      expect(outcome.engine).to.equal('worker');
      expect(outcome.styled, 'The style sheets are in force.').to.equal(true);
      // Of its last steps.
      expect(outcome.warnings).to.deep.equal(['takes-effect-later', 'bad-value']);
      expect(outcome.complaints).to.have.length(2);
      if (files === 'full') return;
      const folder = files === 'folder';
      expect(outcome.unasked.filter((file) => !folder || file !== AHEAD)).to.deep.equal(
        folder ? [...OTHERS, ELSEWHERE] : OTHERS,
      );
    }).timeout(90_000);
  }
});
