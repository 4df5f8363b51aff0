import assert from 'node:assert/strict';
import type { Answer, Turn } from '../../../../src/emulator/index.ts';
import { inLab, type FormClient } from '../lab.ts';
import type { Form } from '../message-of.ts';
import { TONE, ask, talk, type Effects } from './effect.ts';

const told = async (form: Form, clientContent: object): Promise<Turn | undefined> => {
  const { turns } = await talk(form, {
    client: async (client) => {
      client.send({ clientContent });
      await client.turnComplete();
    },
  });
  return turns[0];
};

const updated = async (form: Form, contextUpdate: object): Promise<Turn | undefined> => {
  const { turns } = await talk(form, {
    setup: {
      systemInstruction: { parts: [{ text: 'Old.' }] },
      tools: [{ functionDeclarations: [{ name: 'old' }] }],
    },
    client: async (client) => {
      client.send({ contextUpdate });
      await ask(client);
    },
  });
  return turns[0];
};

const CALL: Answer = {
  kind: 'call',
  calls: [{ name: 'f', id: 'call-1', behavior: 'BLOCKING' }],
};

interface Responded {
  readonly turns: readonly Turn[];
  readonly client: FormClient;
}

/** The model calls a function; what the script sees of these responses. */
const responded = async (
  form: Form,
  responses: readonly object[],
  call: Answer = CALL,
  wait: (client: FormClient) => Promise<unknown> = (client) => client.turnComplete(),
): Promise<Responded> => {
  const turns: Turn[] = [];
  let last: FormClient | undefined;
  const script = (turn: Turn): Answer => {
    turns.push(turn);
    return turn.index === 1 && turn.kind !== 'tool' ? call : TONE;
  };
  await inLab({ form, script }, async (lab) => {
    const client = await lab.session({ tools: [{ functionDeclarations: [{ name: 'f' }] }] });
    client.send({ realtimeInput: { text: 'Hi' } });
    await client.next(({ toolCall }) => toolCall !== undefined);
    for (const response of responses) client.send({ toolResponse: { functionResponses: [response] } });
    await wait(client);
    last = client;
  });
  assert.ok(last);
  return { turns, client: last };
};

const RESPONSE = { id: 'call-1', name: 'f', response: { output_value: { some_key: 12 } } };
const NON_BLOCKING: Answer = {
  kind: 'call',
  calls: [{ name: 'f', id: 'call-1', behavior: 'NON_BLOCKING' }],
  filler: '',
};
const result = ({ turns }: Responded): Turn['responses'][number] | undefined =>
  turns.find(({ kind }) => kind === 'tool')?.responses[0];

/** `clientContent`, `toolResponse` and `contextUpdate`. */
export const MESSAGE_EFFECTS: Effects = {
  'clientContent.turns[].role': [
    'whose turn it was; 1007 for another role than user and model',
    async (form) => {
      const turns = [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'Hello' }] },
        { role: 'user', parts: [{ text: 'How are you?' }] },
      ];
      const turn = await told(form, { turns, turnComplete: true });
      assert.deepEqual(
        turn?.history.map(({ by }) => by),
        ['user', 'model', 'user'],
      );
    },
  ],
  'clientContent.turns[].parts[].text': [
    'is answered, or history',
    async (form) => {
      const turns = [{ role: 'user', parts: [{ text: 'How are ' }, { text: 'you?' }] }];
      const turn = await told(form, { turns, turnComplete: true });
      assert.deepEqual([turn?.kind, turn?.text], ['content', 'How are you?']);
    },
  ],
  'clientContent.turnComplete': [
    'asks for an answer; without, the model waits for more',
    async (form) => {
      const { turns } = await talk(form, {
        client: async (client) => {
          const content = { role: 'user', parts: [{ text: 'One.' }] };
          client.send({ clientContent: { turns: [content], turnComplete: false } });
          await client.answered();
          client.send({ clientContent: { turnComplete: true } });
          await client.turnComplete();
        },
      });
      assert.equal(turns.length, 1);
    },
  ],
  'toolResponse.functionResponses[].id': [
    'which call it answers; 1008 when there was none',
    async (form) => {
      assert.equal(result(await responded(form, [RESPONSE]))?.id, 'call-1');
      const wrong = await responded(form, [{ ...RESPONSE, id: 'call-2' }], CALL, (client) => client.closed);
      assert.deepEqual(await wrong.client.closed, { code: 1008, reason: 'Requested entity was not found.' });
    },
  ],
  'toolResponse.functionResponses[].name': [
    'scripts see it',
    async (form) => assert.equal(result(await responded(form, [RESPONSE]))?.name, 'f'),
  ],
  'toolResponse.functionResponses[].response': [
    'scripts see it, its keys as they are',
    async (form) =>
      assert.deepEqual(result(await responded(form, [RESPONSE]))?.response, {
        output_value: { some_key: 12 },
      }),
  ],
  'toolResponse.functionResponses[].willContinue': [
    'more responses to this call follow: the model waits for the last',
    async (form) => {
      const more = { ...RESPONSE, willContinue: true };
      const { turns } = await responded(form, [more, more, RESPONSE]);
      assert.equal(turns.find(({ kind }) => kind === 'tool')?.responses.length, 3);
    },
  ],
  'toolResponse.functionResponses[].scheduling': [
    'SILENT: nothing is said of the result of a call that does not block',
    async (form) => {
      const quiet = await responded(form, [{ ...RESPONSE, scheduling: 'SILENT' }], NON_BLOCKING, (client) =>
        client.answered(),
      );
      assert.equal(result(quiet), undefined);
      const said = await responded(form, [{ ...RESPONSE, scheduling: 'INTERRUPT' }], NON_BLOCKING, (client) =>
        client.next(({ serverContent }) => serverContent?.modelTurn !== undefined),
      );
      assert.equal(result(said)?.id, 'call-1');
    },
  ],
  'contextUpdate.systemInstruction.parts[].text': [
    'scripts see it; what is absent stays',
    async (form) => {
      const turn = await updated(form, { systemInstruction: { parts: [{ text: 'New.' }] } });
      assert.deepEqual([turn?.systemInstruction, turn?.tools.length], ['New.', 1]);
    },
  ],
  'contextUpdate.tools': [
    'replaces all tools; an empty one removes them',
    async (form) => {
      const turn = await updated(form, { tools: { tools: [] } });
      assert.deepEqual([turn?.systemInstruction, turn?.tools], ['Old.', []]);
    },
  ],
  'contextUpdate.tools.tools[].functionDeclarations[].name': [
    'scripts see it',
    async (form) => {
      const turn = await updated(form, { tools: { tools: [{ functionDeclarations: [{ name: 'new' }] }] } });
      assert.deepEqual(
        turn?.tools.map(({ functionDeclarations }) => functionDeclarations?.[0]?.name),
        ['new'],
      );
    },
  ],
};
