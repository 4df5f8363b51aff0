import type { LimitsOptions } from './session/limits-options.ts';
import type { EmulatorOptions } from './options.ts';
import type { ResumptionOptions } from './session/resumption-options.ts';
import {
  anyObject,
  choice,
  either,
  fields,
  flag,
  func,
  list,
  number,
  text,
  whole,
  type Rule,
} from './script/shape-check.ts';

/** What is checked where it is used, with a place of its own in the message. */
const elsewhere: Rule = () => undefined;

const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** PEM; of what is in it OpenSSL is the judge. */
const pem = either(Buffer.isBuffer, elsewhere, text);

const clock: Rule = (value, path) => {
  anyObject(value, path);
  const { now, schedule } = value as { readonly now?: unknown; readonly schedule?: unknown };
  func(now, `${path}.now`);
  func(schedule, `${path}.schedule`);
};

const LIMITS = {
  off: flag,
  connectionMs: number(0),
  goAwayMs: number(0),
  sessionMs: number(0),
  videoSessionMs: number(0),
  hardSessionMs: number(0),
  closeAs: choice(['aborted', 'deadline']),
  timeLeft: flag,
} satisfies Record<keyof LimitsOptions, Rule>;

const MEMORY = choice(['forgets', 'remembers']);

const RESUMPTION = {
  memory: MEMORY,
  whileOpen: choice(['allow', 'refuse']),
  afterHardEnd: flag,
  handleLifeMs: number(0),
  everyMs: number(0),
} satisfies Record<keyof ResumptionOptions, Rule>;

const OPTIONS = {
  port: whole(0, 65_535),
  host: text,
  tls: fields({ cert: pem, key: pem }, ['cert', 'key']),
  apiKeys: list(text),
  accessTokens: list(text),
  script: elsewhere,
  scripts: elsewhere,
  keepBytes: number(0),
  voice: func,
  pace: number(0),
  setupDelayMs: number(0),
  clock,
  strictCalls: flag,
  limits: fields(LIMITS),
  timeScale: number(),
  resumption: either(isText, MEMORY, fields(RESUMPTION)),
  frames: choice(['binary', 'text']),
  refuseRetired: flag,
  record: either(isText, text, fields({ folder: text, maxBytes: elsewhere }, ['folder'])),
  replay: fields(
    {
      recording: either(Array.isArray, list(anyObject), anyObject),
      speed: elsewhere,
      onDeviation: choice(['close', 'go-on']),
    },
    ['recording'],
  ),
  page: either(isFlag, flag, fields({ hosts: list(text) })),
  onError: func,
} satisfies Record<keyof EmulatorOptions, Rule>;

/**
 * Checks options as they are given. Throws `TypeError` for what is unknown or of the wrong type and `RangeError` for a value
 * that cannot be, with the place: `options.limits.goAwayMs`.
 */
export const checkOptions: (options: EmulatorOptions) => void = (options) =>
  fields(OPTIONS)(options, 'options');
