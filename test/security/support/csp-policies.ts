import type { CspFiles } from '../../support/csp-commands.ts';

/** What becomes of the turn, then what the page's policy reports: directive and place. */
type Expected = readonly [words: string, ...violations: readonly string[]];

interface Policy {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** By where the files are from; what is not there is the same in all. */
  readonly expected: Readonly<Record<CspFiles, Expected>>;
}

const csp = (policy: string): Policy['headers'] => ({ 'Content-Security-Policy': policy });

const IN_WORKER = {
  own: ['worker, own worklet'],
  cdn: ['worker, other worklet'],
  full: ['worker, blob worklet'],
  folder: ['worker, own worklet'],
} as const;
/** The engine runs on the page, for want of a Worker. */
const NO_WORKER = 'worker-src blob';
const ON_PAGE = ['page, own worklet', NO_WORKER] as const;
const BLOB_REFUSED = 'script-src-elem blob';
const DATA_REFUSED = 'script-src-elem data';
const NO_WORKLET = ['worklet-blocked', BLOB_REFUSED, DATA_REFUSED] as const;
const NO_TAG = ['no tag'] as const;

/** What a bank's page grants besides scripts and connections: next to nothing. */
export const BANK =
  "default-src 'none'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types gemini-live gemini-live-lit";

/** The policies of the field: `own`, `cdn`: gemini-live.js there; `full`: gemini-live.full.js; `folder`: with `worklet-base`. */
export const POLICIES: readonly Policy[] = [
  { name: 'none', headers: {}, expected: IN_WORKER },
  {
    name: "script-src 'self'",
    headers: csp("script-src 'self'"),
    expected: {
      own: ON_PAGE,
      cdn: NO_TAG,
      full: [...NO_WORKLET, NO_WORKER],
      folder: ['worker, own worklet'],
    },
  },
  {
    name: "script-src 'self'; worker-src blob:",
    headers: csp("script-src 'self'; worker-src blob:"),
    expected: {
      own: ['worker, own worklet'],
      cdn: NO_TAG,
      full: NO_WORKLET,
      // The file is refused first, then the blob let in.
      folder: ['worker, own worklet', 'worker-src own'],
    },
  },
  {
    name: "script-src 'self' blob:",
    headers: csp("script-src 'self' blob:"),
    expected: { ...IN_WORKER, cdn: NO_TAG },
  },
  {
    name: "script-src 'self' data:",
    headers: csp("script-src 'self' data:"),
    expected: {
      own: ON_PAGE,
      cdn: NO_TAG,
      full: ['page, data worklet', BLOB_REFUSED, NO_WORKER],
      folder: ['worker, own worklet'],
    },
  },
  {
    name: "script-src 'self' https://cdn",
    headers: csp("script-src 'self' {cdn}"),
    expected: {
      own: ON_PAGE,
      cdn: ['page, other worklet', NO_WORKER],
      full: [...NO_WORKLET, NO_WORKER],
      folder: ['worker, own worklet'],
    },
  },
  {
    name: "script-src 'nonce-…' 'strict-dynamic'",
    headers: csp("script-src 'nonce-of-this-page' 'strict-dynamic'"),
    expected: IN_WORKER,
  },
  {
    name: "script-src 'nonce-…' 'strict-dynamic'; worker-src 'self'",
    headers: csp("script-src 'nonce-of-this-page' 'strict-dynamic'; worker-src 'self'"),
    expected: {
      own: ON_PAGE,
      cdn: ['page, other worklet', NO_WORKER],
      full: ['page, blob worklet', NO_WORKER],
      folder: ['worker, own worklet'],
    },
  },
  {
    name: "script-src 'nonce-…'",
    headers: csp("script-src 'nonce-of-this-page'"),
    expected: {
      own: [...NO_WORKLET, 'script-src-elem own', NO_WORKER],
      cdn: [...NO_WORKLET, 'script-src-elem other', NO_WORKER],
      full: [...NO_WORKLET, NO_WORKER],
      folder: [...NO_WORKLET, 'script-src-elem own', 'worker-src own', NO_WORKER],
    },
  },
  {
    name: "require-trusted-types-for 'script'",
    headers: csp("require-trusted-types-for 'script'"),
    expected: IN_WORKER,
  },
  {
    name: 'Cross-Origin-Embedder-Policy: require-corp',
    headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
    expected: IN_WORKER,
  },
  {
    name: 'the strict one',
    headers: csp(
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self' {twin}; require-trusted-types-for 'script'; trusted-types gemini-live gemini-live-lit",
    ),
    expected: {
      own: ON_PAGE,
      cdn: NO_TAG,
      full: [...NO_WORKLET, NO_WORKER],
      // Nothing is refused, and nothing reported.
      folder: ['worker, own worklet'],
    },
  },
  {
    name: 'the strict one, from a CDN, isolated',
    headers: {
      ...csp(
        "default-src 'none'; script-src 'self' {cdn}; worker-src blob:; connect-src 'self' {cdn} {twin}; require-trusted-types-for 'script'; trusted-types gemini-live gemini-live-lit; base-uri 'none'; form-action 'none'",
      ),
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
    expected: {
      own: ['worker, own worklet'],
      cdn: ['worker, other worklet'],
      full: NO_WORKLET,
      folder: ['worker, own worklet', 'worker-src own'],
    },
  },
  {
    name: 'the strict one, by nonces',
    headers: csp(
      `${BANK}; script-src 'nonce-of-this-page' 'strict-dynamic'; worker-src blob:; connect-src 'self' {cdn} {twin}`,
    ),
    expected: { ...IN_WORKER, folder: ['worker, own worklet', 'worker-src own'] },
  },
  {
    name: "the strict one, by nonces; worker-src 'self'",
    headers: csp(
      `${BANK}; script-src 'nonce-of-this-page' 'strict-dynamic'; worker-src 'self'; connect-src 'self' {cdn} {twin}`,
    ),
    expected: {
      own: ON_PAGE,
      cdn: ['page, other worklet', NO_WORKER],
      full: ['page, blob worklet', NO_WORKER],
      folder: ['worker, own worklet'],
    },
  },
  {
    name: "the strict one, by nonces without 'strict-dynamic'",
    headers: csp(
      `${BANK}; script-src 'nonce-of-this-page'; worker-src 'self'; connect-src 'self' {cdn} {twin}`,
    ),
    expected: {
      own: [...NO_WORKLET, 'script-src-elem own', NO_WORKER],
      cdn: [...NO_WORKLET, 'script-src-elem other', NO_WORKER],
      full: [...NO_WORKLET, NO_WORKER],
      folder: [...NO_WORKLET, 'script-src-elem own'],
    },
  },
  {
    name: 'the strict one, without our Trusted Types policy',
    headers: csp(
      "default-src 'none'; script-src 'self'; worker-src 'self' blob:; connect-src 'self' {twin}; require-trusted-types-for 'script'; trusted-types gemini-live-lit",
    ),
    expected: {
      own: [
        'page, own worklet',
        'trusted-types trusted-types-policy',
        'require-trusted-types-for trusted-types-sink',
      ],
      cdn: NO_TAG,
      full: [
        ...NO_WORKLET,
        'trusted-types trusted-types-policy',
        'require-trusted-types-for trusted-types-sink',
      ],
      folder: [
        'page, own worklet',
        'trusted-types trusted-types-policy',
        'require-trusted-types-for trusted-types-sink',
      ],
    },
  },
];
