import type { MoreTerms } from '../terms.ts';

/** English, and the last resort of every lookup. */
export const en: MoreTerms = {
  callAsking: 'Waiting for you',
  callRunning: 'Working…',
  callDone: 'Done',
  callFailed: 'Failed',
  callCancelled: 'Cancelled',
  mayRun: (name) => `May I run “${name}”?`,
  allow: 'Allow',
  deny: 'Don’t allow',
  sources: 'Sources',
  thoughts: 'Thoughts',
  camera: 'Camera',
  screen: 'Screen',
  picture: 'Picture',
  seeing: 'This is what I see',
  flip: 'Turn the camera',
  stopVideo: 'Stop showing',
  videoProblems: { denied: 'not allowed', missing: 'not found', busy: 'in use elsewhere', lost: 'lost' },
  voice: 'Voice',
  anyVoice: 'Default',
  tokens: 'Tokens',
  modalities: { text: 'Text', audio: 'Audio', image: 'Image', video: 'Video', document: 'Document' },
  limitReached: 'This conversation has used up its allowance.',
  soundAway: 'The sound is away at the moment. Tap anywhere to bring it back.',
};
