import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLIENT_FIELDS } from './wire/client-fields.ts';
import { EFFECTS } from './wire/effects.ts';

describe('the effect of a field', () => {
  it('belongs to a field that is listed and taken', () => {
    const taken = new Set(CLIENT_FIELDS.filter(({ refused }) => !refused).map(({ path }) => path));
    assert.deepEqual(
      Object.keys(EFFECTS).filter((path) => !taken.has(path)),
      [],
    );
  });

  it('is known of every field that is right in a conversation only', () => {
    const unseen = CLIENT_FIELDS.filter(
      ({ inConversation, path }) => inConversation && !Object.hasOwn(EFFECTS, path),
    );
    assert.deepEqual(unseen, []);
  });

  for (const [path, [what, see]] of Object.entries(EFFECTS)) {
    for (const form of ['camelCase', 'snake_case'] as const)
      it(`${path}: ${what} (${form})`, () => see(form));
  }
});
