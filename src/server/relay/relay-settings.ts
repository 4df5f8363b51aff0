import { inRange } from '../in-range.ts';
import { parseOrigins } from '../origins.ts';
import { ticketKey, type TicketKey } from '../tickets/ticket.ts';
import { UsedTickets, type TicketStore } from '../tickets/used-tickets.ts';
import { googleAccessToken } from './google-account.ts';
import type { RelayEvent } from './relay-events.ts';
import type { RelayLimits, RelayOptions } from './relay-options.ts';
import { createSetupRules, type SetupRules } from './setup-rules.ts';
import { vertexAddress } from './vertex-address.ts';

/** A relay's options, checked and complete. */
export interface RelaySettings extends Pick<RelayOptions, 'key'> {
  readonly ticketKey: Promise<TicketKey>;
  readonly path: string;
  /** `undefined`: the ticket's origin decides alone. */
  readonly origins: ReadonlySet<string> | undefined;
  readonly rules: SetupRules;
  /** The service's socket. */
  readonly url: string;
  readonly accessToken: () => Promise<string>;
  readonly tickets: TicketStore;
  readonly limits: RelayLimits;
  readonly hops: number;
  readonly refusals: 'http' | 'close';
  readonly tell: (event: RelayEvent) => void;
}

/** A timer of more than 2³¹ − 1 ms runs out at once. Seconds. */
const LONGEST = 2_147_483;

const LIMITS: Readonly<Record<keyof RelayLimits, readonly [otherwise: number, least: number, most: number]>> =
  {
    connections: [1000, 1, 1_000_000],
    connectionsPerKey: [4, 1, 1_000_000],
    messageBytes: [4_194_304, 1024, 67_108_864],
    messagesPerSecond: [100, 1, 1_000_000],
    bytesPerSecond: [1_048_576, 1024, 1_073_741_824],
    bufferBytes: [1_048_576, 1024, 67_108_864],
    stallSeconds: [30, 1, LONGEST],
    setupSeconds: [10, 1, LONGEST],
    idleSeconds: [600, 0, LONGEST],
    sessionSeconds: [1200, 0, LONGEST],
    pingSeconds: [20, 1, LONGEST],
  };

const resolveLimits = (given: Partial<RelayLimits> = {}): RelayLimits => {
  const limits: Record<string, number> = {};
  for (const [name, [otherwise, least, most]] of Object.entries(LIMITS)) {
    limits[name] = inRange(`limits.${name}`, given[name as keyof RelayLimits] ?? otherwise, least, most);
  }
  // The table has each name.
  return limits as unknown as RelayLimits;
};

const WORD = /^[a-z0-9][a-z0-9.:-]*$/i;

/** Checks the options when the relay is made. Throws a TypeError or RangeError that names the option, and no secret. */
export const resolveRelay = (options: RelayOptions): RelaySettings => {
  const { accessToken = googleAccessToken(), allowedOrigins, location, path = '/live', project } = options;
  const { apiVersion = 'v1', refusals = 'http', tickets = new UsedTickets() } = options;
  const key = ticketKey(options.secret);
  key.catch(() => undefined);
  for (const [name, value] of Object.entries({ project, location })) {
    if (typeof value !== 'string' || !WORD.test(value)) {
      throw new TypeError(`${name} is missing or malformed: pass the name of the Google Cloud ${name}.`);
    }
  }
  if (typeof path !== 'string' || !/^\/[^?#\s]*$/.test(path)) {
    throw new TypeError('path must begin with a slash, such as "/live".');
  }
  if (apiVersion !== 'v1' && apiVersion !== 'v1beta1') {
    throw new TypeError('apiVersion must be "v1" or "v1beta1".');
  }
  if (refusals !== 'http' && refusals !== 'close') {
    throw new TypeError('refusals must be "http" or "close".');
  }
  if (typeof accessToken !== 'function') throw new TypeError('accessToken must be a function.');
  if (typeof tickets.claim !== 'function')
    throw new TypeError('tickets must have a method claim(id, expires).');
  const tell = (event: RelayEvent): void => {
    try {
      options.onEvent?.(event);
    } catch {
      // The host's records must not change what happens.
    }
  };
  if (location === 'global') {
    tell({
      type: 'warning',
      message: 'Not every Live model is offered in the location "global": prefer a region.',
    });
  }
  return {
    ticketKey: key,
    path,
    origins: allowedOrigins === undefined ? undefined : parseOrigins(allowedOrigins),
    rules: createSetupRules({
      model: (name) => `projects/${project}/locations/${location}/publishers/google/models/${name}`,
      own: options.setup,
      fields: options.setupFields,
    }),
    url: vertexAddress(location, apiVersion, options.baseUrl),
    accessToken,
    tickets,
    limits: resolveLimits(options.limits),
    hops: inRange('trustProxy', Number(options.trustProxy ?? 0), 0, 10),
    refusals,
    tell,
    ...(options.key === undefined ? {} : { key: options.key }),
  };
};
