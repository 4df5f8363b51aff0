import type { SessionAttribute } from './attribute-table.ts';
import { checkConfig } from './config-check.ts';
import { declare } from './declare.ts';
import { isObject, merge, without, type PlainObject } from './merge.ts';
import { fitToModel } from './model-fit.ts';
import type { ModelProfile } from './model-profile.ts';
import { say } from './say.ts';
import type { SessionInput, Warn } from './session-config.ts';
import { contentOf, knownContent } from './part-fields.ts';
import { formTools } from './tool-forms.ts';

/** What the reading of `config` needs to know of the session. */
export interface ReadingContext {
  /** The defaults, which it is laid over. */
  readonly below: PlainObject;
  readonly profile: ModelProfile;
  /** The rules of the attributes: they hold for the fields that these stand for. */
  readonly attributes: readonly SessionAttribute[];
  readonly warn: Warn;
  /** Told each field that the model does not take, and why. */
  readonly refuse: (name: string, why: string) => void;
}

export type ReadConfig = (input: SessionInput, context: ReadingContext) => PlainObject;

const keepOneModality = (config: PlainObject, warn: Warn): PlainObject => {
  const { responseModalities, ...others } = config;
  if (!Array.isArray(responseModalities) || responseModalities.length === 1) return config;
  warn('bad-value', say('one-modality'));
  return responseModalities.length === 0
    ? others
    : { ...others, responseModalities: responseModalities.slice(0, 1) };
};

/**
 * Tools, safety settings and instructions of `config` in the form that goes on the wire; the SDK's own conversion is not part of the
 * script-tag build.
 */
export const wireForm = (config: PlainObject, vertex: boolean, warn: Warn): PlainObject => {
  const { tools, safetySettings, systemInstruction } = config;
  const leftOut = (path: string): void => warn('bad-value', say('left-out', path, say('vertex-only')));
  const settings = Array.isArray(safetySettings) ? safetySettings.filter(isObject) : [];
  if (!vertex && settings.some((setting) => 'method' in setting)) leftOut('safetySettings.method');
  return {
    ...config,
    ...(isObject(systemInstruction) || Array.isArray(systemInstruction)
      ? { systemInstruction: knownContent(contentOf(systemInstruction)) }
      : {}),
    ...(Array.isArray(tools) ? { tools: formTools(tools, vertex, leftOut) } : {}),
    ...(settings.length > 0
      ? { safetySettings: vertex ? settings : settings.map((setting) => without(setting, 'method')) }
      : {}),
  };
};

/** The defaults, then `declared`, then `config`, then the functions: without what is not legal or not taken by the model. */
export const readConfig: ReadConfig = (input, { attributes, below, profile, warn, refuse }) => {
  const vertex = input.backend === 'vertex';
  const given = [input.declared, input.config].reduce<PlainObject>((lower, config) => {
    const checked = checkConfig(config, vertex, attributes, ({ code, message }) => warn(code, message));
    return merge(lower, keepOneModality(checked, warn));
  }, below);
  return fitToModel(
    wireForm(declare(given, input.functions, warn), vertex, warn),
    profile,
    attributes,
    refuse,
  );
};
