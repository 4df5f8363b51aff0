import { guardedHandler } from './guarded-handler.ts';
import { createMint } from './mint.ts';
import { resolveSettings } from './settings.ts';
import type { TokenHandler, TokenHandlerOptions } from './token-handler-options.ts';

/**
 * Makes the token endpoint: a handler for Web-standard requests, which runs on Node (see `toNodeListener`), Deno, Bun
 * and edge workers, and needs no store when there is one instance.
 *
 * `POST` with JSON `{ model }` answers 200 and a `TokenAnswer`. Everything else answers JSON
 * `{ error: { code, message } }`: 405 and 415 for other methods and types, 403 for an origin that is not allowed or a
 * caller whom `authorize` does not let in, 429 with `Retry-After`, 400 and 413 for a bad body or a model not offered,
 * 502 and 504 when the service fails, 503 when the limiter does, 500 when a function of the host does.
 *
 * Throws at once when an option is wrong, or when neither `constraints` nor `authorize` limits what a token is good for.
 */
export const createTokenHandler = (options: TokenHandlerOptions): TokenHandler => {
  const settings = resolveSettings(options);
  const mint = createMint(settings);
  return guardedHandler({ ...options, ...settings }, (model, { signal }) => mint(model, signal));
};
