import { expect } from '@open-wc/testing';
import type { CspFiles, CspOutcome } from '../support/csp-commands.ts';
import { engine } from '../engines.ts';
import { built, visit } from './support/csp-page.ts';
import { POLICIES } from './support/csp-policies.ts';

// Whole spoken turns on real pages under real headers, with the built files. What each line is expected to be is in
// support/csp-policies.ts; what was seen is printed at the end, a table for each engine.

const seen: string[] = [];

/** What became of a page, in the words of the table. */
const wordsFor = ({ defined, engine: ran, error, worklets }: CspOutcome): string => {
  if (!defined) return 'no tag';
  if (error) return error.code;
  return `${ran}, ${worklets.find((one) => one.endsWith('loaded'))?.split(' ')[0] ?? 'no'} worklet`;
};

/** Chromium tells of a refused worklet by the error alone; of the others' reports each is looked at once. */
const violationsOf = ({ violations }: CspOutcome): string[] =>
  [...new Set(violations)]
    .sort()
    .filter((one) => engine() !== 'chromium' || !one.startsWith('script-src-elem'));

describe('a spoken turn under a policy', () => {
  before(async function () {
    this.timeout(180_000);
    await built();
  });
  after(() => console.log(`Policies in ${engine()}:\n${seen.join('\n')}`));

  for (const { name, headers, expected } of POLICIES) {
    describe(name, () => {
      for (const [files, [words, ...violations]] of Object.entries(expected)) {
        it(`${files}: ${words}`, async () => {
          const outcome = await visit({ files: files as CspFiles, headers });
          seen.push(`${name} | ${files} | ${wordsFor(outcome)} | ${violationsOf(outcome).join(', ')}`);
          expect(wordsFor(outcome)).to.equal(words);
          expect(violationsOf(outcome)).to.deep.equal(
            violations.filter((one) => engine() !== 'chromium' || !one.startsWith('script-src-elem')).sort(),
          );
          if (words === 'no tag') return;
          expect(outcome.styled, 'The style sheets are in force.').to.equal(true);
          expect(outcome.complaints).to.deep.equal([]);
          expect(outcome.warnings).to.deep.equal([]);
          if (outcome.error) {
            expect(outcome.error.message)
              .to.match(/worklet-base/)
              .and.to.match(/script-src/);
            return;
          }
          expect(outcome.states.slice(0, 2)).to.deep.equal(['connecting', 'listening']);
          expect(outcome.states).to.include('speaking');
          expect(outcome.states.at(-1)).to.equal('ended');
          expect(outcome.transcript).to.have.length(2);
          expect(outcome.transcript[1]).to.equal('model: Good morning.');
        }).timeout(60_000);
      }
    });
  }
});
