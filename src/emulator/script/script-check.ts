import { BUNDLING, FAULT, FRAMES, HTTP_ANSWER, NETWORK } from './fault-rules.ts';
import type { Script, ScriptData } from './script.ts';
import { either, fields, func, list, number, whole, type Rule } from './shape-check.ts';
import { ANSWER } from './answer-rules.ts';

const isFunction = (value: unknown): boolean => typeof value === 'function';

const SCRIPT = {
  answers: either(isFunction, func, list(ANSWER)),
  faults: list(FAULT),
  refuse: fields({ ...HTTP_ANSWER, connection: whole(1), times: whole(1) }, ['status']),
  setupDelayMs: number(0),
  network: NETWORK,
  bundling: BUNDLING,
  frames: FRAMES,
  seed: whole(),
} satisfies Record<keyof ScriptData, Rule>;

/**
 * Checks a script as it is given, because a host's JSON file has typing errors. Throws `TypeError` for what is unknown,
 * missing or of the wrong type and `RangeError` for a value that cannot be, with the place: `script.faults[0].do.code`.
 */
export const checkScript = (script: Script, path: string): void => {
  if (typeof script === 'function') return;
  fields({ ...SCRIPT, conversation: func })(script, path);
  if ('conversation' in script && 'answers' in script) {
    throw new TypeError(`${path} has both answers and a conversation.`);
  }
};
