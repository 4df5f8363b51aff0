import { isObject } from '../core/merge.ts';
import { bareModelName } from '../core/model-name.ts';
import { Refusal } from './answers.ts';

/** More than any page has to say. Bytes. */
const MAX_BODY = 16_384;

/** Refuses all but `POST` with a JSON body. A form of another site cannot send that type without a preflight. */
export const checkForm = (request: Request): void => {
  if (request.method !== 'POST') {
    throw new Refusal(405, 'method', 'Only POST is answered here.', { headers: { Allow: 'POST, OPTIONS' } });
  }
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    throw new Refusal(415, 'content-type', 'The body must be application/json.');
  }
};

/** The body as text, read no further than the limit: the length that the caller declares is not believed. */
export const readBody = async (request: Request): Promise<string> => {
  if (request.body === null) return '';
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY) {
      await reader.cancel();
      throw new Refusal(413, 'body', `The body is longer than ${MAX_BODY} bytes.`);
    }
    text += decoder.decode(value, { stream: true });
  }
};

/** The bare name of the model that the body asks for. Throws a `Refusal` unless it is on the list. */
export const requestedModel = (text: string, models: readonly string[]): string => {
  const { model } = parseObject(text);
  if (typeof model !== 'string') throw new Refusal(400, 'body', 'The body names no "model".');
  const name = bareModelName(model);
  if (!models.includes(name)) throw new Refusal(400, 'model', 'This model is not offered here.');
  return name;
};

const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  const value = parse(text);
  if (!isObject(value)) throw new Refusal(400, 'body', 'The body must be a JSON object.');
  return value;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'body', 'The body is not JSON.');
  }
};
