import { jsonAnswer, Refusal, refusalAnswer } from './answers.ts';
import { clientAddress } from './client-address.ts';
import { createFloodLimit } from './flood-limit.ts';
import { createMint } from './mint.ts';
import { allowedOrigin, corsHeaders, isPreflight, preflightAnswer } from './origins.ts';
import { resolveSettings } from './settings.ts';
import type { RequestInfo, TokenHandler, TokenHandlerOptions } from './token-handler-options.ts';
import { checkForm, readBody, requestedModel } from './token-request.ts';

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
  const limitFlood = createFloodLimit(options.rateLimit ?? {});
  const mint = createMint(settings);

  const checkOrigin = (origin: string | undefined): void => {
    if (origin !== undefined || options.authorize !== undefined) return;
    throw new Refusal(403, 'origin', 'This origin is not allowed.');
  };

  const checkCaller = async (request: Request, info: RequestInfo): Promise<void> => {
    if (options.authorize === undefined) return;
    const allowed: unknown = await options.authorize(request, info);
    if (allowed !== true) throw new Refusal(403, 'unauthorized', 'This request is not allowed.');
  };

  const answer = async (
    request: Request,
    info: RequestInfo,
    origin: string | undefined,
  ): Promise<Response> => {
    checkForm(request);
    checkOrigin(origin);
    const body = await readBody(request);
    const remoteAddress = clientAddress(request, info, settings.hops);
    const caller = remoteAddress === undefined ? {} : { remoteAddress };
    await limitFlood(withBody(request, body), caller);
    await checkCaller(withBody(request, body), caller);
    const model = requestedModel(body, settings.models);
    return jsonAnswer(200, await mint(model, request.signal), corsHeaders(origin));
  };

  return async (request, info = {}) => {
    const origin = allowedOrigin(request, settings.origins);
    if (isPreflight(request) && origin !== undefined) return preflightAnswer(request, origin);
    try {
      return await answer(request, info, origin);
    } catch (error) {
      // Nobody waits for the answer to a request that was given up, and its failure is nobody's fault.
      if (!request.signal.aborted) report(error, options);
      return refusalAnswer(asRefusal(error), corsHeaders(origin));
    }
  };
};

/** The host's functions may read the body, each for itself. */
const withBody = (request: Request, body: string): Request =>
  new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body,
    signal: request.signal,
  });

/** What is not ours to say stays inside: an error of the host's functions might quote anything. */
const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal
    ? error
    : new Refusal(500, 'internal', 'The token endpoint failed.', { cause: error });

/** Tells the host about failures of the service, the limiter or its own functions; refusals by rule are no failures. */
const report = (error: unknown, options: TokenHandlerOptions): void => {
  const { status, cause } = asRefusal(error);
  if (status < 500) return;
  try {
    options.onError?.(cause);
  } catch {
    // The host's reporting must not change the answer.
  }
};
