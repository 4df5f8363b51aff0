import { validateHeaderName, validateHeaderValue } from 'node:http';
import { REASONS, REFUSALS } from '../assumptions/index.ts';
import { isCloseCode } from '../protocol/close-code.ts';
import type { Bundling } from '../line/bundling.ts';
import type { FaultAction, FaultConditions, HttpFaultAction, Moment, RequestMoment } from './fault.ts';
import type { LinkQuality, Network } from '../line/network.ts';
import {
  anyObject,
  choice,
  either,
  fields,
  kinds,
  number,
  text,
  texts,
  whole,
  type Rule,
} from './shape-check.ts';

const LINK = {
  bytesPerSecond: number(1),
  delayMs: number(0),
  jitterMs: number(0),
} satisfies Record<keyof LinkQuality, Rule>;

export const NETWORK: Rule = fields({
  ...LINK,
  up: fields(LINK),
  down: fields(LINK),
  seed: whole(),
} satisfies Record<keyof Network, Rule>);

export const BUNDLING: Rule = fields({
  window: whole(1),
  holdMs: number(0),
  order: choice(['kept', 'streams', 'any']),
  fields: choice(['as-is', 'split', 'merge']),
  perFrame: whole(1),
  seed: whole(),
} satisfies Record<keyof Bundling, Rule>);

export const FRAMES = choice(['binary', 'text']);

const closeCode: Rule = (value, path) => {
  whole()(value, path);
  if (isCloseCode(value)) return;
  throw new RangeError(
    `${path} is ${String(value)}: a script can close with 1000…1014, without 1004, or 3000…4999.`,
  );
};

const kind = text;
const raw: Rule = (value, path) => {
  const one = typeof value === 'object' && value !== null && 'text' in value ? 'text' : 'base64';
  fields({ kind, [one]: text }, [one])(value, path);
};

const body = either((value) => typeof value === 'string', text, anyObject);
const isAllowed = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

const headers: Rule = (value, path) => {
  texts(value, path);
  for (const [name, inner] of Object.entries(value as Readonly<Record<string, string>>)) {
    if (!isAllowed(() => validateHeaderName(name))) {
      throw new RangeError(`${path} has '${name}', which is no name of a header.`);
    }
    if (!isAllowed(() => validateHeaderValue(name, inner))) {
      throw new RangeError(`${path}.${name} has characters that no header may have.`);
    }
  }
};

export const HTTP_ANSWER = {
  status: whole(400, 599),
  headers,
  body,
};

const ACTIONS = {
  close: fields({ kind, code: closeCode, reason: text }, ['code']),
  refuse: fields({ kind, as: choice([...Object.keys(REFUSALS), ...Object.keys(REASONS)]) }, ['as']),
  drop: fields({ kind }),
  stall: fields({ kind }),
  vanish: fields({ kind }),
  network: fields({ kind, network: NETWORK }, ['network']),
  bundling: fields({ kind, bundling: BUNDLING }, ['bundling']),
  frames: fields({ kind, frames: FRAMES }, ['frames']),
  'go-away': fields({
    kind,
    timeLeftMs: either(
      (value) => value === null,
      () => undefined,
      number(0),
    ),
  }),
  send: fields({ kind, message: anyObject }, ['message']),
  raw,
  garbage: fields({ kind, as: choice(['bytes', 'json', 'utf-8', 'empty', 'half']), frame: FRAMES }, ['as']),
  giant: fields({ kind, megabytes: number(0, 256), of: choice(['thought', 'audio']) }, ['megabytes']),
  offline: fields({ kind, forMs: number(0) }, ['forMs']),
} satisfies Record<FaultAction['kind'], Rule>;

const HTTP_ACTIONS = {
  http: fields({ kind, ...HTTP_ANSWER }, ['status']),
  drop: fields({ kind }),
  stall: fields({ kind }),
  accept: fields({ kind }),
} satisfies Record<HttpFaultAction['kind'], Rule>;

const MOMENTS = {
  upgrade: HTTP_ACTIONS,
  token: HTTP_ACTIONS,
  open: ACTIONS,
  setup: ACTIONS,
  'setup-complete': ACTIONS,
  'first-input': ACTIONS,
  'speech-start': ACTIONS,
  turn: ACTIONS,
  'first-audio': ACTIONS,
  'generation-complete': ACTIONS,
  'turn-complete': ACTIONS,
} satisfies Record<Moment | RequestMoment, Readonly<Record<string, Rule>>>;

const CONDITIONS = {
  connection: whole(1),
  turn: whole(0),
  times: whole(1),
  every: whole(1),
  chance: number(0, 1),
  afterMs: number(0),
} satisfies Record<keyof FaultConditions, Rule>;

export const FAULT: Rule = kinds(
  'at',
  Object.fromEntries(
    Object.entries(MOMENTS).map(([moment, actions]) => [
      moment,
      fields({ at: text, ...CONDITIONS, do: kinds('kind', actions) }, ['do']),
    ]),
  ),
);
