import assert from 'node:assert/strict';
import type { LiveEmulator } from '../../src/emulator/index.ts';

/** Asks for a token; a string is sent as it is. */
export const post = (
  twin: LiveEmulator,
  body: unknown,
  path = '/v1alpha/auth_tokens',
  key = 'k',
): Promise<Response> =>
  fetch(twin.url + path, {
    method: 'POST',
    headers: { 'x-goog-api-key': key, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Gets a token. */
export const mint = async (twin: LiveEmulator, body: unknown): Promise<string> => {
  const { name } = (await (await post(twin, body)).json()) as { readonly name: string };
  assert.match(name, /^auth_tokens\/[0-9a-f]{64}$/);
  return name;
};
