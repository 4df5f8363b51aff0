import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { localeTags, path } from '../../../build/paths.ts';

/** What a program prints that imports the package by its name, in a Node of its own. */
const inNode = (program: string): string =>
  execFileSync('node', ['--input-type=module', '--eval', program], {
    cwd: path('.'),
    encoding: 'utf8',
  }).trim();

describe('the built package', () => {
  before(() => {
    assert.ok(globSync(path('dist/index.js')).length > 0, 'dist/ is not built: npm run build');
  });

  // Lit itself brings a registry of elements to servers, and notes its version.
  it('is imported in Node without a DOM, and does nothing there', () => {
    const program = `
      const before = Object.getOwnPropertyNames(globalThis).sort().join();
      const { GeminiLiveElement, GeminiLiveError } = await import('gemini-live-element');
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.split(',').includes(name));
      console.log(typeof GeminiLiveElement, GeminiLiveError.name, globalThis.customElements.get('gemini-live'),
        added.filter((name) => !/^(lit|reactive|customElements$)/.test(name)).join());`;
    assert.equal(inNode(program), 'function GeminiLiveError undefined');
  });

  it('lets ./define be imported on a server, twice', () => {
    const program =
      "await import('gemini-live-element/define'); await import('./dist/define.js?again'); console.log('fine');";
    assert.equal(inNode(program), 'fine');
  });

  it('gives a server its token handler, and tests their emulator', () => {
    const program = `
      const { createTokenHandler } = await import('gemini-live-element/server');
      const { startLiveEmulator } = await import('gemini-live-element/emulator');
      const emulator = await startLiveEmulator({});
      console.log(typeof createTokenHandler, new URL(emulator.url).hostname);
      await emulator.close();`;
    assert.equal(inNode(program), 'function 127.0.0.1');
  });

  it('has the command that its package.json names, with every file of its page', async () => {
    const { bin } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
      readonly bin: Readonly<Record<string, string>>;
    };
    const command = path(bin['gemini-live-emulator'] ?? '');
    assert.match(readFileSync(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    const child = spawn('node', [command, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said.toString())?.[0] ?? '';
      const page = await (await fetch(address)).text();
      const files = [
        '/',
        ...[...page.matchAll(/(?:src|href)="(\/traffic\/[^"]+)"/g)].map(([, file = '']) => file),
      ];
      assert.ok(files.length > 3, page);
      for (const file of files) assert.equal((await fetch(address + file)).status, 200, file);
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });

  it('has one file a language, each with its terms', () => {
    for (const tag of localeTags()) {
      const program = `console.log(Object.values(await import('gemini-live-element/locales/${tag}'))[0].lang);`;
      assert.equal(inNode(program), tag);
    }
  });

  it('knows every language that it has a file for', () => {
    const program = (tag: string): string =>
      `const { loadLocale } = await import('./dist/lazy.js'); console.log((await loadLocale('${tag}'))?.lang);`;
    for (const tag of localeTags().filter((one) => one !== 'en')) assert.equal(inNode(program(tag)), tag);
  });

  it('has worklets and Worker as scripts that import nothing', () => {
    const scripts = [
      'worklets/audio.worklet.js',
      'worklets/speech.worklet.js',
      'worklets/engine.worker.js',
      'worker/engine.worker.js',
    ];
    for (const script of scripts) {
      const text = readFileSync(path(`dist/${script}`), 'utf8');
      assert.doesNotMatch(text, /\b(import|export)\b\s*[{*"'(]/, script);
    }
    assert.match(readFileSync(path('dist/worker/engine.worker.js'), 'utf8'), /realtimeInput/);
  });

  it('leaves Lit and the SDK to the bundler', () => {
    const element = readFileSync(path('dist/gemini-live-element.js'), 'utf8');
    assert.match(element, /from ["']lit["']/);
    const modules = globSync(path('dist/{engine,wire}/**/*.js')).map((file) => readFileSync(file, 'utf8'));
    assert.ok(modules.some((text) => /from ["']@google\/genai\/web["']/.test(text)));
  });

  it('says in its declarations where to find JavaScript, not TypeScript', () => {
    for (const file of globSync(path('dist/**/*.d.ts'))) {
      assert.doesNotMatch(readFileSync(file, 'utf8'), /['"]\.{1,2}\/[^'"\n]*\.ts['"]/, file);
    }
  });
});
