import type { Effects } from './effects/effect.ts';
import { GENERATION_EFFECTS } from './effects/generation-effects.ts';
import { INPUT_EFFECTS } from './effects/input-effects.ts';
import { MESSAGE_EFFECTS } from './effects/message-effects.ts';
import { SETUP_EFFECTS } from './effects/setup-effects.ts';
import { SPEECH_EFFECTS } from './effects/speech-effects.ts';
import { TRANSCRIPTION_EFFECTS } from './effects/transcription-effects.ts';

/** What the twin does with a client's fields, as far as it can be seen from outside; the others it checks and remembers. */
export const EFFECTS: Effects = {
  ...GENERATION_EFFECTS,
  ...SETUP_EFFECTS,
  ...TRANSCRIPTION_EFFECTS,
  ...SPEECH_EFFECTS,
  ...INPUT_EFFECTS,
  ...MESSAGE_EFFECTS,
};
