import { isObject, type PlainObject } from '../core/merge.ts';
import { quote } from '../core/redact.ts';

/** What a function may return, as JSON in UTF-8: the model has to read all of it, and pays for it. */
export const MAX_RESULT_BYTES = 65_536;

/** Characters of an error's message that the model is told. */
const MAX_MESSAGE = 500;

/** The model is to know that it was done. */
const NOTHING_RETURNED = { output: 'ok' };

/** What a function returned, as the service takes it; what cannot be sent becomes an error that says so. Never throws. */
export const responseOf = (result: unknown): PlainObject => {
  if (result === undefined) return NOTHING_RETURNED;
  try {
    // A function, a symbol: `undefined`. A cycle, a BigInt, a `toJSON` that throws: an error.
    const json = JSON.stringify(result) as string | undefined;
    if (json === undefined) return { error: 'The function returned nothing that can be sent.' };
    const error = tooLarge(json);
    if (error !== undefined) return { error };
    const plain: unknown = JSON.parse(json);
    return isObject(plain) ? plain : { output: plain };
  } catch (error) {
    return { error: `The result cannot be sent: ${messageOf(error)}` };
  }
};

/** What the model is told of a result, as JSON, that is too large; `undefined` of one that is not. */
export const tooLarge = (json: string): string | undefined => {
  const bytes = new TextEncoder().encode(json).byteLength;
  if (bytes <= MAX_RESULT_BYTES) return undefined;
  return `The result is too large: ${bytes} bytes, of ${MAX_RESULT_BYTES} at most.`;
};

/** What the model is told of an error: its message alone, without secrets. Never throws. */
export const messageOf = (error: unknown): string => {
  try {
    const text = isObject(error) ? error['message'] : error;
    const message = typeof text === 'string' ? quote(text, MAX_MESSAGE) : '';
    return message === '' ? 'The function failed.' : message;
  } catch {
    return 'The function failed.';
  }
};

/** Whether the model is told of a failure. */
export const isFailed = (response: unknown): boolean =>
  isObject(response) && Object.hasOwn(response, 'error');
