import { isObject } from './merge.ts';
import { say } from './say.ts';
import type { Warn } from './session-config.ts';

/** `{{name}}`, with room for spaces. */
const PLACEHOLDER = /\{\{\s*([\w.-]{1,64})\s*\}\}/g;

/**
 * `text` with every `{{name}}` replaced by its variable. One pass: a value that looks like a placeholder stays text. A
 * name without a variable stays as written, so that the gap can be seen, and `missing` is called with it.
 */
export const fillPlaceholders = (
  text: string,
  variables: Readonly<Record<string, string>>,
  missing: (name: string) => void,
): string =>
  text.replace(PLACEHOLDER, (written, name: string) => {
    const value: unknown = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (typeof value === 'string') return value;
    if (Number.isFinite(value)) return String(value);
    missing(name);
    return written;
  });

const fillIn = (
  instruction: unknown,
  variables: Readonly<Record<string, string>>,
  missing: (name: string) => void,
): unknown => {
  if (typeof instruction === 'string') return fillPlaceholders(instruction, variables, missing);
  if (Array.isArray(instruction)) return instruction.map((item) => fillIn(item, variables, missing));
  if (!isObject(instruction)) return instruction;
  const filled = { ...instruction };
  if (typeof filled['text'] === 'string')
    filled['text'] = fillPlaceholders(filled['text'], variables, missing);
  if (Array.isArray(filled['parts'])) filled['parts'] = fillIn(filled['parts'], variables, missing);
  return filled;
};

export type FillInstruction = (instruction: unknown, variables: unknown, warn: Warn) => unknown;

/**
 * The same for a system instruction in any of the SDK's forms: text, part, content, or a list of those; each name without
 * a variable is warned of once.
 */
export const fillInstruction: FillInstruction = (instruction, variables, warn) => {
  const values = isObject(variables) ? (variables as Record<string, string>) : {};
  const missing = new Set<string>();
  const filled = fillIn(instruction, values, (name) => missing.add(name));
  for (const name of missing) warn('missing-variable', say('no-variable', name));
  return filled;
};
