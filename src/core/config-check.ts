import { SESSION_ATTRIBUTES } from './attribute-table.ts';
import { isObject, merge, plainCopy, valueAt, without, type PlainObject } from './merge.ts';
import { isWireValue, legalValues, show } from './setting-values.ts';
import type { Warning } from './state.ts';

type Shape = 'number' | 'object' | 'list' | 'boolean' | 'instruction';

/** The fields of `LiveConnectConfig` (3.1) and what they hold. Others pass through: a newer SDK may know them. */
const SHAPES: Readonly<Record<string, Shape>> = {
  generationConfig: 'object',
  responseModalities: 'list',
  temperature: 'number',
  topP: 'number',
  topK: 'number',
  maxOutputTokens: 'number',
  seed: 'number',
  speechConfig: 'object',
  thinkingConfig: 'object',
  enableAffectiveDialog: 'boolean',
  systemInstruction: 'instruction',
  tools: 'list',
  sessionResumption: 'object',
  inputAudioTranscription: 'object',
  outputAudioTranscription: 'object',
  realtimeInputConfig: 'object',
  contextWindowCompression: 'object',
  proactivity: 'object',
  avatarConfig: 'object',
  safetySettings: 'list',
  translationConfig: 'object',
  labels: 'object',
};

/** What the SDK throws on, or what cannot be sent. */
const REFUSED: Readonly<Record<string, string>> = {
  httpOptions: 'use base-url and api-version',
  abortSignal: 'use stop()',
  'speechConfig.multiSpeakerVoiceConfig': 'a live session has one voice',
};

/** The SDK throws on these anywhere but on Vertex. */
const VERTEX_ONLY = ['explicitVadSignal', 'sessionResumption.transparent'];

/** Fields that the deprecated `generationConfig` may hold and that have a place of their own. */
const HOISTED =
  'responseModalities temperature topP topK maxOutputTokens mediaResolution seed speechConfig thinkingConfig ' +
  'enableAffectiveDialog translationConfig';

const hasShape = (value: unknown, shape: Shape): boolean => {
  switch (shape) {
    case 'object':
      return isObject(value);
    case 'list':
      return Array.isArray(value);
    case 'instruction':
      return typeof value === 'string' || typeof value === 'object';
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
 * that is `null` or `undefined` stays, since it takes a default away. Never throws, whatever it is given.
 */
export const checkConfig = (
  config: unknown,
  vertex: boolean,
  warn: (warning: Warning) => void,
): PlainObject => {
  let dropped = 0;
  const copy = config === undefined || config === null ? {} : plainCopy(config, () => (dropped += 1));
  const bad = (message: string): void => warn({ code: 'bad-value', message });
  if (!isObject(copy)) {
    bad(`config is ignored: it is ${show(config)}; an object is due.`);
    return {};
  }
  let checked = hoist(copy);
  const leaveOut = (path: string, why: string): void => {
    bad(`config.${path} is left out: ${why}.`);
    checked = without(checked, path);
  };
  for (const [path, why] of Object.entries(REFUSED)) {
    if (valueAt(checked, path) !== undefined) leaveOut(path, why);
  }
  if (dropped > 0)
    bad('config holds functions, cycles or other things that are not plain data; they are left out.');
  for (const path of vertex ? [] : VERTEX_ONLY) {
    if (valueAt(checked, path) !== undefined) leaveOut(path, 'only Vertex takes it');
  }
  for (const [name, shape] of Object.entries(SHAPES)) {
    const value = checked[name];
    if (value !== undefined && value !== null && !hasShape(value, shape)) {
      leaveOut(name, `it is ${show(value)}; the legal type is ${shape === 'instruction' ? 'text' : shape}`);
    }
  }
  for (const { kind, paths } of SESSION_ATTRIBUTES) {
    const [path] = paths;
    if (!path || path in SHAPES) continue;
    const value = valueAt(checked, path);
    if (value !== undefined && value !== null && !isWireValue(kind, value)) {
      const legal = kind.type === 'words' ? Object.values(kind.words).join(', ') : legalValues(kind);
      leaveOut(path, `it is ${show(value)}; legal: ${legal}`);
    }
  }
  return checked;
};
