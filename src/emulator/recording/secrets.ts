import { isUtf8 } from 'node:buffer';
import { unescaped } from './unescaped.ts';

/** What stands where a key or a token was. */
const BLOT = '…';

/**
 * Keys and tokens in the forms that Google gives them, where nothing else can be meant: not in the middle of base64, whose
 * letters may form any word. A letter of an escape (`\n`) is not part of a word.
 */
const SECRETS =
  /(?:(?<![\w+/-])|(?<=\\[nrtbf/]))(?:AIza[\w-]{35}|AQ\.[\w-]{20,}|ya29\.[\w.-]{20,})(?![\w+/=-])|(?<=auth_tokens\\*(?:\/|%2[fF]))[\w-]+/g;

/** The same in a close frame's reason, which quotes what came and is cut: any length of them may be left. */
const CUT_SECRETS = /AIza[\w-]*|(?<!\w)AQ\.[\w-]+|ya29\.[\w.-]*|(?<=auth_tokens\\*(?:\/|%2[fF]))[\w-]+/g;

/** Whether the bytes may hold a secret at all: nearly none do, and looking is cheaper than reading. Any letter may be `\u00…`. */
const HINTS = ['AIza', 'AQ.', 'ya29.', 'auth_tokens', '\\u00'];

/** Blots what fits out, as it stands or behind escapes of JSON. */
const blot = (text: string, pattern: RegExp): string => {
  const plain = text.replace(pattern, BLOT);
  if (!plain.includes('\\')) return plain;
  const { text: read, places } = unescaped(plain);
  let blotted = '';
  let done = 0;
  for (const { index, 0: found } of read.matchAll(pattern)) {
    blotted += plain.slice(done, places[index]) + BLOT;
    done = places[index + found.length] ?? plain.length;
  }
  return blotted + plain.slice(done);
};

/** A text with keys and tokens blotted out. */
export const blotText = (text: string): string => blot(text, SECRETS);

/** A close frame's reason with what is left of keys and tokens blotted out. */
export const blotReason = (reason: string): string => blot(reason, CUT_SECRETS);

/** A frame's bytes with keys and tokens blotted out; the same object when there are none, as in nearly all. */
export const blotFrame = (data: Buffer): Buffer => {
  if (!HINTS.some((hint) => data.includes(hint, 0, 'latin1'))) return data;
  const encoding = isUtf8(data) ? 'utf8' : 'latin1';
  const text = data.toString(encoding);
  const blotted = blotText(text);
  if (blotted === text) return data;
  return encoding === 'utf8'
    ? Buffer.from(blotted, 'utf8')
    : Buffer.from(blotted.replaceAll(BLOT, '...'), 'latin1');
};
