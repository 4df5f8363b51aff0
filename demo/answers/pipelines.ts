import type { Answer } from '../../src/emulator/index.ts';

/** As if a German had been heard by a model that translates into English; the twin hears no words. */
export const translated = (): Answer => ({
  kind: 'say',
  heard: ['Guten Morgen', ', meine', ' Damen', ' und', ' Herren', '. Willkommen', ' in', ' Bern', '.'],
  heardLanguage: 'de',
  text: 'Good morning, ladies and gentlemen. Welcome to Bern.',
});

/** As if this had been said to a model that writes it down. */
export const transcribed = (): Answer => ({
  kind: 'none',
  heard: ['The', ' train', ' to', ' Zürich', ' leaves', ' at', ' nine', ' from', ' platform', ' four', '.'],
  heardLanguage: 'en',
});
