import type { ErrorCode } from './error-code.ts';
import type { CLOSES } from './explanations/closes.ts';
import type { Retry } from './machine.ts';
import { quote } from './redact.ts';
import { say } from './say.ts';

/** How a connection ended, as the socket reports it. */
export interface Closure {
  /** The close code; 1005 and 1006 are the browser's own words for "none given" and "lost". */
  readonly code: number;
  /** At most 123 bytes, often cut in the middle of a word, often empty. */
  readonly reason: string;
  /** Whether `setupComplete` had arrived on this connection. */
  readonly opened: boolean;
  /** How long ago it had arrived, ms; 0 when it had not. */
  readonly healthyMs: number;
  /** Whether `setup` carried a resumption handle. */
  readonly resuming?: boolean;
  /** Whether an earlier connection of the conversation was set up: what its setup could be blamed for is not new. */
  readonly proven?: boolean;
}

/** What a close means. */
export interface Verdict {
  readonly error: ErrorCode;
  readonly retry: Retry;
  /** For the developer: what happened, and the remedy, as a mark of `say`. Never holds a token or key. */
  readonly message: string;
}

/** A sentence of `explanations/closes.ts` that needs no details. */
type Remedy = Exclude<keyof typeof CLOSES, 'closed'>;
type Outcome = readonly [error: ErrorCode, retry: Retry, remedy: Remedy];
type Rule = readonly [code: number, front: RegExp, outcome: Outcome | ((closure: Closure) => Outcome)];

/** The service announces the end of a connection at about nine minutes; a close from here on is its time limit (recorded). */
const CONNECTION_LIMIT_MS = 9 * 60_000;

const SETUP: Outcome = ['config', 'no', 'setup'];
const TOKEN: Outcome = ['token', 'new-token', 'used-token'];
const BUSY: Outcome = ['service', 'resume', 'busy'];
const HANDLE: Outcome = ['session-expired', 'without-handle', 'handle'];
const LIMIT: Outcome = ['session-expired', 'resume', 'limit'];

const auth = (remedy: Remedy): Outcome => ['auth', 'no', remedy];
const network = (remedy: Remedy): Outcome => ['network', 'resume', remedy];
const service = (retry: Retry, remedy: Remedy): Outcome => ['service', retry, remedy];

/**
 * First match wins; code 0 stands for any code. The reasons are those seen on the real service, matched at the front,
 * since they arrive cut; only the reason for an expired token is assumed.
 */
const RULES: readonly Rule[] = [
  [0, /^Invalid JSON/i, SETUP],
  // Also sent about 0.8 s after setupComplete when the quota was used up before (measured): a good start proves nothing.
  [0, /^You exceeded your/i, ['quota', 'no', 'quota']],
  [0, /^API key not valid/i, auth('bad-key')],
  [0, /^API key expired/i, auth('old-key')],
  [0, /^Method doesn.t allow/i, auth('no-credential')],
  [0, /^API keys are not/i, auth('no-keys')],
  [0, /^(The caller does not have|Permission denied|Request had (invalid|insuff))/i, auth('rights')],
  [0, /^User location/i, service('no', 'place')],
  [0, /^models\/|^.{0,100}is not (found for API|supported for bidi)/i, ['model', 'no', 'model']],
  [0, /^.{0,40}session (not found|expired)/i, HANDLE],
  // Seen when a session is resumed after its 58th minute; without a handle it is the setup itself.
  [1007, /^Request contains/i, ({ opened, resuming }) => (resuming && !opened ? HANDLE : SETUP)],
  [1007, /^realtime_input/i, ['config', 'no', 'media-chunks']],
  [0, /^.{0,60}\btoken\b.{0,40}(expired|invalid|not found|used|not valid)/i, TOKEN],
  [0, /^.{0,60}(expired|invalid|used|unknown)\b.{0,20}\btoken\b/i, TOKEN],
  [1007, /^/, SETUP],
  // Comes and goes around tool calls; before the session is set up it is about the setup, unless that was taken before.
  [
    1008,
    /^Operation is not/i,
    ({ opened, proven }) => (opened ? BUSY : ['config', proven ? 'resume' : 'no', 'setup']),
  ],
  [1008, /^Requested entity/i, ({ opened }) => (opened ? service('resume', 'unknown-call') : HANDLE)],
  [1008, /^The operation was/i, service('resume', 'aborted')],
  [
    1008,
    /^/,
    ({ opened, healthyMs }) => {
      if (healthyMs >= CONNECTION_LIMIT_MS) return LIMIT;
      return opened ? BUSY : ['config', 'no', 'setup-or-key'];
    },
  ],
  [1011, /^Deadline expired/i, LIMIT],
  [1011, /^Internal error/i, ({ opened }) => (opened ? BUSY : service('resume', 'internal'))],
  [1000, /^/, ({ opened }) => service(opened ? 'resume' : 'no', 'ended')],
  [1005, /^/, network('silent')],
  [1006, /^/, ({ opened }) => network(opened ? 'broke' : 'unclear')],
  [1015, /^/, network('tls')],
  [1009, /^/, ['config', 'resume', 'too-large']],
  // What `createRelay` closes with (server/relay/close-codes.ts).
  [4401, /^/, TOKEN],
  [4408, /^/, ['session-expired', 'no', 'idle']],
  [4429, /^/, ['quota', 'no', 'flood']],
];

/** 1001, 1002, 1003, 1010 to 1014, the rest of 1011 and 4xxx, and what does not exist yet. */
const otherwise = ({ code, opened }: Closure): Outcome =>
  code >= 4_000 && code < 4_500 && !opened ? service('no', 'relay') : BUSY;

/**
 * What the end of a connection that nobody asked for means, and whether to try again. Never throws.
 *
 * A quota close is final even when the session had been set up; what is only the service's weakness or the network is
 * worth resuming; what the setup or the credential caused is not.
 */
export const classifyClose = (closure: Closure): Verdict => {
  const { code, reason } = closure;
  const text = typeof reason === 'string' ? reason.trim() : '';
  const rule = RULES.find(([of, front]) => (of === 0 || of === code) && front.test(text));
  const outcome = rule?.[2] ?? otherwise;
  const [error, retry, remedy] = typeof outcome === 'function' ? outcome(closure) : outcome;
  // The same setup was taken before, and the reason says nothing of what is wrong with it: it may pass.
  if (text === '' && retry === 'no' && closure.proven && !closure.opened && code < 4_000)
    return { error, retry: 'resume', message: say('closed', code, '', say('busy')) };
  return { error, retry, message: say('closed', code, quote(text), say(remedy)) };
};
