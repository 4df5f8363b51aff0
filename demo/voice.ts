import createEspeak, { type SpeechWorker } from '@echogarden/espeak-ng-emscripten';
import { VOICES } from '../src/core/voices.ts';
import { floatToInt16, int16ToFloat } from '../src/dsp/pcm.ts';
import { Resampler } from '../src/dsp/resampler.ts';

/** Hz, as the Live API speaks. */
export const VOICE_RATE = 24_000;

/** The synthesiser runs on the server's only thread: some 20 s of speech are as much as it should be held up for. */
const MAX_CHARACTERS = 300;

/** The voice that is spoken with unless a language asks for another. */
const ENGLISH = 'en-us';
/** eSpeak's pitch, 0…99; 50 is its default. */
const LOWEST_PITCH = 20;
const PITCH_RANGE = 60;

/** How a text is to be spoken, as `speechConfig` says it. */
export interface Wish {
  readonly voiceName?: string;
  readonly languageCode?: string;
}

/** Speaks text aloud: 24 kHz mono, 16 bit. */
export type Speak = (text: string, wish?: Wish) => Promise<Int16Array>;

/**
 * The demo's voice: eSpeak NG in American English. Loads on the first word, some 0.2 s. A development dependency under
 * GPL-3.0, which no build contains.
 */
export const createVoice = (): Speak => {
  let loading: Promise<SpeechWorker> | undefined;
  const load = async (): Promise<SpeechWorker> => {
    const { eSpeakNGWorker } = await createEspeak();
    const worker = new eSpeakNGWorker();
    worker.rate = 160;
    return worker;
  };
  return async (text, wish = {}) => {
    const worker = await (loading ??= load());
    worker.pitch = pitchOf(wish.voiceName);
    setLanguage(worker, wish.languageCode);
    return toVoiceRate(synthesize(worker, plain(text)), worker.samplerate);
  };
};

/** The voices of the Live API are told apart by their height alone. */
const pitchOf = (voice: string | undefined): number => {
  const index = voice === undefined ? 0 : VOICES.indexOf(voice);
  return index < 0 ? 50 : LOWEST_PITCH + ((50 - LOWEST_PITCH + index * 23) % PITCH_RANGE);
};

/** `de-CH` is spoken as `de` where eSpeak has no such dialect. */
const setLanguage = (worker: SpeechWorker, language = ENGLISH): void => {
  const known = [language, language.split('-')[0] ?? ''].some(
    (name) => worker.set_voice(name.toLowerCase()) === 0,
  );
  if (!known) worker.set_voice(ENGLISH);
};

/** eSpeak takes angle brackets for markup and double square brackets for phonemes. */
const plain = (text: string): string => text.slice(0, MAX_CHARACTERS).replace(/[<>[\]]/g, ' ');

const synthesize = (worker: SpeechWorker, text: string): Int16Array => {
  const parts: Int16Array[] = [];
  worker.synthesize(text, (samples) => {
    if (samples.length > 0) parts.push(samples);
    return false;
  });
  const all = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const toVoiceRate = (samples: Int16Array, rate: number): Int16Array => {
  const resampler = new Resampler(rate, VOICE_RATE);
  // Zeros behind the speech bring out what the filter still holds.
  const input = new Float32Array(samples.length + resampler.memory);
  int16ToFloat(samples, 0, samples.length, input, 0);
  const output = new Float32Array(resampler.outputsFor(input.length));
  resampler.process(input, input.length, output, 0);
  const voice = new Int16Array(output.length);
  floatToInt16(output, 0, output.length, voice, 0);
  return voice;
};
