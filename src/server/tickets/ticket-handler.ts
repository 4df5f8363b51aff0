import { guardedHandler } from '../guarded-handler.ts';
import { inRange } from '../in-range.ts';
import { parseOrigins } from '../origins.ts';
import { offeredModels } from '../settings.ts';
import type { RequestInfo, TokenHandler, TokenHandlerOptions } from '../token-handler-options.ts';
import { MAX_TICKET_SECONDS, newTicketId, signTicket, ticketKey } from './ticket.ts';

/** Options of `createTicketHandler()`. Those that `createTokenHandler()` has too mean the same. */
export interface TicketHandlerOptions extends Pick<
  TokenHandlerOptions,
  'models' | 'allowedOrigins' | 'authorize' | 'rateLimit' | 'trustProxy' | 'onError'
> {
  /** Signs the tickets: at least 32 bytes, and the same that the relay has. */
  readonly secret: string | Uint8Array;
  /** The relay's address as pages see it, path included: `wss://…` (or `https://…`). */
  readonly baseUrl: string;
  /** Seconds for which a ticket can be used. Default and most: 60. */
  readonly ttl?: number;
  /**
   * Whom a ticket is counted for: the relay's limit of connections holds for each. It stands in the ticket, which the page
   * can read. Default: the relay goes by the caller's address.
   */
  readonly subject?: (request: Request, info: RequestInfo) => string | Promise<string>;
  /**
   * What the relay sets itself: an attribute for one of these fields warns, and is left out.
   * Default `['model', 'systemInstruction', 'tools', 'safetySettings']`.
   */
  readonly locked?: readonly string[];
}

/** What a page is answered, in the form of a token: the ticket, and where it is good. */
export interface TicketAnswer {
  readonly token: string;
  readonly baseUrl: string;
  /** ISO 8601. */
  readonly newSessionExpireTime: string;
  readonly locked: readonly string[];
}

const LOCKED = ['model', 'systemInstruction', 'tools', 'safetySettings'] as const;

const isSocketAddress = (text: unknown): text is string =>
  typeof text === 'string' && URL.canParse(text) && /^(https?|wss?):$/.test(new URL(text).protocol);

/**
 * Makes the token endpoint for `backend="vertex"`: like `createTokenHandler()` a handler for Web-standard requests, with the
 * same rules and answers, which hands out tickets for `createRelay()`. A ticket opens one connection, within a minute, for one
 * model, from the origin of the page that asked; it carries no secret and is good for nothing else.
 *
 * Throws at once when an option is wrong, or when neither `allowedOrigins` nor `authorize` says who may ask.
 */
export const createTicketHandler = (options: TicketHandlerOptions): TokenHandler => {
  const { allowedOrigins = [], authorize, baseUrl, locked = LOCKED, subject } = options;
  const key = ticketKey(options.secret);
  key.catch(() => undefined);
  if (authorize !== undefined && typeof authorize !== 'function') {
    throw new TypeError('authorize must be a function.');
  }
  if (subject !== undefined && typeof subject !== 'function') {
    throw new TypeError('subject must be a function.');
  }
  if (allowedOrigins.length === 0 && authorize === undefined) {
    throw new TypeError('Neither allowedOrigins nor authorize() says who may ask for a ticket.');
  }
  if (!isSocketAddress(baseUrl)) {
    throw new TypeError('baseUrl must be the address of the relay, such as "wss://www.example.com/live".');
  }
  const seconds = inRange('ttl', options.ttl ?? MAX_TICKET_SECONDS, 1, MAX_TICKET_SECONDS);
  const guard = {
    ...options,
    models: offeredModels(options.models, undefined),
    origins: parseOrigins(allowedOrigins),
    hops: inRange('trustProxy', Number(options.trustProxy ?? 0), 0, 10),
  };
  return guardedHandler(guard, async (model, request, caller): Promise<TicketAnswer> => {
    const origin = request.headers.get('origin');
    const expires = Date.now() + seconds * 1000;
    const counted = await subject?.(request, caller);
    const ticket = {
      id: newTicketId(),
      model,
      expires,
      ...(origin === null ? {} : { origin }),
      ...(counted === undefined ? {} : { subject: counted }),
    };
    return {
      token: await signTicket(await key, ticket),
      baseUrl,
      newSessionExpireTime: new Date(expires).toISOString(),
      locked,
    };
  });
};
