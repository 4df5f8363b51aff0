import type { FunctionCall, FunctionResponse, LiveServerMessage } from '@google/genai/web';
import { isObject } from '../core/merge.ts';
import type { ConversationHost } from './host.ts';

/**
 * Offers the model's calls to the page. A call that nobody takes is answered at once, since one without an answer leaves
 * the model, and with it the visitor, waiting for ever.
 */
export class ToolCalls {
  readonly #host: ConversationHost;
  readonly #respond: (responses: FunctionResponse[]) => void;

  constructor(host: ConversationHost, respond: (responses: FunctionResponse[]) => void) {
    this.#host = host;
    this.#respond = respond;
  }

  receive({ toolCall, toolCallCancellation }: LiveServerMessage): void {
    const calls: unknown = toolCall?.functionCalls;
    if (Array.isArray(calls)) for (const call of calls as unknown[]) if (isCall(call)) this.#offer(call);
    const ids: unknown = toolCallCancellation?.ids;
    if (Array.isArray(ids)) {
      const named = ids.filter((id): id is string => typeof id === 'string');
      this.#host.emit({ type: 'toolcancel', ids: named });
    }
  }

  #offer(call: FunctionCall): void {
    if (!this.#host.emit({ type: 'toolcall', call })) return;
    const { id, name } = call;
    this.#respond([
      {
        ...(id === undefined ? {} : { id }),
        name: name ?? '',
        response: { error: `No handler for "${name}" on this page.` },
      },
    ]);
  }
}

const isCall = (value: unknown): value is FunctionCall =>
  isObject(value) && typeof value['name'] === 'string';
