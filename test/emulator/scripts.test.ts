import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startLiveEmulator, type Script, type ScriptClient } from '../../src/emulator/index.ts';
import { Client, connect, socketUrl, tokenUrl, withTwin } from './client.ts';

const say = (text: string): Script => ({ answers: [{ kind: 'say', text }] });

/** What the twin says to a typed turn. */
const asked = async (client: Client, text = 'x'): Promise<string> => {
  const before = client.text('outputTranscription').length;
  client.send({ realtimeInput: { text } });
  await client.turnComplete();
  return client.text('outputTranscription').slice(before).trim();
};

const SETUP = { outputAudioTranscription: {} };

const mintWith = async (url: string, key: string): Promise<string> => {
  const response = await fetch(`${url}/v1alpha/auth_tokens`, {
    method: 'POST',
    headers: { 'x-goog-api-key': key },
    body: '{}',
  });
  return ((await response.json()) as { name: string }).name;
};

describe('scripts for single clients', () => {
  it('are found by the API key, at once, on several connections; the rest have the common one', () =>
    withTwin(
      { script: say('common'), scripts: { anna: say('for Anna'), ben: say('for Ben') } },
      async (twin) => {
        const clients = await Promise.all(
          ['anna', 'ben', 'carl', 'anna'].map((key) => connect(twin, SETUP, socketUrl(twin, { key }))),
        );
        const said = await Promise.all(clients.map((client) => asked(client)));
        assert.deepEqual(said, ['for Anna', 'for Ben', 'common', 'for Anna']);
      },
    ));

  it('are found by the key with which a token was minted', () =>
    withTwin({ scripts: { anna: say('for Anna') } }, async (twin) => {
      const client = await connect(twin, SETUP, tokenUrl(twin, await mintWith(twin.url, 'anna')));
      assert.equal(await asked(client), 'for Anna');
    }));

  it('are chosen by a function, which sees who it is for', async () => {
    const seen: ScriptClient[] = [];
    const scripts = (client: ScriptClient): Script | undefined => {
      seen.push(client);
      return client.connection === 2 ? say('the second') : undefined;
    };
    await withTwin({ script: say('common'), scripts }, async (twin) => {
      const [first, second] = [await connect(twin, SETUP), await connect(twin, SETUP)];
      assert.deepEqual([await asked(first), await asked(second)], ['common', 'the second']);
      assert.equal(seen[0]?.key, 'k');
      assert.doesNotMatch(seen[0]?.path ?? '', /=k/);
      assert.equal(seen[0]?.endpoint.backend, 'gemini');
    });
  });

  it('count their faults over all connections that have them, also when a function chose them', () => {
    const faulty: Script = { faults: [{ at: 'setup', times: 1, do: { kind: 'close', code: 4001 } }] };
    return withTwin({ scripts: () => faulty }, async (twin) => {
      await assert.rejects(connect(twin), /4001/);
      await connect(twin);
    });
  });

  it('a function that throws, or gives a script that cannot be, ends that connection with 1011', async () => {
    const errors: unknown[] = [];
    const scripts = ({ connection }: ScriptClient): Script | undefined => {
      if (connection === 1) throw new Error('no idea');
      return connection === 2 ? ({ answer: [] } as Script) : undefined;
    };
    await withTwin({ scripts, onError: (error) => errors.push(error) }, async (twin) => {
      for (const message of [/no idea/, /scripts\(\)\.answer is unknown/]) {
        const client = new Client(socketUrl(twin));
        assert.equal((await client.closed).code, 1011);
        assert.match(String(errors.at(-1)), message);
      }
      await connect(twin);
    });
  });

  it('a whole session as one function: it waits for turns, asks back, remembers, and ends', () => {
    const conversation: Script = {
      conversation: function* ({ connection }) {
        const first = yield undefined;
        const second = yield { kind: 'say', text: `${connection}: what do you mean by ${first.text}?` };
        yield { kind: 'say', text: `So ${first.text} is ${second.text}.` };
      },
    };
    return withTwin({ script: conversation }, async (twin) => {
      const [one, two] = [await connect(twin, SETUP), await connect(twin, SETUP)];
      assert.equal(await asked(one, 'tea'), '1: what do you mean by tea?');
      assert.equal(await asked(two, 'rain'), '2: what do you mean by rain?');
      assert.equal(await asked(one, 'hot'), 'So tea is hot.');
      assert.equal(await asked(two, 'wet'), 'So rain is wet.');
      assert.equal(await asked(one, 'more'), 'You wrote: more');
    });
  });
});

describe('a script that cannot be', () => {
  const close = (code: unknown): object => ({ faults: [{ at: 'open', do: { kind: 'close', code } }] });
  const fault = (one: object): object => ({ faults: [{ at: 'open', do: { kind: 'drop' } }, one] });
  const wrong: readonly [script: unknown, error: typeof TypeError, message: string][] = [
    [{ answer: [] }, TypeError, 'script.answer is unknown'],
    [7, TypeError, 'script must be an object, and is number'],
    [null, TypeError, 'script must be an object, and is null'],
    [[], TypeError, 'script must be an object, and is a list'],
    [{ setupDelayMs: '80' }, TypeError, 'script.setupDelayMs must be a number, and is string'],
    [{ setupDelayMs: -1 }, RangeError, 'script.setupDelayMs must be at least 0'],
    [{ faults: {} }, TypeError, 'script.faults must be a list'],
    [close(999), RangeError, 'script.faults[0].do.code is 999'],
    [close(1004), RangeError, 'script.faults[0].do.code is 1004'],
    [close(1015), RangeError, 'script.faults[0].do.code is 1015'],
    [close(2000), RangeError, 'script.faults[0].do.code is 2000'],
    [close(1000.5), RangeError, 'must be a whole number'],
    [close(undefined), TypeError, 'script.faults[0].do.code is missing'],
    [
      fault({ at: 'lunch', do: { kind: 'drop' } }),
      RangeError,
      "script.faults[1].at must be one of 'upgrade', 'token', 'open'",
    ],
    [fault({ do: { kind: 'drop' } }), TypeError, 'script.faults[1].at is missing'],
    [fault({ at: 'open' }), TypeError, 'script.faults[1].do is missing'],
    [
      fault({ at: 'open', do: { kind: 'explode' } }),
      RangeError,
      "script.faults[1].do.kind must be one of 'close'",
    ],
    [
      fault({ at: 'open', do: { kind: 'refuse', as: 'nothing' } }),
      RangeError,
      'script.faults[1].do.as must be one of',
    ],
    [fault({ at: 'open', do: { kind: 'http', status: 429 } }), RangeError, 'script.faults[1].do.kind'],
    [fault({ at: 'upgrade', do: { kind: 'http', status: 200 } }), RangeError, 'status must be at least 400'],
    [
      fault({ at: 'open', chance: 2, do: { kind: 'drop' } }),
      RangeError,
      'script.faults[1].chance must be at most 1',
    ],
    [
      fault({ at: 'open', every: 0, do: { kind: 'drop' } }),
      RangeError,
      'script.faults[1].every must be at least 1',
    ],
    [fault({ at: 'open', after: 5, do: { kind: 'drop' } }), TypeError, 'script.faults[1].after is unknown'],
    [
      { network: { down: { bytesPerSecond: 0 } } },
      RangeError,
      'script.network.down.bytesPerSecond must be at least 1',
    ],
    [{ network: { delayMs: NaN } }, RangeError, 'script.network.delayMs must be finite'],
    [{ bundling: { order: 'random' } }, RangeError, "script.bundling.order must be one of 'kept'"],
    [{ frames: 'both' }, RangeError, 'script.frames must be one of'],
    [
      { refuse: { status: 429, headers: { 'retry-after': 5 } } },
      TypeError,
      'script.refuse.headers.retry-after must be a text',
    ],
    [{ answers: [{ kind: 'sya', text: 'x' }] }, RangeError, "script.answers[0].kind must be one of 'say'"],
    [{ answers: [{ kind: 'say', txt: 'x' }] }, TypeError, 'script.answers[0].txt is unknown'],
    [{ answers: [{ kind: 'say' }] }, TypeError, 'script.answers[0].text is missing'],
    [{ answers: [{ kind: 'none' }, 'hello'] }, TypeError, 'script.answers[1] must be an object'],
    [{ answers: [{ kind: 'parrot', pace: -3 }] }, RangeError, 'script.answers[0].pace must be at least 0'],
    [
      {
        answers: [
          { kind: 'call', calls: [{ name: 'f' }], next: { kind: 'steps', steps: [{ kind: 'pause' }] } },
        ],
      },
      TypeError,
      'script.answers[0].next.steps[0].ms is missing',
    ],
    [{ answers: [], conversation: () => undefined }, TypeError, 'both answers and a conversation'],
    [{ __proto__: null, constructor: 1 }, TypeError, 'script.constructor is unknown'],
  ];
  for (const [script, error, message] of wrong) {
    it(`is refused: ${message}`, async () => {
      await assert.rejects(startLiveEmulator({ script: script as Script }), (thrown: Error) => {
        assert.ok(thrown instanceof error, thrown.name);
        assert.ok(thrown.message.includes(message), thrown.message);
        return true;
      });
    });
  }

  it('is named without the key that it is for', async () => {
    const scripts = { 'a-secret-key': { answer: 1 } as unknown as Script };
    await assert.rejects(startLiveEmulator({ scripts }), (thrown: Error) => {
      assert.doesNotMatch(thrown.message, /secret/);
      assert.match(thrown.message, /scripts\[0\]\.answer/);
      return true;
    });
  });
});
