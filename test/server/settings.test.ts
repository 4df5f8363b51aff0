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

test('models and the constraint on the model must fit', () => {
  assert.throws(create({ ...optionsFor(NOWHERE), models: [] }), /models is empty/);
  assert.throws(
    create({ ...optionsFor(NOWHERE), models: ['a'], constraints: { model: 'b' } }),
    /among models/,
  );
  create({ ...optionsFor(NOWHERE), models: ['a', 'b'], constraints: { model: 'models/b' } })();
});
