import type { ErrorCode } from './error-code.ts';
import type { Retry } from './machine.ts';
import { quote } from './redact.ts';

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
}

/** What a close means. */
export interface Verdict {
  readonly error: ErrorCode;
  readonly retry: Retry;
  /** For the developer: what happened, and the remedy. Never holds a token or key. */
  readonly message: string;
}

type Outcome = readonly [error: ErrorCode, retry: Retry, remedy: string];
type Rule = readonly [code: number, front: RegExp, outcome: Outcome | ((closure: Closure) => Outcome)];

/** The service announces the end of a connection at about nine minutes; a close from here on is its time limit (recorded). */
const CONNECTION_LIMIT_MS = 9 * 60_000;

const SETUP = 'Check model, config and tools against what the model takes.';
const TOKEN =
  'The token has expired or is used up. Let the token endpoint mint a new one for each connection.';
const BUSY = 'The service is overloaded or failed for a moment.';
const HANDLE = 'The resumption handle is unknown or too old; a new session starts.';
const LIMIT = 'The connection reached its time limit.';

/**
 * First match wins; code 0 stands for any code. The reasons are those seen on the real service, matched at the front,
 * since they arrive cut; only the reason for an expired token is assumed.
 */
const RULES: readonly Rule[] = [
  [0, /^Invalid JSON payload/i, ['config', 'no', SETUP]],
  // Also sent about 0.8 s after setupComplete when the quota was used up before (measured): a good start proves nothing.
  [
    0,
    /^You exceeded your current quota/i,
    ['quota', 'no', 'See plan, billing and rate limits of the key’s project.'],
  ],
  [
    0,
    /^API key not valid/i,
    ['auth', 'no', 'Check the key. An ephemeral token works only as a token, not as a key.'],
  ],
  [0, /^API key expired/i, ['auth', 'no', 'Renew the API key of the token endpoint.']],
  [
    0,
    /^Method doesn.t allow unregistered/i,
    ['auth', 'no', 'No credential arrived, or a token where a key was due.'],
  ],
  [
    0,
    /^API keys are not supported/i,
    ['auth', 'no', 'This backend takes no API key: use a relay, see backend="vertex".'],
  ],
  [
    0,
    /^(The caller does not have|Permission denied|Request had (invalid|insuff))/i,
    ['auth', 'no', 'Check the key’s project and rights.'],
  ],
  [
    0,
    /^User location is not supported/i,
    ['service', 'no', 'The service is not offered where this visitor is.'],
  ],
  [
    0,
    /^models\/|^.{0,100}is not (found for API|supported for bidi)/i,
    ['model', 'no', 'Check the spelling, and that the model is a Live model that is still offered.'],
  ],
  [0, /^.{0,40}session (not found|expired)/i, ['session-expired', 'without-handle', HANDLE]],
  [
    1007,
    /^Request contains an invalid argument/i,
    ({ opened, resuming }) =>
      // Seen when a session is resumed after its 58th minute; without a handle it is the setup itself.
      resuming && !opened ? ['session-expired', 'without-handle', HANDLE] : ['config', 'no', SETUP],
  ],
  [
    1007,
    /^realtime_input\.media_chunks/i,
    ['config', 'no', 'Send audio, video or text; mediaChunks is gone from this model.'],
  ],
  [0, /^.{0,60}\btoken\b.{0,40}(expired|invalid|not found|used|not valid)/i, ['token', 'new-token', TOKEN]],
  [0, /^.{0,60}(expired|invalid|used|unknown)\b.{0,20}\btoken\b/i, ['token', 'new-token', TOKEN]],
  [1007, /^/, ['config', 'no', SETUP]],
  [
    1008,
    /^Operation is not implemented/i,
    ({ opened }) =>
      // Comes and goes around tool calls; before the session is set up it is about the setup.
      opened ? ['service', 'resume', BUSY] : ['config', 'no', SETUP],
  ],
  [
    1008,
    /^Requested entity was not found/i,
    ({ opened }) =>
      opened
        ? [
            'service',
            'resume',
            'A tool response named a call that the service does not know or has cancelled.',
          ]
        : ['session-expired', 'without-handle', HANDLE],
  ],
  [
    1008,
    /^The operation was aborted/i,
    ['service', 'resume', 'Input arrived during a blocking tool call, or the time limit was reached.'],
  ],
  [
    1008,
    /^/,
    ({ opened, healthyMs }) => {
      if (healthyMs >= CONNECTION_LIMIT_MS) return ['session-expired', 'resume', LIMIT];
      return opened ? ['service', 'resume', BUSY] : ['config', 'no', `${SETUP} Check key or token, too.`];
    },
  ],
  [1011, /^Deadline expired/i, ['session-expired', 'resume', LIMIT]],
  [
    1011,
    /^Internal error/i,
    ({ opened }) => [
      'service',
      'resume',
      opened ? BUSY : `${BUSY} When it stays: a response modality that the model does not have.`,
    ],
  ],
  [
    1000,
    /^/,
    ({ opened }) => ['service', opened ? 'resume' : 'no', 'The service ended the session by itself.'],
  ],
  [1005, /^/, ['network', 'resume', 'The line closed without a word.']],
  [
    1006,
    /^/,
    ({ opened }) => [
      'network',
      'resume',
      opened
        ? 'The line broke.'
        : 'Key, quota or network: the browser does not say which. Check key and quota, connect-src of the page’s CSP, proxy.',
    ],
  ],
  [1015, /^/, ['network', 'resume', 'TLS failed: check certificate and proxy.']],
  [1009, /^/, ['config', 'resume', 'A message was too large: send smaller images or tool responses.']],
  // A relay or twin may speak in the application's own codes: 4000 + an HTTP status is the custom.
  [4400, /^/, ['config', 'no', SETUP]],
  [4401, /^/, ['token', 'new-token', TOKEN]],
  [4403, /^/, ['auth', 'no', 'The relay refused this page or ticket: check its allowed origins.']],
  [4404, /^/, ['model', 'no', 'The relay does not offer this model.']],
  [4408, /^/, ['timeout', 'resume', 'The relay waited too long for a message.']],
  [4429, /^/, ['quota', 'no', 'The relay’s rate limit is reached.']],
];

/** 1001, 1002, 1003, 1010 to 1014, the rest of 1011 and 4xxx, and what does not exist yet. */
const otherwise = ({ code, opened }: Closure): Outcome =>
  code >= 4_000 && code < 4_500 && !opened
    ? ['service', 'no', 'The relay refused.']
    : ['service', 'resume', BUSY];

/**
 * What the end of a connection that nobody asked for means, and whether to try again. Never throws.
 *
 * A quota close is final even when the session had been set up; what is only the service's weakness or the network is
 * worth resuming; what the setup or the credential caused is not.
 */
export const classifyClose = (closure: Closure): Verdict => {
  const { code, reason } = closure;
  const text = String(reason).trim();
  const rule = RULES.find(([of, front]) => (of === 0 || of === code) && front.test(text));
  const outcome = rule?.[2] ?? otherwise;
  const [error, retry, remedy] = typeof outcome === 'function' ? outcome(closure) : outcome;
  const said = quote(text);
  return { error, retry, message: `The connection closed (${code}${said && `, “${said}”`}). ${remedy}` };
};
