import type { FunctionCall, LiveServerMessage } from '@google/genai/web';
import { isObject } from '../../core/merge.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';

/**
 * Offers the model's calls to the page. A call that nobody takes is answered at once, since one without an answer leaves
 * the model, and with it the visitor, waiting for ever.
 */
export const create = ({ host, send }: FeatureContext): FeatureInstance => {
  const offer = (call: FunctionCall): void => {
    if (!host.emit({ type: 'toolcall', call })) return;
    const { id, name } = call;
    const response = { error: `No handler for "${name}" on this page.` };
    send({
      toolResponse: {
        functionResponses: [{ ...(id === undefined ? {} : { id }), name: name ?? '', response }],
      },
    });
  };
  const receive = ({ toolCall, toolCallCancellation }: LiveServerMessage): void => {
    const calls: unknown = toolCall?.functionCalls;
    if (Array.isArray(calls)) for (const call of calls as unknown[]) if (isCall(call)) offer(call);
    const ids: unknown = toolCallCancellation?.ids;
    if (!Array.isArray(ids)) return;
    host.emit({ type: 'toolcancel', ids: ids.filter((id): id is string => typeof id === 'string') });
  };
  return {
    receive: (told) => {
      if (told.type === 'message') receive(told.message);
    },
  };
};

const isCall = (value: unknown): value is FunctionCall =>
  isObject(value) && typeof value['name'] === 'string';
