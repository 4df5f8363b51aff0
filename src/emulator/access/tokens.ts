import { randomBytes } from 'node:crypto';
import { TOKEN_LIFE_MS } from '../assumptions/index.ts';
import type { EmulatorClock } from '../time/clock.ts';
import { overwriteMasked } from './field-mask.ts';
import type { Setup } from '../protocol/setup.ts';

/** What a token was minted with. */
export interface TokenRequest {
  /** How many sessions it may begin; 0 = any number. Default 1. */
  readonly uses?: number;
  /** When messages stop being accepted, ms since the epoch. Default: 30 minutes from now. */
  readonly expireTime?: number;
  /** Until when a session may begin, ms since the epoch. Default: 60 s from now. */
  readonly newSessionExpireTime?: number;
  /** Constraints: the whole setup (no mask), or the masked fields of it. */
  readonly setup?: Setup;
  /** camelCase paths. Absent or empty with a `setup`: all of it counts. */
  readonly fieldMask?: readonly string[];
}

interface Token {
  readonly expireTime: number;
  readonly newSessionExpireTime: number;
  readonly request: TokenRequest;
  /** With which it was minted; in memory only. */
  readonly key: string | undefined;
  usesLeft: number;
}

/** How long a token is remembered after its end, ms: so long it is known whose it was. */
const KEPT_MS = 3_600_000;

/** Why a minting request is wrong; answered with HTTP 400. */
export class TokenRequestError extends Error {}

/** The tokens of one twin, in memory. */
export class TokenStore {
  readonly #tokens = new Map<string, Token>();
  readonly #clock: EmulatorClock;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /**
   * Makes a token; `key` is the API key of whoever asks for it. Throws `TokenRequestError` for times in the past or more
   * than 20 hours ahead, and negative uses.
   */
  mint(request: TokenRequest, key?: string): string {
    const now = this.#clock.now();
    const expireTime = request.expireTime ?? now + TOKEN_LIFE_MS.expire;
    const newSessionExpireTime = request.newSessionExpireTime ?? now + TOKEN_LIFE_MS.newSession;
    const uses = request.uses ?? 1;
    for (const [name, time] of Object.entries({
      expire_time: expireTime,
      new_session_expire_time: newSessionExpireTime,
    })) {
      if (time <= now) throw new TokenRequestError(`${name} must be in the future.`);
      if (time > now + TOKEN_LIFE_MS.longest) throw new TokenRequestError(`${name} must be within 20 hours.`);
    }
    if (uses < 0) throw new TokenRequestError('uses must not be negative.');
    for (const [old, { expireTime: end }] of this.#tokens) if (end + KEPT_MS <= now) this.#tokens.delete(old);
    const name = `auth_tokens/${randomBytes(32).toString('hex')}`;
    this.#tokens.set(name, {
      expireTime,
      newSessionExpireTime,
      request,
      key,
      usesLeft: uses === 0 ? Number.POSITIVE_INFINITY : uses,
    });
    return name;
  }

  /** The API key with which a token was minted: what goes for that key goes for it. */
  keyOf(name: string): string | undefined {
    return this.#tokens.get(name)?.key;
  }

  /** Whether the token may open a socket now. Its uses are counted later, because resuming a session costs none. */
  mayConnect(name: string): boolean {
    const token = this.#tokens.get(name);
    return token !== undefined && this.#clock.now() < token.expireTime;
  }

  /** Takes one use for a new session; `false` when there is none left, or the time to begin one is over. */
  beginSession(name: string): boolean {
    const token = this.#tokens.get(name);
    if (!token || token.usesLeft < 1 || this.#clock.now() >= token.newSessionExpireTime) return false;
    token.usesLeft -= 1;
    return true;
  }

  /** The setup that counts for a client which connects with this token. */
  constrain(name: string, setup: Setup): Setup {
    const request = this.#tokens.get(name)?.request;
    if (!request?.fieldMask?.length) return request?.setup ?? setup;
    return overwriteMasked(setup, request.setup ?? {}, request.fieldMask);
  }
}
