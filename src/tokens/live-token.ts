import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';

/** What a token endpoint or a `tokenProvider` answers. */
export interface LiveToken {
  /** `auth_tokens/…`, or a raw Gemini API key, or a relay's ticket. Visible ASCII, at most 4096 characters. */
  readonly token: string;
  /** The API version of the socket's address that takes the token, such as `v1alpha`. */
  readonly apiVersion?: string;
  /** ISO 8601: when the service ends a session that uses the token. */
  readonly expireTime?: string;
  /** ISO 8601: until when a session can be opened with it. */
  readonly newSessionExpireTime?: string;
  /** `LiveConnectConfig` fields that the token pins; what the page asks for there has no effect. */
  readonly locked?: readonly string[];
  /** Where to connect instead of the service's own address: http(s) or ws(s). */
  readonly baseUrl?: string;
}

/** A token, and which origin's endpoint it is of, after redirects; none where the page itself gave it. */
export interface GivenToken extends LiveToken {
  readonly origin?: string;
}

/** Whether it is a long-lived API key, which everybody who opens the page can read, rather than an ephemeral token. */
export const isRawKey = (token: string): boolean => !token.startsWith('auth_tokens/');

/** Real ones have some 70 characters. The limit keeps a page sent by mistake from becoming part of an address. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;
/** Such as `v1alpha`. */
export const API_VERSION = /^v\d+[a-z]*\d*$/;

/** Who answered: the token endpoint, the page's `tokenProvider`, or a listener of `gemini-live-tokenrequest`. */
export type TokenOrigin = 'endpoint' | 'provider' | 'request';

/**
 * Reads an answer: a bare string, `{ token, … }`, or the SDK's own `{ name, … }`. Unknown fields are left out; a known
 * one that cannot be right throws a `LiveFailure` of code `token` that names the field and never its value.
 */
export const readLiveToken = (answer: unknown, origin: TokenOrigin): LiveToken => {
  if (typeof answer === 'string') return { token: checkToken(answer, origin) };
  if (typeof answer !== 'object' || answer === null) throw bad(say('token-missing', origin));
  const fields = new Map(Object.entries(answer).filter(([, value]) => value != null));
  const text = (name: string, isValid: (value: string) => boolean): Readonly<Record<string, string>> => {
    const value = fields.get(name) as unknown;
    if (value === undefined) return {};
    if (typeof value !== 'string' || !isValid(value)) throw bad(say('token-field', origin, name));
    return { [name]: value };
  };
  return {
    token: checkToken(fields.get('token') ?? fields.get('name'), origin),
    ...text('apiVersion', (value) => API_VERSION.test(value)),
    ...text('expireTime', isTime),
    ...text('newSessionExpireTime', isTime),
    ...text('baseUrl', isAddress),
    ...readLocked(fields.get('locked'), origin),
  };
};

const checkToken = (value: unknown, origin: TokenOrigin): string => {
  if (typeof value === 'string' && TOKEN.test(value)) return value;
  throw bad(say(value === undefined || value === '' ? 'token-missing' : 'token-malformed', origin));
};

const readLocked = (value: unknown, origin: TokenOrigin): { readonly locked?: readonly string[] } => {
  if (value === undefined) return {};
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return { locked: value };
  throw bad(say('token-locked', origin));
};

const isTime = (text: string): boolean => !Number.isNaN(Date.parse(text));

const isAddress = (text: string): boolean =>
  URL.canParse(text) && /^(https?|wss?):$/.test(new URL(text).protocol);

const bad = (message: string): LiveFailure => new LiveFailure('token', message);
