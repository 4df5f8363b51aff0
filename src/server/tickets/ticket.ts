import { fromBase64Url, toBase64Url } from './base64url.ts';

/** Leave to open one session through a relay. */
export interface Ticket {
  /** Its number, never used twice. */
  readonly id: string;
  /** The only model that it is good for, by its bare name. */
  readonly model: string;
  /** Of the page that asked for it: it is good for that page's origin alone. */
  readonly origin?: string;
  /** Whom the host counts it for. */
  readonly subject?: string;
  /** When it ceases to be good, ms since 1970. */
  readonly expires: number;
}

/** Why a text is no good ticket. */
export type BadTicket = 'missing' | 'malformed' | 'forged' | 'expired';

/** No ticket lives longer, s: it is fetched right before it is used. */
export const MAX_TICKET_SECONDS = 60;
/** By how much the clocks of two machines may differ, ms. */
const CLOCK_SKEW_MS = 5_000;
/** Real ones have some 250 characters. */
const MAX_LENGTH = 4096;
/** Of the form, so that a later one cannot be taken for it. */
const PREFIX = 'rt1';
const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' } as const;

/** What `ticketKey` makes of a secret; each runtime's types call it differently. */
export type TicketKey = Parameters<typeof crypto.subtle.sign>[1];

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/**
 * The key that signs tickets and checks them. Throws a TypeError for a secret of less than 32 bytes, which could be guessed
 * at leisure from one ticket.
 */
export const ticketKey = (secret: string | Uint8Array): Promise<TicketKey> => {
  const bytes = typeof secret === 'string' ? bytesOf(secret) : secret;
  if (!(bytes instanceof Uint8Array) || bytes.length < 32) {
    throw new TypeError('secret must have at least 32 bytes: make one with `openssl rand -base64 32`.');
  }
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), ALGORITHM, false, ['sign', 'verify']);
};

/** A number that nobody guesses, 128 bits. */
export const newTicketId = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

/** The ticket as text: what it says, readable by anybody, and the signature (HMAC-SHA256). */
export const signTicket = async (key: TicketKey, ticket: Ticket): Promise<string> => {
  const said = `${PREFIX}.${toBase64Url(bytesOf(JSON.stringify(ticket)))}`;
  const signature = await crypto.subtle.sign(ALGORITHM.name, key, bytesOf(said));
  return `${said}.${toBase64Url(new Uint8Array(signature))}`;
};

/** The ticket if the key signed it and it is still good at `now` (ms since 1970), else what is wrong with it. Never throws. */
export const readTicket = async (
  key: TicketKey,
  text: string | null,
  now: number,
): Promise<Ticket | BadTicket> => {
  if (text === null || text === '') return 'missing';
  const [prefix, content = '', signed = '', ...more] = text.length > MAX_LENGTH ? [] : text.split('.');
  const signature = fromBase64Url(signed);
  if (prefix !== PREFIX || more.length > 0 || signature?.length !== 32) return 'malformed';
  // The platform compares in constant time, and before anything of the content is believed.
  const genuine = await crypto.subtle.verify(ALGORITHM.name, key, signature, bytesOf(`${prefix}.${content}`));
  if (!genuine) return 'forged';
  const ticket = JSON.parse(new TextDecoder().decode(fromBase64Url(content))) as Ticket;
  const left = ticket.expires - now;
  return left <= 0 || left > MAX_TICKET_SECONDS * 1000 + CLOCK_SKEW_MS ? 'expired' : ticket;
};
