import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { circumstancesOf } from './wire/circumstances.ts';
import { CLIENT_FIELDS } from './wire/client-fields.ts';
import {
  knowerOf,
  rightValue,
  unknownFieldReason,
  wrongValue,
  wrongValueReason,
} from './wire/field-values.ts';
import { inLab, type FormClient, type Lab } from './wire/lab.ts';
import { merged, messageOf, type Form } from './wire/message-of.ts';
import type { ClientField } from './wire/wire-field.ts';

const CALL = { script: { answers: [{ kind: 'call', calls: [{ name: 'f', id: 'call-1' }] }] } } as const;
const kindOf = (path: string): string => path.split(/[.[{]/, 1)[0] ?? '';

/** Sends a message that has `value` in the field, from where such a message is in place. */
const sendField = async (lab: Lab, field: ClientField, value: unknown): Promise<FormClient> => {
  const { path } = field;
  const { setup, beside, called } = circumstancesOf(path, knowerOf(field));
  const kind = kindOf(path);
  const message = merged(beside ? { [kind]: beside } : {}, messageOf(path, value)) as object;
  if (kind === 'setup') {
    const client = await lab.client();
    client.send(merged({ setup: lab.setup(setup) }, message) as object);
    return client;
  }
  const client = await lab.session(setup);
  if (called === true) {
    client.send({ realtimeInput: { text: 'call' } });
    await client.next(({ toolCall }) => toolCall !== undefined);
  }
  client.send(message);
  return client;
};

const check = async (field: ClientField, form: Form, value: unknown, outcome: RegExp | string | undefined) =>
  inLab({ ...CALL, form, knower: knowerOf(field) }, async (lab) => {
    const client = await sendField(lab, field, value);
    const [code] = outcome === undefined ? [] : (field.refused ?? [1007]);
    if (outcome === undefined) {
      await client.answered();
      if (kindOf(field.path) === 'setup')
        await client.next(({ setupComplete }) => setupComplete !== undefined);
      return;
    }
    const closed = await client.closed;
    assert.equal(closed.code, code, closed.reason);
    if (typeof outcome === 'string') assert.equal(closed.reason, outcome);
    else assert.match(closed.reason, outcome);
  });

for (const form of ['camelCase', 'snake_case'] as const) {
  describe(`a client's field in ${form}`, () => {
    for (const field of CLIENT_FIELDS) {
      const [, refusal] = field.refused ?? [];
      if (field.inConversation !== true)
        it(`${field.path} is ${refusal ? 'refused' : 'taken'}`, () =>
          check(field, form, rightValue(field), refusal));
      const wrong = wrongValue(field);
      if (wrong !== undefined)
        it(`${field.path} is nothing else than ${field.type}`, () =>
          check({ ...field, refused: [1007, /./] }, form, wrong, wrongValueReason(field)));
      if (field.type.startsWith('message'))
        it(`${field.path} has no field that is not listed`, () =>
          check(
            { ...field, refused: [1007, /./] },
            form,
            { notAField: 1 },
            unknownFieldReason(form === 'camelCase' ? 'notAField' : 'not_a_field', field.path),
          ));
    }
  });
}
