import type { LiveConnectConfig } from '@google/genai/web';

/** Never pinned: a token that pins it takes the place of the handle with which a page resumes its session. */
const NEVER_LOCKED = 'sessionResumption';

/** Fields of `LiveConnectConfig` that lie in `setup.generationConfig`, and which the SDK does not move there in a mask. */
const BELOW_GENERATION_CONFIG: ReadonlySet<string> = new Set([
  'mediaResolution',
  'thinkingConfig',
  'enableAffectiveDialog',
  'translationConfig',
]);

/**
 * A copy of the constraints' configuration without what must stay the page's, and without fields that are not set.
 * Throws a DataCloneError for what is not data, such as a callable tool.
 */
export const lockableConfig = (config: LiveConnectConfig = {}): LiveConnectConfig =>
  structuredClone(
    Object.fromEntries(
      Object.entries(config).filter(([name, value]) => name !== NEVER_LOCKED && value != null),
    ),
  );

/** The additional names as the service's field mask spells them; the SDK moves the remaining ones itself. */
export const lockMask = (names: readonly string[]): string[] =>
  names
    .filter((name) => name !== NEVER_LOCKED)
    .map((name) => (BELOW_GENERATION_CONFIG.has(name) ? `generationConfig.${name}` : name));

/**
 * What the page is told: the `LiveConnectConfig` fields that the token pins. The service pins an object field by field,
 * which matters where two attributes share one: those are named with a dot (`realtimeInputConfig.activityHandling`).
 */
export const lockedNames = (config: LiveConnectConfig, additional: readonly string[]): string[] => [
  ...new Set([
    'model',
    ...Object.entries(config).flatMap(([name, value]) => namesOf(name, value)),
    ...additional.filter((name) => name !== NEVER_LOCKED),
  ]),
];

const namesOf = (name: string, value: unknown): string[] => {
  if (name !== 'realtimeInputConfig' || typeof value !== 'object' || value === null) return [name];
  const inner = Object.keys(value);
  return inner.length === 0 ? [name] : inner.map((key) => `${name}.${key}`);
};
