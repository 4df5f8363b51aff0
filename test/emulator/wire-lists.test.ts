import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schemaAt } from '../../src/emulator/protocol/client-message.ts';
import { endpointFor } from './wire/backends.ts';
import { CLIENT_FIELDS, typeFor } from './wire/client-fields.ts';
import { schemaFields } from './wire/schema-fields.ts';
import {
  CLIENT_NOT_IN_SDK,
  CLIENT_NOT_ON_WIRE,
  NOT_OF_INTERIM,
  SERVER_NOT_IN_SDK,
  SERVER_NOT_ON_WIRE,
} from './wire/sdk-differences.ts';
import { SdkFields } from './wire/sdk-fields.ts';
import { SERVER_FIELDS } from './wire/server-fields.ts';
import { SERVER_MESSAGE } from './wire/server-schema.ts';
import { KNOWERS } from './wire/wire-field.ts';

const sorted = (paths: Iterable<string>): string[] => [...paths].sort();
const without = (paths: Iterable<string>, others: ReadonlySet<string>): string[] =>
  sorted([...paths].filter((path) => !others.has(path)));

describe('the list of what a client may send', () => {
  const paths = new Set(CLIENT_FIELDS.map(({ path }) => path));

  it('names each field once', () => {
    assert.deepEqual(sorted(CLIENT_FIELDS.map(({ path }) => path)), sorted(paths));
  });

  for (const knower of KNOWERS) {
    it(`has every field of the schema of ${knower}, each with its type, and no other`, () => {
      const listed = CLIENT_FIELDS.filter(({ known }) => !known || known.includes(knower));
      assert.deepEqual(
        sorted(listed.map((field) => `${field.path} ${typeFor(field, knower)}`)),
        sorted([...schemaFields(schemaAt(endpointFor(knower)))].map(([path, type]) => `${path} ${type}`)),
      );
    });
  }

  it('has every field that the installed SDK declares, but for those that Live does not know', () => {
    const sdk = new SdkFields(new Set(Object.keys(CLIENT_NOT_ON_WIRE)));
    const declared = new Set(sdk.of('LiveClientMessage'));
    const free = CLIENT_FIELDS.filter(({ type }) => type === 'struct' || type === 'value');
    const isFree = (path: string): boolean =>
      free.some(({ path: start }) => path.startsWith(`${start}.`) || path.startsWith(`${start}[]`));
    assert.deepEqual(
      without(
        [...declared].filter((path) => !isFree(path)),
        paths,
      ),
      [],
    );
    assert.deepEqual(sdk.unmet, [], 'passed over, though the SDK does not declare it');
    assert.deepEqual(without(paths, declared), sorted(Object.keys(CLIENT_NOT_IN_SDK)));
  });
});

describe('the list of what the service sends', () => {
  const paths = new Set(SERVER_FIELDS.map(({ path }) => path));

  it('names each field once', () => {
    assert.deepEqual(sorted(SERVER_FIELDS.map(({ path }) => path)), sorted(paths));
  });

  it('has every field of the schema that all tests hold the twin to, each with its type, and no other', () => {
    assert.deepEqual(
      sorted(SERVER_FIELDS.map(({ path, type }) => `${path} ${type}`)),
      sorted([...schemaFields(SERVER_MESSAGE)].map(([path, type]) => `${path} ${type}`)),
    );
  });

  it('has every field that the installed SDK declares, but for those that Live does not send', () => {
    const sdk = new SdkFields(new Set(Object.keys(SERVER_NOT_ON_WIRE)));
    const declared = sdk.of('LiveServerMessage').filter((path) => !NOT_OF_INTERIM.test(path));
    assert.deepEqual(without(declared, paths), []);
    assert.deepEqual(sdk.unmet, [], 'passed over, though the SDK does not declare it');
    assert.deepEqual(without(paths, new Set(declared)), sorted(Object.keys(SERVER_NOT_IN_SDK)));
  });
});
