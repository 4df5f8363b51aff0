import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type LockedPackage, problemsInLock } from '../../../build/locked-packages.ts';
import { path } from '../../../build/paths.ts';

const integrity = `sha512-${'a'.repeat(86)}==`;
const good: LockedPackage = { version: '1.0.0', integrity, license: 'MIT' };
const problems = (name: string, change: LockedPackage): string[] =>
  problemsInLock({ '': {}, [`node_modules/${name}`]: { ...good, ...change } });

describe('the lock file', () => {
  it('is fine as it is', () => {
    const { packages } = JSON.parse(readFileSync(path('package-lock.json'), 'utf8')) as {
      packages: Record<string, LockedPackage>;
    };
    assert.ok(Object.keys(packages).length > 100);
    assert.deepEqual(problemsInLock(packages), []);
  });

  for (const [what, change] of [
    ['another host', { resolved: 'https://registry.example/x.tgz' }],
    ['a host that begins like the registry', { resolved: 'https://registry.npmjs.org.evil.example/x.tgz' }],
    ['a repository', { resolved: 'git+ssh://git@github.com/x/y.git#abc' }],
    ['a folder', { link: true }],
    ['no hash', { integrity: '' }],
    ['a weak hash', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['a program at installation', { hasInstallScript: true }],
    ['a licence that binds others', { license: 'AGPL-3.0' }],
  ] as const) {
    it(`of a package with ${what} is refused`, () => {
      assert.equal(problems('anything', change).length, 1);
    });
  }

  it('may have a tool of another licence where it is not passed on', () => {
    const locked = { license: 'GPL-3.0', dev: true };
    assert.deepEqual(problems('@echogarden/espeak-ng-emscripten', locked), []);
    assert.equal(problems('@echogarden/espeak-ng-emscripten', { ...locked, dev: false }).length, 1);
    assert.equal(problems('@echogarden/another', locked).length, 1);
  });

  it('is read by the name of the package, wherever it lies', () => {
    const nested = { 'node_modules/a/node_modules/esbuild': { ...good, hasInstallScript: true } };
    assert.deepEqual(problemsInLock(nested), []);
  });
});
