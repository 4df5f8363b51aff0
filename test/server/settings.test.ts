import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTokenHandler, type TokenHandlerOptions } from '../../src/server/index.ts';
import { KEY, MODEL, optionsFor } from './support/requests.ts';

const NOWHERE = 'http://127.0.0.1:1';
const create = (options: object) => () => createTokenHandler(options as TokenHandlerOptions);

test('without constraints or authorize it throws when made', () => {
  assert.throws(create({ apiKey: KEY }), /constraints/);
  assert.throws(create({ apiKey: KEY, models: [MODEL], allowedOrigins: ['https://a.example'] }), /authorize/);
  assert.throws(create({ apiKey: KEY, constraints: {} }), /constraints/);
  assert.throws(create({ apiKey: KEY, constraints: { config: {} } }), /constraints/);
  assert.throws(create({ apiKey: KEY, constraints: { config: { sessionResumption: {} } } }), /constraints/);
  create({ apiKey: KEY, constraints: { model: MODEL } })();
  create({ apiKey: KEY, authorize: () => true })();
});

test('constraints that would pin nothing are refused', () => {
  assert.throws(
    create({ apiKey: KEY, constraints: { model: MODEL, systemInstruction: 'x' } }),
    /systemInstruction/,
  );
  assert.throws(create({ apiKey: KEY, constraints: 'x' }), /constraints/);
  assert.throws(create({ apiKey: KEY, constraints: null, authorize: () => true }), /constraints/);
});

test('a model or an instruction without a word is refused, also beside authorize()', () => {
  const authorize = (): boolean => true;
  const blank: [object, RegExp][] = [
    [{ model: '' }, /constraints\.model/],
    [{ model: ' \n' }, /constraints\.model/],
    [{ model: null }, /constraints\.model/],
    ...['', ' \t', [], [''], {}, { parts: [] }, { role: 'user', parts: [{ text: ' ' }] }, { text: '' }].map(
      (systemInstruction): [object, RegExp] => [
        { model: MODEL, config: { systemInstruction } },
        /config\.systemInstruction is blank/,
      ],
    ),
  ];
  for (const [constraints, sentence] of blank) {
    for (const more of [{}, { authorize }]) {
      assert.throws(create({ apiKey: KEY, constraints, ...more }), { name: 'TypeError', message: sentence });
    }
  }
  assert.throws(create({ apiKey: KEY, models: [' '], authorize }), /models/);
});

test('an instruction in any form of the SDK counts as a constraint, and so does what is set by an empty object', () => {
  for (const config of [
    { systemInstruction: { parts: [{ text: 'Be brief.' }] } },
    { systemInstruction: ['', 'Be brief.'] },
    { systemInstruction: { parts: [{ inlineData: { data: 'AA==', mimeType: 'image/png' } }] } },
    { inputAudioTranscription: {} },
    { temperature: 0 },
  ]) {
    create({ apiKey: KEY, constraints: { config } })();
  }
  // Not set is not blank.
  create({ apiKey: KEY, constraints: { model: MODEL, config: { systemInstruction: undefined } } })();
});

test('a missing key is refused, and the key is in no error', () => {
  for (const apiKey of [undefined, '', '  ', 7]) {
    assert.throws(create({ ...optionsFor(NOWHERE), apiKey }), /apiKey/);
  }
  for (const wrong of [
    { uses: 0 },
    { ttl: 72_001 },
    { models: [] },
    { allowedOrigins: ['*'] },
    { authorize: 1 },
  ]) {
    assert.throws(create({ ...optionsFor(NOWHERE), ...wrong }), (error) => !String(error).includes(KEY));
  }
});

test('numbers out of range are refused by name', () => {
  const wrong: [string, unknown][] = [
    ['uses', 0],
    ['uses', 1.5],
    ['ttl', 0],
    ['ttl', 72_001],
    ['ttl', '60'],
    ['newSessionTtl', -1],
    ['timeoutMs', Number.NaN],
    ['trustProxy', -1],
  ];
  for (const [name, value] of wrong) {
    assert.throws(create({ ...optionsFor(NOWHERE), [name]: value }), new RegExp(name));
  }
});

test('a rate limit that would let nobody in, everybody in, or cannot be kept is refused by name', () => {
  const wrong: [object, RegExp][] = [
    ...[-1, 0, 1.5, 1_000_001, Number.NaN, Infinity, '20', null].map((points): [object, RegExp] => [
      { points },
      /rateLimit\.points/,
    ]),
    ...[-1, 0, 0.5, 2_147_484, Number.NaN, Infinity, '60', null].map((duration): [object, RegExp] => [
      { duration },
      /rateLimit\.duration/,
    ]),
  ];
  for (const [rateLimit, message] of wrong) {
    assert.throws(create({ ...optionsFor(NOWHERE), rateLimit }), { name: 'RangeError', message });
  }
  for (const [rateLimit, message] of [
    [7, /rateLimit/],
    [{ key: 'ip' }, /rateLimit\.key/],
    [{ limiter: {} }, /rateLimit\.limiter/],
  ] as const) {
    assert.throws(create({ ...optionsFor(NOWHERE), rateLimit }), { name: 'TypeError', message });
  }
  create({ ...optionsFor(NOWHERE), rateLimit: { points: 1_000_000, duration: 2_147_483 } })();
  create({ ...optionsFor(NOWHERE), rateLimit: {} })();
});

test('models and the constraint on the model must fit', () => {
  assert.throws(create({ ...optionsFor(NOWHERE), models: [] }), /models is empty/);
  assert.throws(
    create({ ...optionsFor(NOWHERE), models: ['a'], constraints: { model: 'b' } }),
    /among models/,
  );
  create({ ...optionsFor(NOWHERE), models: ['a', 'b'], constraints: { model: 'models/b' } })();
});
