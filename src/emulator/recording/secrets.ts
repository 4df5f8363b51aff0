/** What stands where a key or a token was. */
const BLOT = '…';

/**
 * Keys and tokens in the forms that Google gives them, where nothing else can be meant: not in the middle of base64, whose
 * letters may form any word.
 */
const SECRETS =
  /(?<![\w+/-])(?:AIza[\w-]{35}|AQ\.[\w-]{20,}|ya29\.[\w.-]{20,})(?![\w+/=-])|(?<=auth_tokens\/)[\w-]+/g;

/** An address with the values of its query blotted out, and tokens anywhere in it. */
export const blotAddress = (address: string): string => {
  const [path = '', query] = address.split('?', 2);
  const blotted = query?.replace(/=[^&]*/g, `=${BLOT}`);
  return blotText(`${path}${blotted === undefined ? '' : `?${blotted}`}`);
};

/** Whether the bytes may hold a secret at all: nearly none do, and looking is cheaper than reading. */
const HINTS = ['AIza', 'AQ.', 'ya29.', 'auth_tokens/'];

/** A text with keys and tokens blotted out. */
export const blotText = (text: string): string => text.replace(SECRETS, BLOT);

/** A frame's bytes with keys and tokens blotted out; the same object when there are none, as in nearly all. */
export const blotFrame = (data: Buffer): Buffer => {
  if (!HINTS.some((hint) => data.includes(hint, 0, 'latin1'))) return data;
  const text = data.toString('utf8');
  const blotted = blotText(text);
  return blotted === text ? data : Buffer.from(blotted, 'utf8');
};
