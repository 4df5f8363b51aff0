import assert from 'node:assert/strict';
import type { Answer } from '../../../../src/emulator/index.ts';
import { isResumable } from './resumable.ts';
import { HALF_CASCADE, TONE, ask, found, speak, talk, type Effect, type Effects } from './effect.ts';
import { inLab } from '../lab.ts';

const TEXT = { parts: [{ text: 'Be brief.' }] };
const CALL: Answer = { kind: 'call', calls: [{ name: 'f' }], filler: 'One moment.' };

const declared = (behavior: string): object => ({
  tools: [{ functionDeclarations: [{ name: 'f', behavior }] }],
});

const resumed: Effect = [
  'the session goes on where it was; 1008 when nobody knows it',
  (form) =>
    inLab({ form, script: { answers: [TONE] } }, async (lab) => {
      const first = await lab.session({ sessionResumption: {} });
      await ask(first);
      const { sessionResumptionUpdate } = await first.next(isResumable);
      const second = await lab.session({ sessionResumption: { handle: sessionResumptionUpdate?.newHandle } });
      await ask(second);
      const counts = [first, second].map(({ messages }) =>
        messages.map(({ usageMetadata }) => usageMetadata?.promptTokenCount ?? 0).reduce((a, b) => a + b),
      );
      assert.ok((counts[1] ?? 0) > (counts[0] ?? 0), 'the context of the first is not in that of the second');
      const third = await lab.client();
      third.send({ setup: lab.setup({ sessionResumption: { handle: 'nobody-knows-it' } }) });
      assert.equal((await third.closed).code, 1008);
    }),
];

/** Fields of `setup` outside of `generationConfig` and `realtimeInputConfig`. */
export const SETUP_EFFECTS: Effects = {
  'setup.model': [
    'chooses rules and style of the session; 1008 when nobody knows it',
    (form) =>
      inLab({ form }, async (lab) => {
        const client = await lab.client();
        client.send({ setup: { model: 'models/gemini-9-live' } });
        assert.match((await client.closed).reason, /^models\/gemini-9-live is not found/);
        const { turns } = await talk(form, { setup: HALF_CASCADE });
        assert.equal(turns[0]?.model, 'gemini-live-2.5-flash-preview');
      }),
  ],
  'setup.systemInstruction.parts[].text': [
    'scripts see it',
    async (form) => {
      const { turns } = await talk(form, { setup: { systemInstruction: TEXT } });
      assert.equal(turns[0]?.systemInstruction, 'Be brief.');
    },
  ],
  'setup.tools[].functionDeclarations[].name': [
    'scripts see it',
    async (form) => {
      const { turns } = await talk(form, { setup: declared('BLOCKING') });
      assert.equal(turns[0]?.tools[0]?.functionDeclarations?.[0]?.name, 'f');
    },
  ],
  'setup.tools[].functionDeclarations[].behavior': [
    'whether the model is silent while a call of it is open',
    async (form) => {
      const said = async (behavior: string): Promise<unknown> => {
        const setup = { ...declared(behavior), outputAudioTranscription: {} };
        const came = await talk(form, {
          setup,
          answer: CALL,
          client: async (client) => {
            client.send({ realtimeInput: { text: 'Hi' } });
            await client.next(({ toolCall }) => toolCall !== undefined);
            if (behavior === 'NON_BLOCKING') await client.turnComplete();
            else await client.answered();
          },
        });
        return found(came, 'serverContent.modelTurn');
      };
      assert.equal(await said('BLOCKING'), undefined);
      assert.notEqual(await said('NON_BLOCKING'), undefined);
    },
  ],
  'setup.tools[].googleSearch': [
    'an answer may be grounded',
    async (form) => {
      const grounded = async (tools: readonly object[]): Promise<unknown> => {
        const steps = [
          { kind: 'ground', queries: ['weather'] },
          { kind: 'say', text: 'Sunny.' },
        ] as const;
        const came = await talk(form, {
          setup: { tools },
          answer: { kind: 'steps', steps, turnComplete: 'at-once' },
        });
        return found(came, 'serverContent.groundingMetadata');
      };
      assert.notEqual(await grounded([{ googleSearch: {} }]), undefined);
      assert.equal(await grounded([]), undefined);
    },
  ],
  'setup.tools[].urlContext': [
    'an answer may rest on pages',
    async (form) => {
      const read = async (tools: readonly object[]): Promise<unknown> => {
        const steps = [
          { kind: 'urls', urls: [{ url: 'https://example.com/' }] },
          { kind: 'say', text: 'Yes.' },
        ] as const;
        const setup = { ...HALF_CASCADE, tools };
        const came = await talk(form, { setup, answer: { kind: 'steps', steps, turnComplete: 'at-once' } });
        return found(came, 'serverContent.urlContextMetadata');
      };
      assert.notEqual(await read([{ urlContext: {} }]), undefined);
      assert.equal(await read([]), undefined);
    },
  ],
  'setup.generationConfig.speechConfig.voiceConfig.replicatedVoiceConfig.consentAudio': [
    'a signature comes with `setupComplete`',
    async (form) => {
      const replicatedVoiceConfig = { voiceSampleAudio: 'AAAA', consentAudio: 'AAAA' };
      const setup = { generationConfig: { speechConfig: { voiceConfig: { replicatedVoiceConfig } } } };
      assert.notEqual(found(await talk(form, { setup }), 'setupComplete.voiceConsentSignature'), undefined);
    },
  ],
  'setup.sessionResumption': [
    'handles are given',
    async (form) => {
      const handles = async (setup: object): Promise<unknown> => {
        const came = await talk(form, { setup });
        return found(came, 'sessionResumptionUpdate');
      };
      assert.notEqual(await handles({ sessionResumption: {} }), undefined);
      assert.equal(await handles({}), undefined);
    },
  ],
  'setup.sessionResumption.handle': resumed,
  'setup.sessionResumption.transparent': [
    'with a handle comes the index of the last message that counts',
    async (form) => {
      const came = await talk(form, {
        knower: 'vertex',
        setup: { sessionResumption: { transparent: true } },
        client: async (client) => {
          await ask(client);
          await client.next(isResumable);
        },
      });
      assert.match(String(found(came, 'sessionResumptionUpdate.lastConsumedClientMessageIndex')), /^\d+$/);
    },
  ],
  'setup.historyConfig.initialHistoryInClientContent': [
    'the first content with `turnComplete` is history, and not answered',
    async (form) => {
      const { turns } = await talk(form, {
        setup: { historyConfig: { initialHistoryInClientContent: true } },
        client: async (client) => {
          const turns = [{ role: 'user', parts: [{ text: 'I am Ada.' }] }];
          client.send({ clientContent: { turns, turnComplete: true } });
          await client.answered();
          await ask(client, 'Who am I?');
        },
      });
      assert.deepEqual(
        turns.map(({ text }) => text),
        ['Who am I?'],
      );
      assert.equal(turns[0]?.history[0]?.text, 'I am Ada.');
    },
  ],
  'setup.explicitVadSignal': [
    'start and end of speech are told',
    async (form) => {
      const came = await talk(form, { knower: 'vertex', setup: { explicitVadSignal: true }, client: speak });
      assert.notEqual(found(came, 'voiceActivity'), undefined);
      const not = await talk(form, { knower: 'vertex', client: speak });
      assert.equal(found(not, 'voiceActivity'), undefined);
    },
  ],
  'setup.proactivity.proactiveAudio': [
    'scripts see it: the model may say nothing; 1007 for `false` where it always may',
    async (form) => {
      const model = 'models/gemini-2.5-flash-native-audio-preview-12-2025';
      const proactive = async (proactivity: object): Promise<boolean | undefined> =>
        (await talk(form, { setup: { model, proactivity } })).turns[0]?.proactive;
      assert.equal(await proactive({ proactiveAudio: true }), true);
      assert.equal(await proactive({}), false);
    },
  ],
};
