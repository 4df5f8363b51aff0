import { OUTPUT_RATE } from '../assumptions/index.ts';

/** What the client asked for in `speechConfig`. */
export interface VoiceWish {
  readonly voiceName?: string;
  readonly languageCode?: string;
}

/** Turns text into 24 kHz mono samples. */
export type Voice = (text: string, wish: VoiceWish) => Int16Array | Promise<Int16Array>;

/** Two formants of five vowels, Hz (Peterson & Barney 1952, rounded). */
const VOWELS: Readonly<Record<string, readonly [first: number, second: number]>> = {
  a: [730, 1090],
  e: [530, 1840],
  i: [270, 2290],
  o: [570, 840],
  u: [300, 870],
};
const SYLLABLE_SECONDS = 0.16;
const WORD_GAP_SECONDS = 0.05;
const PITCH_HZ = 130;
const EDGE_SECONDS = 0.02;
const AMPLITUDE = 0.22;

/** What a vowel adds to the pitch. */
const formantsOf = (vowel: string, length: number): Float64Array => {
  const [first, second] = VOWELS[vowel] ?? [500, 1500];
  const formants = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    const t = (2 * Math.PI * index) / OUTPUT_RATE;
    formants[index] = 0.35 * Math.sin(first * t) + 0.15 * Math.sin(second * t);
  }
  return formants;
};

const writeSyllable = (out: Int16Array, from: number, formants: Float64Array, pitch: number): void => {
  const { length } = formants;
  const edge = EDGE_SECONDS * OUTPUT_RATE;
  for (let index = 0; index < length; index += 1) {
    const t = (2 * Math.PI * index) / OUTPUT_RATE;
    const envelope = Math.min(1, index / edge, (length - index) / edge);
    const sample = 0.5 * Math.sin(pitch * t) + (formants[index] as number);
    out[from + index] = Math.round(32767 * AMPLITUDE * envelope * sample);
  }
};

/**
 * The voice that the twin has when it is given no other: a vowel-like tone for each syllable, a pause after each word. It
 * cannot be understood; it has the length and the rhythm of speech, and the same text always sounds the same.
 */
export const babble: Voice = (text) => {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const syllables = words.map((word) => word.toLowerCase().match(/[aeiou]+/g) ?? ['e']);
  const syllable = Math.round(SYLLABLE_SECONDS * OUTPUT_RATE);
  const gap = Math.round(WORD_GAP_SECONDS * OUTPUT_RATE);
  const count = syllables.reduce((sum, list) => sum + list.length, 0);
  const formants = new Map<string, Float64Array>();
  const out = new Int16Array(count * syllable + words.length * gap);
  let at = 0;
  syllables.forEach((list, word) => {
    list.forEach((vowels) => {
      // The pitch falls over the sentence, as a statement's does.
      const pitch = PITCH_HZ * (1.15 - (0.3 * word) / Math.max(1, words.length));
      const vowel = vowels[0] ?? 'e';
      const known = formants.get(vowel) ?? formantsOf(vowel, syllable);
      formants.set(vowel, known);
      writeSyllable(out, at, known, pitch);
      at += syllable;
    });
    at += gap;
  });
  return out;
};

/** How many texts a voice remembers, and the longest one, characters. */
const REMEMBERED = { texts: 32, characters: 200 };

/** `babble` for one twin: it remembers what it said last, since scripts repeat themselves and hundreds may listen. */
export const rememberingBabble = (): Voice => {
  const said = new Map<string, Int16Array>();
  return async (text, wish) => {
    const known = said.get(text);
    if (known) return known;
    const samples = await babble(text, wish);
    if (text.length > REMEMBERED.characters) return samples;
    const [oldest] = said.size < REMEMBERED.texts ? [] : said.keys();
    if (oldest !== undefined) said.delete(oldest);
    said.set(text, samples);
    return samples;
  };
};
