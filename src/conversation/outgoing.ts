import { isObject } from '../core/merge.ts';
import { say } from '../core/say.ts';
import type { ClientMessage } from '../engine/messages.ts';

/** A message that can be sent: plain data, which crosses to a Worker. Or why it cannot be, for the page's author. */
export type Outgoing = { readonly message: Answers } | { readonly refusal: string };

type Answers = Extract<ClientMessage, { toolResponse: unknown }>;

/**
 * Looks at answers to calls, which a page makes. The SDK throws on these, or the service hangs up; neither is worth a conversation,
 * and in the engine nobody could tell the page.
 */
export const outgoing = (given: Answers): Outgoing => {
  let plain: Answers;
  try {
    plain = JSON.parse(JSON.stringify(given)) as Answers;
  } catch {
    return { refusal: say('unsent', say('not-plain')) };
  }
  const list = [plain.toolResponse.functionResponses].flat();
  return list.length > 0 && list.every(isResponse)
    ? { message: { toolResponse: { functionResponses: list } } }
    : { refusal: say('unsent', say('not-response')) };
};

const isResponse = (value: unknown): boolean =>
  isObject(value) && typeof value['name'] === 'string' && isObject(value['response']);
