import type { TokenHandlerOptions } from '../../../src/server/index.ts';

export const ORIGIN = 'https://www.example.com';
export const KEY = 'test-key-that-must-not-leak';
export const MODEL = 'gemini-3.8-live';

/** The least that makes a handler of which every request may come in. */
export const optionsFor = (
  baseUrl: string,
  more: Partial<TokenHandlerOptions> = {},
): TokenHandlerOptions => ({
  apiKey: KEY,
  baseUrl,
  models: [MODEL],
  constraints: { config: { systemInstruction: 'Be brief.' } },
  allowedOrigins: [ORIGIN],
  ...more,
});

/** A request as the element makes it, but for what `changes` says. A header set to `null` is left out. */
export const tokenRequest = (
  changes: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string | null>>;
    readonly body?: string | null;
    readonly signal?: AbortSignal;
  } = {},
): Request => {
  const { method = 'POST', body = JSON.stringify({ model: MODEL, apiVersion: 'v1alpha' }) } = changes;
  const headers = new Headers();
  const named = { 'content-type': 'application/json', origin: ORIGIN, ...changes.headers };
  Object.entries(named).forEach(([name, value]) => {
    if (value !== null) headers.set(name, value);
  });
  const plain = { method, headers, ...(changes.signal ? { signal: changes.signal } : {}) };
  const bodiless = body === null || method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  return new Request('https://api.example.com/api/live-token', bodiless ? plain : { ...plain, body });
};

/** Status and code of a refusal, to compare with. */
export const refusalOf = async (response: Response): Promise<[number, unknown]> => {
  const { error } = (await response.json()) as { error: { code: unknown; message: unknown } };
  return [response.status, error.code];
};
