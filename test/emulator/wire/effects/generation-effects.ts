import assert from 'node:assert/strict';
import type { VoiceWish } from '../../../../src/emulator/index.ts';
import { join, silence, tone } from '../../client.ts';
import type { Form } from '../message-of.ts';
import { HALF_CASCADE, NATIVE_25, TONE, found, talk, type Effects, type Talk } from './effect.ts';

/** What the voice was asked for. */
const wishWith = async (form: Form, speechConfig: object): Promise<VoiceWish> => {
  const wishes: VoiceWish[] = [];
  const voice = (_: string, wish: VoiceWish): Int16Array => {
    wishes.push(wish);
    return new Int16Array(480);
  };
  await talk(form, {
    voice,
    answer: { kind: 'say', text: 'Yes' },
    setup: { generationConfig: { speechConfig } },
  });
  return wishes[0] ?? {};
};

const videoTokens = async (form: Form, mediaResolution: string): Promise<number | undefined> => {
  const { messages } = await talk(form, {
    setup: { generationConfig: { mediaResolution } },
    client: async (client) => {
      client.send({ realtimeInput: { video: { mimeType: 'image/jpeg', data: 'AAAA' } } });
      client.send({ realtimeInput: { text: 'What is this?' } });
      await client.turnComplete();
    },
  });
  const details = messages.at(-1)?.usageMetadata?.promptTokensDetails ?? [];
  return details.find(({ modality }) => modality === 'VIDEO')?.tokenCount;
};

const thoughts = ({ messages }: Talk): number =>
  messages
    .flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? [])
    .filter(({ thought }) => thought === true).length;

const withThinking = async (form: Form, thinkingConfig: object): Promise<number> =>
  thoughts(await talk(form, { setup: { ...NATIVE_25, generationConfig: { thinkingConfig } } }));

const translated = (form: Form, translationConfig: object, heardLanguage: string): Promise<Talk> =>
  talk(form, {
    setup: {
      model: 'models/gemini-3.5-live-translate-preview',
      outputAudioTranscription: {},
      generationConfig: { translationConfig },
    },
    answer: { ...TONE, heardLanguage },
    client: async (client) => {
      client.speak(join(silence(0.2), tone(2), silence(1.2)));
      await client.next(({ serverContent }) => serverContent?.generationComplete === true);
    },
  });

/** Fields of `setup.generationConfig`. */
export const GENERATION_EFFECTS: Effects = {
  'setup.generationConfig.responseModalities[]': [
    'TEXT: the answer is written, where the model can',
    async (form) => {
      const setup = { ...HALF_CASCADE, generationConfig: { responseModalities: ['TEXT'] } };
      const { messages } = await talk(form, { setup, answer: { kind: 'say', text: 'Yes' } });
      const parts = messages.flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? []);
      assert.deepEqual(parts, [{ text: 'Yes' }]);
    },
  ],
  'setup.generationConfig.mediaResolution': [
    'tokens of a frame in the usage',
    async (form) => {
      assert.equal(await videoTokens(form, 'MEDIA_RESOLUTION_LOW'), 64);
      assert.equal(await videoTokens(form, 'MEDIA_RESOLUTION_MEDIUM'), 256);
    },
  ],
  'setup.generationConfig.speechConfig.voiceConfig.prebuiltVoiceConfig.voiceName': [
    'the voice is asked for it; 1007 when the model has none of that name',
    async (form) => {
      const voiceConfig = { prebuiltVoiceConfig: { voiceName: 'Kore' } };
      assert.equal((await wishWith(form, { voiceConfig })).voiceName, 'Kore');
    },
  ],
  'setup.generationConfig.speechConfig.voiceConfig.voice': [
    'the same',
    async (form) => {
      assert.equal((await wishWith(form, { voiceConfig: { voice: 'Kore' } })).voiceName, 'Kore');
    },
  ],
  'setup.generationConfig.speechConfig.languageCode': [
    'the voice is asked for it; 1007 where the model chooses the language itself',
    async (form) => {
      assert.equal((await wishWith(form, { languageCode: 'de-DE' })).languageCode, 'de-DE');
    },
  ],
  'setup.generationConfig.thinkingConfig.includeThoughts': [
    'whether summaries of thoughts are sent',
    async (form) => {
      assert.equal(await withThinking(form, { includeThoughts: true }), 1);
      assert.equal(await withThinking(form, { includeThoughts: false }), 0);
    },
  ],
  'setup.generationConfig.thinkingConfig.thinkingBudget': [
    '0: no thoughts',
    async (form) => {
      assert.equal(await withThinking(form, { thinkingBudget: 0 }), 0);
      assert.equal(await withThinking(form, { thinkingBudget: 64 }), 1);
    },
  ],
  'setup.generationConfig.translationConfig.targetLanguageCode': [
    'the language of the translation; what is in it already is not translated',
    async (form) => {
      const foreign = await translated(form, { targetLanguageCode: 'es' }, 'en-US');
      assert.equal(found(foreign, 'serverContent.outputTranscription.languageCode'), 'es');
      const same = await translated(form, { targetLanguageCode: 'en' }, 'en-US');
      assert.equal(found(same, 'serverContent.modelTurn'), undefined);
    },
  ],
  'setup.generationConfig.translationConfig.echoTargetLanguage': [
    'what is in the target language already is repeated',
    async (form) => {
      const config = { targetLanguageCode: 'en', echoTargetLanguage: true };
      assert.notEqual(found(await translated(form, config, 'en-US'), 'serverContent.modelTurn'), undefined);
    },
  ],
};
