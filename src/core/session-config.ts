import type { LiveConnectConfig } from '@google/genai';
import { SESSION_ATTRIBUTES, type SessionAttribute } from './attribute-table.ts';
import type { FillInstruction } from './instruction.ts';
import { isObject, merge, patchAt, valueAt, type PlainObject } from './merge.ts';
import type { ReadConfig } from './config-reading.ts';
import type { ModelProfile } from './model-profile.ts';
import { DEFAULT_MODEL, profileOf } from './model-profiles.ts';
import { say } from './say.ts';
import type { SessionSettings } from './session-settings.ts';
import { BAD_VALUE, NOT_SET, legalValues, readValue, show } from './setting-values.ts';
import type { Warning } from './state.ts';

export { SESSION_ATTRIBUTES, type SessionAttribute } from './attribute-table.ts';
export type { SessionSettings } from './session-settings.ts';

/** All that decides what a session is set up with. */
export interface SessionInput {
  /** What the attributes say; checked as unknown values. */
  readonly settings: SessionSettings;
  /** What the page's markup says beside its attributes, in the SDK's own type; checked. */
  readonly declared?: LiveConnectConfig | undefined;
  /** What the host's program says, over that; checked, too. */
  readonly config?: LiveConnectConfig | undefined;
  /** Declarations of the host's functions, for which calls will be answered; checked, too. */
  readonly functions?: readonly unknown[] | undefined;
  /** Reads the three above; there when one of them is given. It loads apart, since most pages give none. */
  readonly readConfig?: ReadConfig | undefined;
  /** Fills `{{name}}`; there when an instruction may hold one. It loads apart, too. */
  readonly fill?: FillInstruction | undefined;
  /** Values for `{{name}}` in the system instruction. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** The fields that the token pins (`speechConfig`, `generationConfig.temperature`, `systemInstruction.parts` …). */
  readonly locked?: readonly string[] | undefined;
  /** Some fields are legal on Vertex only. Default `gemini`. */
  readonly backend?: 'gemini' | 'vertex' | 'firebase' | undefined;
}

/** What is sent. `config` is plain data and can cross to a Worker. */
export interface SessionPlan {
  /** As it was given, or the default. */
  readonly model: string;
  readonly config: LiveConnectConfig;
  /** Push to talk: the client marks the turns. */
  readonly manualActivity: boolean;
  readonly profile: ModelProfile;
  readonly warnings: readonly Warning[];
  /** Paths of `config` that the token pins. */
  readonly locked: readonly string[];
}

/** What every `setup` carries unless told otherwise; the response modality is the model's first. */
const defaultsFor = ({ responseModalities }: ModelProfile): PlainObject => ({
  responseModalities: responseModalities.slice(0, 1),
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  sessionResumption: {},
  contextWindowCompression: { slidingWindow: {} },
});

/** `system_instruction` and `generationConfig.x` are other ways to write the paths of `LiveConnectConfig`. */
const pathOfLock = (name: string): string =>
  name
    .replace(/^setup\./, '')
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^generationConfig\./, '');

const isLocked = ({ paths }: SessionAttribute, locked: readonly string[]): boolean =>
  locked.some((name) =>
    paths.some((path) => `${path}.`.startsWith(`${name}.`) || `${name}.`.startsWith(`${path}.`)),
  );

/** The patch that an attribute's wire value makes of `config`. */
const patchOf = ({ paths, appends }: SessionAttribute, wire: unknown, config: PlainObject): PlainObject => {
  const [first = ''] = paths;
  if (appends) {
    const tools = Array.isArray(config[first]) ? (config[first] as unknown[]) : [];
    const present = tools.some((tool) => isObject(tool) && 'googleSearch' in tool);
    return { [first]: present ? tools : [...tools, { googleSearch: {} }] };
  }
  const values = paths.length > 1 && Array.isArray(wire) ? (wire as unknown[]) : [wire];
  return paths.reduce<PlainObject>((patch, path, i) => ({ ...patch, ...patchAt(path, values[i]) }), {});
};

/** Takes a warning's code and words. */
export type Warn = (code: string, message: string) => void;

/**
 * What a session is set up with: defaults, then `declared`, then `config`, then the attributes that are present; objects merge, lists
 * replace. Pure, and never throws: whatever is not legal, or not taken by the model, or pinned by the token, is left out
 * with one warning that names it. `model` never counts as locked, since the token was asked for that very model.
 */
export const planSession = (input: SessionInput): SessionPlan => {
  const warnings: Warning[] = [];
  const warn: Warn = (code, message) => void warnings.push({ code, message });
  const settings: Readonly<Record<string, unknown>> = isObject(input.settings) ? input.settings : {};

  const modelRead = readValue({ type: 'model' }, settings['model']);
  const model = typeof modelRead === 'string' ? modelRead : DEFAULT_MODEL;
  const profile = profileOf(model);
  const refuse = (name: string, why: string): void =>
    warn('not-supported-by-model', say('not-taken', name, profile.model, why));
  if (profile.retired) warn('retired-model', say('retired', profile.model, DEFAULT_MODEL));

  const defaults = defaultsFor(profile);
  const reading = { below: defaults, profile, attributes: SESSION_ATTRIBUTES, warn, refuse };
  let config = input.readConfig?.(input, reading) ?? { ...defaults };
  // Taken away by `null`, or refused by the model: one there must be.
  config['responseModalities'] ??= defaults['responseModalities'];

  const locked = Array.isArray(input.locked)
    ? input.locked.filter((name) => typeof name === 'string').map(pathOfLock)
    : [];
  for (const row of SESSION_ATTRIBUTES) {
    const value = settings[row.property];
    const wire = readValue(row.kind, value);
    const named = `${row.attribute}=${show(value)}`;
    if (wire === NOT_SET) continue;
    const why = wire === BAD_VALUE ? undefined : row.refusal?.(profile, wire);
    if (wire === BAD_VALUE) warn('bad-value', say('ignored', named, legalValues(row.kind)));
    else if (isLocked(row, locked)) warn('locked-by-token', say('pinned', named, row.paths.join(', ')));
    else if (why) refuse(named, why);
    else if (row.paths.length > 0) config = merge(config, patchOf(row, wire, config));
  }
  const { systemInstruction, ...others } = config;
  if (systemInstruction === undefined || systemInstruction === '') config = others;
  else if (input.fill)
    config = { ...config, systemInstruction: input.fill(systemInstruction, input.variables, warn) };
  const manualActivity = valueAt(config, 'realtimeInputConfig.automaticActivityDetection.disabled') === true;
  return { model, config, manualActivity, profile, warnings, locked };
};
