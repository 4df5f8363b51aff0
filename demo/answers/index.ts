import type { Script } from '../../src/emulator/index.ts';
import { contextAnswer } from './context.ts';
import { demoAnswer } from './general.ts';
import { transcribed, translated } from './pipelines.ts';
import { searchAnswer } from './search.ts';
import { nativeAnswer, recordedAnswer, sightAnswer, voiceAnswer } from './senses.ts';
import { toolAnswer } from './tools.ts';

/** What the twin says on a page; the other pages have `demoAnswer`. */
export const SCRIPTS: Readonly<Record<string, Script>> = {
  context: contextAnswer,
  'native-audio': nativeAnswer,
  recorded: recordedAnswer,
  search: searchAnswer,
  sight: sightAnswer,
  tools: toolAnswer,
  transcription: transcribed,
  translation: translated,
  voices: voiceAnswer,
};

export { demoAnswer };
