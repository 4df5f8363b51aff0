import type { SessionAttribute } from './attribute-table.ts';
import { isObject, merge, plainCopy, valueAt, without, type PlainObject } from './merge.ts';
import { say } from './say.ts';
import { isWireValue, legalValues, show } from './setting-values.ts';
import type { Warning } from './state.ts';

/** The fields of `LiveConnectConfig` (3.1) by what they hold. Others pass through: a newer SDK may know them. */
const FIELDS = {
  number: 'temperature topP topK maxOutputTokens seed',
  boolean: 'enableAffectiveDialog',
  list: 'responseModalities tools safetySettings',
  instruction: 'systemInstruction',
  object:
    'generationConfig speechConfig thinkingConfig sessionResumption inputAudioTranscription outputAudioTranscription ' +
    'realtimeInputConfig contextWindowCompression proactivity avatarConfig translationConfig labels',
} as const;

type Shape = keyof typeof FIELDS;
const namesOf = (shape: Shape): readonly string[] => FIELDS[shape].split(' ');

/** What the SDK throws on, or what cannot be sent. */
const REFUSED = [
  ['httpOptions', 'use-addresses'],
  ['abortSignal', 'use-stop'],
  ['speechConfig.multiSpeakerVoiceConfig', 'one-voice'],
] as const;

/** The SDK throws on these anywhere but on Vertex. */
const VERTEX_ONLY = [
  ['explicitVadSignal', 'vertex-only'],
  ['sessionResumption.transparent', 'vertex-only'],
] as const;

/** Fields that the deprecated `generationConfig` may hold and that have a place of their own. */
const HOISTED =
  'responseModalities temperature topP topK maxOutputTokens mediaResolution seed speechConfig thinkingConfig ' +
  'enableAffectiveDialog translationConfig';

const isFilled = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0;
/** A part, or a content. */
const isPart = (value: unknown): boolean =>
  isObject(value) && (!('parts' in value) || (isFilled(value['parts']) && value['parts'].every(isObject)));
const isTextOrPart = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' : isObject(value) && !('parts' in value);

const hasShape = (value: unknown, shape: Shape): boolean => {
  switch (shape) {
    case 'object':
      return isObject(value);
    case 'list':
      return Array.isArray(value);
    case 'instruction':
      return typeof value === 'string' || isPart(value) || (isFilled(value) && value.every(isTextOrPart));
    default:
      return typeof value === shape;
  }
};

const hoist = (config: PlainObject): PlainObject => {
  const { generationConfig, ...rest } = config;
  if (!isObject(generationConfig)) return config;
  const names = HOISTED.split(' ');
  const pick = (wanted: boolean): PlainObject =>
    Object.fromEntries(Object.entries(generationConfig).filter(([name]) => names.includes(name) === wanted));
  const left = pick(false);
  return merge(pick(true), Object.keys(left).length > 0 ? { ...rest, generationConfig: left } : rest);
};

/**
 * The host's `config` as plain data, without what is not of the right kind; each field left out is told to `warn`. A field
 * that is `null` or `undefined` stays, since it takes a default away. `attributes` say what is legal where they lead. Never
 * throws, whatever it is given.
 */
export const checkConfig = (
  config: unknown,
  vertex: boolean,
  attributes: readonly SessionAttribute[],
  warn: (warning: Warning) => void,
): PlainObject => {
  let dropped = false;
  const copy = config === undefined || config === null ? {} : plainCopy(config, () => (dropped = true));
  const bad = (message: string): void => warn({ code: 'bad-value', message });
  if (!isObject(copy)) {
    bad(say('no-config', show(config)));
    return {};
  }
  let checked = hoist(copy);
  /** A field that is there, wherever it lies, and is not one that only takes a default away. */
  const given = (path: string): unknown => valueAt(checked, path) ?? undefined;
  const leaveOut = (path: string, why: string): void => {
    bad(say('left-out', path, why));
    checked = without(checked, path);
  };
  if (dropped) bad(say('not-plain-config'));
  for (const [path, why] of vertex ? REFUSED : [...REFUSED, ...VERTEX_ONLY]) {
    if (valueAt(checked, path) !== undefined) leaveOut(path, say(why));
  }
  const shapes = Object.keys(FIELDS) as Shape[];
  for (const shape of shapes) {
    for (const name of namesOf(shape)) {
      const value = given(name);
      if (value !== undefined && !hasShape(value, shape))
        leaveOut(name, say('legal-type', show(value), shape));
    }
  }
  const checkedAlready = new Set(['', ...shapes.flatMap(namesOf)]);
  for (const { kind, paths } of attributes) {
    const [path = ''] = paths;
    const value = checkedAlready.has(path) ? undefined : given(path);
    if (value === undefined || isWireValue(kind, value)) continue;
    const legal = kind.type === 'words' ? Object.values(kind.words).join(', ') : legalValues(kind);
    leaveOut(path, say('legal-values', show(value), legal));
  }
  return checked;
};
