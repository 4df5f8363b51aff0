import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { addressLines } from '../../src/emulator/command/addresses.ts';
import { readArguments } from '../../src/emulator/command/arguments.ts';
import { runCommand } from '../../src/emulator/command/run.ts';
import { UsageError } from '../../src/emulator/command/usage-error.ts';
import { makeCertificate } from '../support/node/certificate.ts';
import { answer, Command, endCommands, freePort, start, talk } from './command-process.ts';

let folder: string;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'command-test-'))));
after(async () => {
  endCommands();
  await rm(folder, { recursive: true, force: true });
});

const script = async (name: string, content: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};

const say = (text: string): string => `{ "answers": [{ "kind": "say", "text": "${text}" }] }`;

describe('gemini-live-emulator', { timeout: 170_000 }, () => {
  it('prints its address, the page’s, and what a client needs; Ctrl+C ends it cleanly', async () => {
    const command = start('--pace', '0');
    const url = await command.url();
    await command.says(/Ctrl\+C/);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(command.output, new RegExp(`Traffic\\s+${url}/\n`));
    assert.match(command.output, new RegExp(`base URL ${url}, any API key`));
    assert.equal((await fetch(`${url}/`)).status, 200);
    const client = await talk(url);
    assert.equal(await answer(client), 'You wrote: x');
    assert.equal(await command.interrupt(), 0);
    assert.equal((await client.closed).code, 1006);
    assert.equal(command.errors, '');
  });

  it('names an address that can be opened when it listens at all of them', async () => {
    const command = start('--host', '0.0.0.0');
    await command.says(/Ctrl\+C/);
    const page = /Traffic\s+(\S+)/.exec(command.output)?.[1] ?? '';
    assert.match(page, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.equal((await fetch(page)).status, 200);
    assert.equal(await command.interrupt(), 0);
    assert.match(addressLines('https://[::]:8790', true), /Traffic {8}https:\/\/\[::1\]:8790\/\n/);
    assert.match(addressLines('http://192.0.2.7:80', false), /base URL http:\/\/192\.0\.2\.7,/);
  });

  it('is silent when told to be, serves no page, and ends at SIGTERM as well', async () => {
    const port = await freePort();
    const command = new Command('--port', String(port), '--quiet', '--no-page');
    const url = `http://127.0.0.1:${port}`;
    for (;;) {
      const response = await fetch(url).catch(() => undefined);
      if (!response) {
        await setTimeout(50); // it says nothing that could be waited for
        continue;
      }
      assert.equal(response.status, 404);
      break;
    }
    command.child.kill('SIGTERM');
    assert.equal(await command.ended, 0);
    assert.equal(command.output, '');
  });

  it('tells of itself', async () => {
    const help = new Command('--help');
    assert.equal(await help.ended, 0);
    for (const name of ['port', 'script', 'scripts', 'record', 'replay', 'speed', 'tls-cert', 'page-host']) {
      assert.match(help.output, new RegExp(`--${name}\\b`));
    }
    const version = new Command('--version');
    assert.equal(await version.ended, 0);
    assert.match(version.output, /^\d+\.\d+\.\d+\S*\n$/);
  });

  it('says in one sentence what is wrong with its arguments, and ends with 2', async () => {
    const broken = await script('broken.json', '{');
    const odd = await script('odd.json', '{ "anwsers": [] }');
    const taken = createServer().listen(0, '127.0.0.1').unref();
    await once(taken, 'listening');
    const { port } = taken.address() as { readonly port: number };
    const cases: readonly [args: readonly string[], says: RegExp][] = [
      [['--prot', '1'], /^Unknown option '--prot'\.$/],
      [['file.json'], /^Unexpected argument 'file\.json'\.$/],
      [['--port', 'x'], /^--port must be a port number, 0…65535, not "x"\./],
      [['--port', String(port)], /^Port \d+ is taken\./],
      [['--pace', '-1'], /^(--pace must be|Option '--pace' argument is ambiguous)/],
      [['--pace=-1'], /^--pace must be a number from 0 on/],
      [['--time-scale', '0'], /^--time-scale must be/],
      [['--speed', '2'], /^--speed goes with --replay\./],
      [['--replay', 'x', '--script', 'y'], /^--replay plays a recording/],
      [['--replay', join(folder, 'none')], /^--replay .*none: ENOENT/],
      [['--replay', broken], /^--replay .*broken\.json, line 1: this is not JSON\./],
      [['--script', join(folder, 'none.json')], /none\.json cannot be read: there is no such file\./],
      [['--script', broken], /broken\.json cannot be read: .*JSON/],
      [['--script', odd], /odd\.json.*anwsers/],
      [['--scripts', odd], /odd\.json\[0\]/],
      [['--script', 'x.txt'], /must be a \.json, \.js or \.ts file\./],
      [['--voice', 'tenor'], /^--voice must be "babble"/],
      [['--tls-cert', 'x'], /^--tls-cert and --tls-key belong together/],
      [['--tls-cert', broken, '--tls-key', broken], /^The twin cannot start: /],
      [['--record', join(broken, 'folder')], /^The twin cannot start: ENOTDIR/],
      [['--host', '192.0.2.1'], /^The twin cannot start: /],
    ];
    for (const [args, says] of cases) {
      const asked = [...(args[0] === '--port' ? [] : ['--port=0']), ...args];
      const error = await refused(asked);
      assert(error instanceof UsageError, `${args.join(' ')}: ${String(error)}`);
      assert.match(error.message, says);
      assert.doesNotMatch(error.message, /\n/);
    }
    // The same as a process: the sentence, where to read more, and the exit code.
    const command = new Command('--port', 'x');
    assert.equal(await command.ended, 2);
    assert.equal(command.errors, '--port must be a port number, 0…65535, not "x". --help tells more.\n');
    assert.equal(command.output, '');
    taken.close();
  });

  it('reads scripts from JSON, JavaScript and TypeScript, one for all or by key', async () => {
    const files = [
      await script('a.json', say('from JSON')),
      await script('a.mjs', `export default () => ({ kind: 'say', text: 'from JavaScript' });`),
      await script('a.mts', `export default ${say('from TypeScript')} satisfies object;`),
    ];
    const heard = files.map(async (file) => {
      const command = start('--script', file, '--pace', '0');
      const said = await answer(await talk(await command.url()));
      await command.interrupt();
      return said;
    });
    assert.deepEqual(await Promise.all(heard), ['from JSON', 'from JavaScript', 'from TypeScript']);
    const byKey = await script('keys.json', `{ "anna": ${say('Anna')}, "ben": ${say('Ben')} }`);
    const command = start('--scripts', byKey, '--script', files[0] ?? '', '--pace', '0');
    const url = await command.url();
    assert.equal(await answer(await talk(url, 'anna')), 'Anna');
    assert.equal(await answer(await talk(url, 'ben')), 'Ben');
    assert.equal(await answer(await talk(url, 'carl')), 'from JSON');
    assert.equal(await command.interrupt(), 0);
  });

  it('reads a script again when its file changes, and keeps the last good one', async () => {
    const json = await script('changing.json', say('one'));
    const module = await script('changing.mjs', `export default { anna: ${say('one')} };`);
    const command = start('--script', json, '--scripts', module, '--pace', '0');
    const url = await command.url();
    const early = await talk(url);
    assert.equal(await answer(early), 'one');
    await writeFile(json, say('two'));
    await command.says(/changing\.json has changed: the next connection has it\./);
    assert.equal(await answer(await talk(url)), 'two');
    assert.equal(await answer(early), 'one');
    await writeFile(module, `export default { anna: ${say('two')} };`);
    await command.says(/changing\.mjs has changed: the next connection has it\./);
    assert.equal(await answer(await talk(url, 'anna')), 'two');
    await writeFile(json, '{ oops');
    await command.says(/changing\.json has changed, but the last good one stays\. .*JSON/);
    assert.equal(await answer(await talk(url)), 'two');
    assert.equal(await command.interrupt(), 0);
  });

  it('records, and replays what it has recorded', async () => {
    const record = join(folder, 'recordings');
    const first = start(
      '--record',
      record,
      '--record-mb',
      '10',
      '--script',
      await script('r.json', say('kept')),
    );
    const client = await talk(await first.url());
    assert.equal(await answer(client), 'kept');
    const said = client.frames.map(({ text }) => text);
    client.close();
    await first.interrupt();
    assert.equal((await readdir(record)).length, 1);
    const second = start('--replay', record, '--speed', '0');
    const again = await talk(await second.url());
    assert.equal(await answer(again), 'kept');
    assert.deepEqual(
      again.frames.map(({ text }) => text),
      said,
    );
    const stranger = await talk(await second.url());
    stranger.send({ clientContent: { turnComplete: true } });
    assert.equal((await stranger.closed).code, 1008);
    assert.equal(await second.interrupt(), 0);
    assert.match(second.errors, /^Replay: message 2 of the client was to be text, but clientContent came/);
  });

  it('takes another port when the usual one is taken, and says so', async () => {
    const usual = createServer().listen(8790, '127.0.0.1').unref();
    const [event] = await Promise.race([
      once(usual, 'listening').then(() => ['listening']),
      once(usual, 'error').then(() => ['error']), // somebody else has it: as good
    ]);
    assert(event);
    const command = new Command();
    await command.says(/Port 8790 is taken, so another was chosen\./);
    assert.doesNotMatch(await command.url(), /:8790$/);
    assert.equal(await command.interrupt(), 0);
    usual.close();
  });

  it('speaks TLS', async () => {
    const { cert, key } = (await makeCertificate()).tls;
    const command = start(
      '--tls-cert',
      await script('cert.pem', cert),
      '--tls-key',
      await script('key.pem', key),
    );
    assert.match(await command.url(), /^https:/);
    assert.equal(await command.interrupt(), 0);
  });
});

/** What a command line is refused with. */
const refused = async (args: readonly string[]): Promise<unknown> => {
  try {
    const wish = readArguments(args);
    if (wish.kind !== 'start') return undefined;
    const running = await runCommand(
      wish,
      () => undefined,
      () => undefined,
    );
    await running.close();
    return undefined;
  } catch (error) {
    return error;
  }
};
