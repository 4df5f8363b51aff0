import assert from 'node:assert/strict';
import type { Form } from '../message-of.ts';
import { found, speak, talk, transcriptOf, type Effects } from './effect.ts';

/** What is known of a transcript that was asked for so. */
const detail = async (
  form: Form,
  which: 'input' | 'output',
  config: object,
  name: string,
): Promise<unknown> => {
  const setup = { [`${which}AudioTranscription`]: config };
  const came = await talk(form, { setup, client: speak });
  return found(came, `serverContent.${which}Transcription.${name}`);
};

const transcription = (which: 'input' | 'output'): Effects => {
  const path = `setup.${which}AudioTranscription`;
  const field = (name: string, what: string, right: object, sent: string, expected?: unknown): Effects => ({
    [`${path}.${name}`]: [
      what,
      async (form) => {
        const value = await detail(form, which, right, sent);
        if (expected === undefined) assert.notEqual(value, undefined);
        else assert.equal(value, expected);
        assert.equal(await detail(form, which, {}, sent), undefined, 'unasked');
      },
    ],
  });
  return {
    [path]: [
      which === 'input'
        ? 'what the visitor said is sent as text'
        : 'the answer is sent as text beside its sound',
      async (form) => {
        const asked = await talk(form, { setup: { [`${which}AudioTranscription`]: {} }, client: speak });
        assert.notEqual(transcriptOf(asked, `${which}Transcription`), '');
        const not = await talk(form, { client: speak });
        assert.equal(transcriptOf(not, `${which}Transcription`), '');
      },
    ],
    ...field(
      'languageCodes[]',
      'the language of a transcript',
      { languageCodes: ['de-DE'] },
      'languageCode',
      'de-DE',
    ),
    ...field('wordTimestamp', 'times of words', { wordTimestamp: true }, 'words'),
    ...field('diarization', 'who spoke', { diarization: true }, 'speakerLabel'),
    [`${path}.mode`]: [
      'SMART: neither times nor speakers',
      async (form) => {
        const all = { diarization: true, wordTimestamp: true };
        assert.equal(await detail(form, which, { ...all, mode: 'SMART' }, 'words'), undefined);
        assert.notEqual(await detail(form, which, { ...all, mode: 'VERBATIM' }, 'words'), undefined);
      },
    ],
  };
};

/** Fields of `setup.inputAudioTranscription` and `setup.outputAudioTranscription`. */
export const TRANSCRIPTION_EFFECTS: Effects = { ...transcription('input'), ...transcription('output') };
