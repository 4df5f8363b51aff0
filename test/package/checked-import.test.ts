import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { importChecked, isIntact } from '../../src/lazy-checked-import.ts';

const GOOD =
  'export const answer = 42; globalThis.checkedImportRuns = (globalThis.checkedImportRuns ?? 0) + 1;';
const EVIL = 'globalThis.checkedImportIsEvil = true; export const answer = 666;';
const realm = globalThis as { checkedImportRuns?: number; checkedImportIsEvil?: boolean };

const integrityOf = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
};
const serve = async (path: string, body: string): Promise<string> => {
  // Every page of a run shares the server: its files have names of their own.
  const file = { path: `/${crypto.randomUUID()}${path}`, body };
  return (await executeServerCommand<string, typeof file>('file:serve', file)) ?? '';
};
const requests = (url: string) => executeServerCommand<number, string>('file:requests', url);
const refusal = (loading: Promise<unknown>): Promise<Error> =>
  loading.then(
    () => Promise.reject(new Error('It was let in.')),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );

describe('importChecked', () => {
  it('imports a module of another origin whose hash is right, in one request', async () => {
    const url = await serve('/good.js', GOOD);
    delete realm.checkedImportRuns;
    const module = await importChecked<{ answer: number }>(url, await integrityOf(GOOD));
    expect(module.answer).to.equal(42);
    expect(realm.checkedImportRuns).to.equal(1);
    expect(await requests(url)).to.equal(1);
  });

  it('gives two callers one module', async () => {
    const url = await serve('/twice.js', GOOD);
    const integrity = await integrityOf(GOOD);
    const [one, two] = await Promise.all([importChecked(url, integrity), importChecked(url, integrity)]);
    expect(one).to.equal(two);
    expect(await importChecked(url, integrity)).to.equal(one);
    expect(await requests(url)).to.equal(1);
  });

  it('refuses a file that was tampered with, before it runs', async () => {
    const url = await serve('/evil.js', EVIL);
    const error = await refusal(importChecked(url, await integrityOf(GOOD)));
    expect(error.message).to.contain(url);
    expect(realm.checkedImportIsEvil).to.equal(undefined);
  });

  it('refuses a file that is not there', async () => {
    const url = await serve('/gone.js', GOOD);
    const error = await refusal(importChecked(`${url}.missing`, await integrityOf(GOOD)));
    expect(error.message).to.contain('cannot be had');
  });

  it('tries again after a failure, and succeeds once the file is right', async () => {
    const url = await serve('/late.js', EVIL);
    const integrity = await integrityOf(GOOD);
    await refusal(importChecked(url, integrity));
    await executeServerCommand('file:serve', { path: new URL(url).pathname, body: GOOD });
    expect((await importChecked<{ answer: number }>(url, integrity)).answer).to.equal(42);
    expect(realm.checkedImportIsEvil).to.equal(undefined);
  });

  it('leaves nothing in the page', async () => {
    const before = document.head.childElementCount;
    await importChecked(await serve('/clean.js', GOOD), await integrityOf(GOOD));
    await refusal(importChecked(await serve('/dirty.js', EVIL), await integrityOf(GOOD)));
    expect(document.head.childElementCount).to.equal(before);
  });
});

describe('isIntact', () => {
  it('knows the right file from the wrong one and from none', async () => {
    const integrity = await integrityOf(GOOD);
    const url = await serve('/file.js', GOOD);
    expect(await isIntact(url, integrity)).to.equal(true);
    expect(await isIntact(await serve('/other.js', EVIL), integrity)).to.equal(false);
    expect(await isIntact(`${url}.missing`, integrity)).to.equal(false);
  });
});
