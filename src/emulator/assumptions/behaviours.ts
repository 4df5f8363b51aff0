import type { Source } from './source.ts';

/**
 * Habits of the service that are neither a number nor a refusal. Code that follows one names it in a comment
 * (`BEHAVIOURS.typedWhileSpeaking`); the documentation's table is made from here.
 */
export const BEHAVIOURS = {
  frames: [
    'recorded',
    'Messages are pretty-printed with two spaces and end with a newline, in binary frames.',
  ],
  beforeSetupComplete: ['assumed', 'What comes before `setupComplete` is lost without an error.'],
  typedWhileSpeaking: ['assumed', 'Text typed while the visitor speaks belongs to the turn that is spoken.'],
  secondActivityStart: [
    'assumed',
    'A second `activityStart`, or `activityEnd` without a start, changes nothing.',
  ],
  firstMediaChunk: ['reported', 'Of `mediaChunks`, only the first counts.'],
  contentInterrupts: [
    'documented',
    '`clientContent` with `turnComplete` interrupts, whatever `activityHandling` says.',
  ],
  leadingSpaces: [
    'recorded',
    'Transcript deltas begin with the space before their word, the first included.',
  ],
  thoughtUnasked: ['recorded', '2.5 native audio sends a thought summary before an answer, unasked.'],
  emptyServerContent: ['recorded', 'From 3.x on, `{"serverContent": {}}` comes before each answer.'],
  startSensitivity: ['documented', 'Sensitivity to the start of speech is HIGH when unset.'],
  unsolicitedHandles: ['recorded', 'Some models give resumption handles without having been asked.'],
} as const satisfies Readonly<Record<string, readonly [source: Source, what: string]>>;
