import { jsonAnswer, Refusal, refusalAnswer } from './answers.ts';
import { clientAddress } from './client-address.ts';
import { createFloodLimit } from './flood-limit.ts';
import { allowedOrigin, corsHeaders, isPreflight, preflightAnswer } from './origins.ts';
import type { RequestInfo, TokenHandler, TokenHandlerOptions } from './token-handler-options.ts';
import { checkForm, readBody, requestedModel } from './token-request.ts';

/** Who may ask, how often, and for what; the same for tokens and for tickets. */
export interface Guard extends Pick<TokenHandlerOptions, 'authorize' | 'rateLimit' | 'onError'> {
  readonly origins: ReadonlySet<string>;
  readonly hops: number;
  readonly models: readonly string[];
}

/** Makes what a request gets that was let in. The request's body can be read again. */
export type Issue = (model: string, request: Request, caller: RequestInfo) => Promise<unknown>;

/** The handler that lets a request through to `issue` when all the rules do. It never rejects. */
export const guardedHandler = (guard: Guard, issue: Issue): TokenHandler => {
  const { authorize, hops, models, origins } = guard;
  const limitFlood = createFloodLimit(guard.rateLimit ?? {});

  const checkOrigin = (origin: string | undefined): void => {
    if (origin !== undefined || authorize !== undefined) return;
    throw new Refusal(403, 'origin', 'This origin is not allowed.');
  };

  const checkCaller = async (request: Request, info: RequestInfo): Promise<void> => {
    if (authorize === undefined) return;
    const allowed: unknown = await authorize(request, info);
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
    const remoteAddress = clientAddress(request, info, hops);
    const caller = remoteAddress === undefined ? {} : { remoteAddress };
    await limitFlood(withBody(request, body), caller);
    await checkCaller(withBody(request, body), caller);
    const model = requestedModel(body, models);
    return jsonAnswer(200, await issue(model, withBody(request, body), caller), corsHeaders(origin));
  };

  return async (request, info = {}) => {
    const origin = allowedOrigin(request, origins);
    if (isPreflight(request) && origin !== undefined) return preflightAnswer(request, origin);
    try {
      return await answer(request, info, origin);
    } catch (error) {
      // Nobody waits for the answer to a request that was given up, and its failure is nobody's fault.
      if (!request.signal.aborted) report(error, guard);
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
const report = (error: unknown, { onError }: Guard): void => {
  const { status, cause } = asRefusal(error);
  if (status < 500) return;
  try {
    onError?.(cause);
  } catch {
    // The host's reporting must not change the answer.
  }
};
