import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

interface Example {
  readonly name: string;
  readonly code: string;
  /** What its comments say that it prints. */
  readonly prints: string;
}

/** The examples of a page that run in Node with what is installed here. */
const examplesOf = (page: string): readonly Example[] =>
  [...readFileSync(`${repository}docs/emulator/${page}`, 'utf8').matchAll(/```ts\n(.*?)```/gs)]
    .map(([, code = '']) => code)
    .filter((code) => !code.includes('@playwright/test') && !code.includes('vitest.config'))
    .map((code, index) => ({
      name: `${page}, example ${index + 1}`,
      code: code.replaceAll('gemini-live-element/emulator', './src/emulator/index.ts'),
      prints: [...code.matchAll(/\/\/ prints: (.*)/g)].map(([, line = '']) => line).join(' / '),
    }));

/** Without the mark by which a test runner knows its children: what runs below is on its own. */
const env = { ...process.env, NODE_TEST_CONTEXT: undefined };

/** Runs code as a module of the repository's root; what it printed, by words. */
const run = async (code: string): Promise<string> => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript'],
    {
      cwd: repository,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const outcome = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdin.end(code);
  const [printed, errors] = await outcome;
  assert.equal(await ended, 0, errors);
  return printed;
};

describe('the documentation of the clients', () => {
  for (const page of ['clients.md', 'test-runners.md']) {
    for (const { name, code, prints } of examplesOf(page)) {
      it(name, async () => {
        const printed = await run(code);
        if (prints === '') assert.match(printed, /^(#|ℹ) fail 0$/m);
        else assert.equal(printed.trim().replace(/\s*\n\s*/g, ' / '), prints);
      });
    }
  }

  it('has examples', () => {
    assert.ok(examplesOf('clients.md').length >= 4);
  });
});
