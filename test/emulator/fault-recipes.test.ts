import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import { ManualClock, type Script } from '../../src/emulator/index.ts';
import { Client, passTime, socketUrl, withTwin } from './client.ts';

const PAGE = new URL('../../docs/emulator/faults.md', import.meta.url);
const CLIENTS = 4;
/** Long enough for every recipe to happen, ms of the twin's clock. */
const LONG = 15_000;

/** The recipes of the page: plain data after a comment that says what it is. */
const recipes = [...readFileSync(PAGE, 'utf8').matchAll(/```js\n\/\/ ([^\n]*)\n([[(][^]*?)```/g)].map(
  ([, title = '', code = '']) => ({ title, code }),
);

const scriptOf = (code: string): object => {
  const value: unknown = JSON.parse(JSON.stringify(runInNewContext(code)));
  return Array.isArray(value) ? { faults: value as unknown } : (value as object);
};

/** What a client got that only wants to talk: every frame, and how it ended. */
const talk = async (url: string): Promise<string> => {
  const client = new Client(url).expectAnything();
  const conversation = async (): Promise<string> => {
    await client.opened;
    client.send({ setup: { model: 'models/gemini-3.8-live' } });
    await client.next(({ setupComplete }) => setupComplete !== undefined);
    for (let turn = 0; turn < 3; turn += 1) {
      client.send({ realtimeInput: { text: 'x' } });
      await client.next((message) => message.serverContent?.turnComplete === true);
    }
    return 'fine';
  };
  const over = client.closed.then(({ code }) => `ended with ${code}`);
  const how = await Promise.race([conversation().catch(() => over), over]);
  return `${how}: ${client.frames.map(({ text, binary }) => `${binary} ${text.slice(0, 300)}`).join('\n')}`;
};

/** A day of four clients and one request for a token with this script, and how long it took by the twin's clock, ms. */
const day = async (script: object): Promise<{ readonly journal: readonly string[]; readonly ms: number }> => {
  const errors: unknown[] = [];
  const clock = new ManualClock();
  const began = clock.now();
  const answers = [{ kind: 'tone', hz: 440, seconds: 0.5 }];
  const options = { clock, script: { answers, ...script } as Script, pace: 3 };
  const journal: string[] = [];
  let ms = 0;
  let over = false;
  await withTwin({ ...options, onError: (error) => void errors.push(error) }, async (twin) => {
    const token = fetch(`${twin.url}/v1beta/auth_tokens?key=k`, { method: 'POST', body: '{}' }).then(
      ({ status }) => `token ${status}`,
      () => 'no token',
    );
    const talks = Array.from({ length: CLIENTS }, async (_, index) => {
      journal[index] = 'still going on';
      journal[index] = await talk(socketUrl(twin));
    });
    const long = async (): Promise<void> => {
      while (!over && clock.now() < began + LONG) await setImmediate();
    };
    await passTime(
      clock,
      Promise.race([Promise.all([...talks, token.then((how) => journal.push(how))]), long()]),
    );
    over = true;
    ms = clock.now() - began;
  });
  assert.deepEqual(errors, []);
  return { journal: journal.toSorted(), ms };
};

describe('the recipes of docs/emulator/faults.md', () => {
  it('are found', () => assert.ok(recipes.length >= 24, String(recipes.length)));

  it('each make a day unlike one on which all is well', async (test) => {
    const well = await day({});
    assert.equal(well.journal.filter((line) => line.startsWith('fine')).length, CLIENTS);
    for (const { title, code } of recipes) {
      await test.test(title, async () => {
        const { journal, ms } = await day(scriptOf(code));
        const takesLonger = ms > well.ms + 500;
        assert.ok(
          takesLonger || !isDeepStrictEqual(journal, well.journal),
          `${ms} ms as against ${well.ms} ms`,
        );
      });
    }
  });
});
