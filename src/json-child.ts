import type { FunctionDeclaration, LiveConnectConfig } from '@google/genai/web';
import { say } from './core/say.ts';
import type { Warning } from './core/state.ts';
import type { GeminiLiveOptions } from './options.ts';
import type { LiveTool } from './tools/live-tool.ts';

/** What a page without scripts says in `<script type="application/json">`. All of it is untrusted. */
export interface JsonChild {
  readonly config?: LiveConnectConfig;
  readonly options?: GeminiLiveOptions;
  readonly tools?: readonly LiveTool[];
}

/** Gives the element's JSON child, read anew only when its text has changed: the interface asks at each update. */
export const jsonChildOf = (
  element: HTMLElement,
  warn: (warning: Warning) => void,
): (() => JsonChild | undefined) => {
  let known: string | undefined;
  let child: JsonChild | undefined;
  return () => {
    const text = element.querySelector(':scope > script[type="application/json"]')?.textContent;
    if (text !== known) child = text ? read(text, warn) : undefined;
    known = text;
    return child;
  };
};

/** `undefined` when it cannot be read, of which `warn` hears. */
const read = (text: string, warn: (warning: Warning) => void): JsonChild | undefined => {
  try {
    const { config, options, tools } = record(JSON.parse(text));
    const declared = Array.isArray(tools) ? (tools as FunctionDeclaration[]) : [];
    return {
      ...(config === undefined ? {} : { config: record(config) }),
      options: record(options),
      tools: declared.map((declaration) => ({ declaration })),
    };
  } catch {
    warn({ code: 'bad-json', message: say('bad-json') });
    return undefined;
  }
};

const record = (value: unknown): Record<string, unknown> =>
  // Of `null`, nothing is spread.
  typeof value !== 'object' || Array.isArray(value) ? {} : { ...value };
