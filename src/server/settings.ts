import type { LiveConnectConfig } from '@google/genai/web';
import { bareModelName } from '../core/model-name.ts';
import { DEFAULT_MODEL } from '../core/model-profiles.ts';
import { bindsAnything, checkConstraints } from './constraints.ts';
import { inRange } from './in-range.ts';
import { lockableConfig } from './locked-fields.ts';
import { parseOrigins } from './origins.ts';
import type { TokenHandlerOptions } from './token-handler-options.ts';

/** The handler's options, checked and complete. */
export interface Settings {
  readonly apiKey: string;
  readonly models: readonly string[];
  readonly config: LiveConnectConfig;
  readonly lockAdditionalFields: readonly string[];
  readonly uses: number;
  readonly ttl: number;
  readonly newSessionTtl: number;
  readonly origins: ReadonlySet<string>;
  readonly hops: number;
  readonly baseUrl: string | undefined;
  readonly apiVersion: string;
  readonly timeoutMs: number;
}

/** The service takes expiry times up to 20 hours ahead. Seconds. */
const MAX_TTL = 72_000;

/**
 * Checks the options when the handler is made, so that a mistake stops the server's start and not a visitor.
 * Throws a TypeError or RangeError that names the option. The key is never part of the text.
 */
export const resolveSettings = (options: TokenHandlerOptions): Settings => {
  const { apiKey, constraints, lockAdditionalFields = [], allowedOrigins = [], authorize } = options;
  if (typeof apiKey !== 'string' || apiKey.trim() === '') {
    throw new TypeError(
      'apiKey is missing: pass the Gemini API key, for instance from an environment variable.',
    );
  }
  if (authorize !== undefined && typeof authorize !== 'function') {
    throw new TypeError('authorize must be a function.');
  }
  checkConstraints(constraints);
  if (!bindsAnything(constraints) && authorize === undefined) {
    throw new TypeError(
      'Neither constraints nor authorize() limits what a token of this key is good for, or for whom. Pass constraints ' +
        '({ model, config: { systemInstruction, … } }; what they leave out, the page may choose), or authorize(), or both.',
    );
  }
  if (!Array.isArray(lockAdditionalFields))
    throw new TypeError('lockAdditionalFields must be a list of names.');
  const ttl = inRange('ttl', options.ttl ?? 1800, 1, MAX_TTL);
  return {
    apiKey,
    models: offeredModels(options.models, constraints?.model),
    config: lockableConfig(constraints?.config),
    lockAdditionalFields,
    uses: inRange('uses', options.uses ?? 1, 1, 1000),
    ttl,
    newSessionTtl: Math.min(ttl, inRange('newSessionTtl', options.newSessionTtl ?? 60, 1, MAX_TTL)),
    origins: parseOrigins(allowedOrigins),
    hops: inRange('trustProxy', Number(options.trustProxy ?? 0), 0, 10),
    baseUrl: options.baseUrl,
    apiVersion: options.apiVersion ?? 'v1alpha',
    timeoutMs: inRange('timeoutMs', options.timeoutMs ?? 10_000, 1, 600_000),
  };
};

/** The models on offer, by their bare names. Throws a TypeError when no request could be answered. */
export const offeredModels = (
  models: readonly string[] | undefined,
  pinned: string | undefined,
): string[] => {
  if (models?.some((model) => typeof model !== 'string' || model.trim() === '')) {
    throw new TypeError('models must be names of models; one of them is blank.');
  }
  const listed = models?.map(bareModelName);
  if (pinned === undefined) {
    if (listed?.length === 0) throw new TypeError('models is empty: no request could be answered.');
    return listed ?? [DEFAULT_MODEL];
  }
  const only = bareModelName(pinned);
  if (listed !== undefined && !listed.includes(only)) {
    throw new TypeError(`constraints.model "${only}" is not among models: no request could be answered.`);
  }
  return [only];
};
