import type { CallableTool } from '@google/genai/web';
import { isObject } from '../core/merge.ts';
import type { LiveTool } from './live-tool.ts';
import type { Runnable } from './run-call.ts';

/** What a page may offer: a function, or a set of them such as the SDK's `mcpToTool(client)` returns. */
export type AnyTool = LiveTool<never> | CallableTool;

/** A function that is offered, and what runs it. */
export interface OfferedTool {
  /** As the host gave it; not checked. */
  readonly declaration: unknown;
  readonly tool: Partial<Runnable> & { readonly timeoutMs?: number };
}

/** Known by its methods alone: nothing of the SDK is needed for it, and a client of one's own may have the same shape. */
export const isCallable = (tool: unknown): tool is CallableTool =>
  isObject(tool) && typeof tool['tool'] === 'function' && typeof tool['callTool'] === 'function';

/** The functions that a page offers, in order. A set that cannot say which it has rejects. */
export const offeredBy = (tool: unknown): readonly OfferedTool[] | Promise<readonly OfferedTool[]> => {
  if (isCallable(tool)) return offeredByCallable(tool);
  if (!isObject(tool)) return [{ declaration: undefined, tool: {} }];
  return [{ declaration: tool['declaration'], tool }];
};

export const nameOf = (declaration: unknown): string | undefined =>
  isObject(declaration) && typeof declaration['name'] === 'string' ? declaration['name'] : undefined;

const offeredByCallable = async (callable: CallableTool): Promise<readonly OfferedTool[]> => {
  const { functionDeclarations: declared } = await callable.tool();
  const tool: Runnable = {
    handler: async (_args, { call }) => {
      const parts: unknown = await callable.callTool([call]);
      const [part] = Array.isArray(parts) ? (parts as unknown[]) : [];
      const response = isObject(part) ? part['functionResponse'] : undefined;
      if (!isObject(response)) throw new Error('The tool gave no response.');
      return response['response'];
    },
  };
  return (Array.isArray(declared) ? declared : []).map((declaration) => ({ declaration, tool }));
};

/** What runs a call of this name: the first that has it and can. In the same task where no set has to be asked. */
export const findTool = async (
  tools: readonly unknown[],
  name: string,
): Promise<OfferedTool['tool'] | undefined> => {
  let found: OfferedTool['tool'] | undefined;
  // A set may have to ask somebody far away: no function of the page's own waits for that.
  for (const given of [...tools.filter((tool) => !isCallable(tool)), ...tools.filter(isCallable)]) {
    const offered = isCallable(given) ? await offeredByCallable(given).catch(() => []) : offeredBy(given);
    for (const { declaration, tool } of offered as readonly OfferedTool[]) {
      if (nameOf(declaration) !== name) continue;
      found ??= tool;
      if (typeof tool.handler === 'function') return tool;
    }
  }
  return found;
};
