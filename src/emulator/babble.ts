import { OUTPUT_RATE } from './assumptions/index.ts';

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

const writeSyllable = (out: Int16Array, from: number, length: number, vowel: string, pitch: number): void => {
  const [first, second] = VOWELS[vowel] ?? [500, 1500];
  const edge = EDGE_SECONDS * OUTPUT_RATE;
  for (let index = 0; index < length; index += 1) {
    const t = (2 * Math.PI * index) / OUTPUT_RATE;
    const envelope = Math.min(1, index / edge, (length - index) / edge);
    const sample = 0.5 * Math.sin(pitch * t) + 0.35 * Math.sin(first * t) + 0.15 * Math.sin(second * t);
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
  const out = new Int16Array(count * syllable + words.length * gap);
  let at = 0;
  syllables.forEach((list, word) => {
    list.forEach((vowels) => {
      // The pitch falls over the sentence, as a statement's does.
      const pitch = PITCH_HZ * (1.15 - (0.3 * word) / Math.max(1, words.length));
      writeSyllable(out, at, syllable, vowels[0] ?? 'e', pitch);
      at += syllable;
    });
    at += gap;
  });
  return out;
};
