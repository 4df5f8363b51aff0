import { MAX_JSON_DEPTH } from '../assumptions/index.ts';

/** Whether there are more than `most` of this character. */
const hasMore = (text: string, character: string, most: number): boolean => {
  let at = -1;
  for (let count = 0; count <= most; count += 1) {
    at = text.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
};

/**
 * Whether a JSON text is nested more deeply than the service's parser follows. Without such a limit, a message that holds
 * itself a hundred thousand times would end the stack of whatever walks it. Nearly every message has few brackets at all,
 * which is quick to see.
 */
export const isTooDeep = (text: string): boolean => {
  if (!hasMore(text, '{', MAX_JSON_DEPTH / 2) && !hasMore(text, '[', MAX_JSON_DEPTH / 2)) return false;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
};
