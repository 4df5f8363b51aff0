import { isObject } from '../core/merge.ts';
import { say } from '../core/say.ts';
import type { ClientMessage } from '../engine/messages.ts';

/** A message that can be sent: plain data, which crosses to a Worker. Or why it cannot be, for the page's author. */
export type Outgoing = { readonly message: ClientMessage } | { readonly refusal: string };

/**
 * Looks at what the page wants to send. The SDK throws on these, or the service hangs up; neither is worth a conversation,
 * and in the engine nobody could tell the page.
 */
export const outgoing = (given: ClientMessage): Outgoing => {
  let message: ClientMessage;
  try {
    message = JSON.parse(JSON.stringify(given)) as ClientMessage;
  } catch {
    return { refusal: say('unsent', say('not-plain')) };
  }
  const refusal = refusalOf(message);
  return refusal === undefined ? { message } : { refusal: say('unsent', refusal) };
};

const refusalOf = (message: ClientMessage): string | undefined => {
  if ('toolResponse' in message) {
    const responses: unknown = message.toolResponse.functionResponses;
    const list: unknown[] = Array.isArray(responses) ? responses : [responses];
    return list.length > 0 && list.every(isResponse) ? undefined : say('not-response');
  }
  return undefined;
};

const isResponse = (value: unknown): boolean =>
  isObject(value) && typeof value['name'] === 'string' && isObject(value['response']);
