import {
  type Refusal,
  refuseBudget,
  refuseLevel,
  refuseModality,
  refuseProactive,
  refuseThoughts,
  refuseUnless,
  refuseVoice,
} from './model-refusals.ts';
import { say } from './say.ts';
import type { SessionSettings } from './session-settings.ts';
import type { ValueKind } from './setting-values.ts';

/** One attribute that says something about a session. */
export interface SessionAttribute {
  readonly property: keyof SessionSettings;
  readonly attribute: string;
  readonly kind: ValueKind;
  /** Where it goes in `LiveConnectConfig`; with several, the wire value is a list in the same order. None for the model. */
  readonly paths: readonly string[];
  /** It adds to the list in `config` instead of replacing it. */
  readonly appends: boolean;
  /** Why the model does not take this wire value; `undefined` when it does. Completes "model x …". */
  readonly refusal: Refusal | undefined;
}

const BOOLEAN: ValueKind = { type: 'boolean' };
const LANGUAGE: ValueKind = { type: 'language' };
const MILLISECONDS: ValueKind = { type: 'integer', min: 0 };

const words = (table: Readonly<Record<string, unknown>>): ValueKind => ({ type: 'words', words: table });

/** Words whose wire values are the same ones after a prefix, in capitals: `only-activity` is `…_ONLY_ACTIVITY`. */
const capitals = (prefix: string, ...names: readonly string[]): ValueKind =>
  words(Object.fromEntries(names.map((name) => [name, prefix + name.toUpperCase().replaceAll('-', '_')])));

/** An attribute's name is its property's in lower case, with hyphens. */
const attributeOf = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `paths`: with a space between them. */
const row = (
  property: keyof SessionSettings,
  kind: ValueKind,
  paths: string,
  refusal?: Refusal,
): SessionAttribute => ({
  property,
  attribute: attributeOf(property),
  kind,
  paths: paths.split(' ').filter(Boolean),
  appends: property === 'googleSearch',
  refusal,
});

const REALTIME = 'realtimeInputConfig.';
const ACTIVITY = `${REALTIME}automaticActivityDetection.`;
const SPEECH = 'speechConfig.';
const THINKING = 'thinkingConfig.';

/** Every attribute that goes into `setup`, in the order of the documentation. */
export const SESSION_ATTRIBUTES: readonly SessionAttribute[] = [
  row('model', { type: 'model' }, ''),
  row('voice', { type: 'voice' }, `${SPEECH}voiceConfig.prebuiltVoiceConfig.voiceName`, refuseVoice),
  row('speechLanguage', LANGUAGE, `${SPEECH}languageCode`, refuseUnless('languageCode', say('no-language'))),
  row('responseModality', words({ audio: ['AUDIO'], text: ['TEXT'] }), 'responseModalities', refuseModality),
  row(
    'systemInstruction',
    { type: 'text' },
    'systemInstruction',
    refuseUnless('systemInstruction', say('no-instruction')),
  ),
  row('vad', words({ auto: false, manual: true }), `${ACTIVITY}disabled`),
  row(
    'startSensitivity',
    capitals('START_SENSITIVITY_', 'high', 'low'),
    `${ACTIVITY}startOfSpeechSensitivity`,
  ),
  row('endSensitivity', capitals('END_SENSITIVITY_', 'high', 'low'), `${ACTIVITY}endOfSpeechSensitivity`),
  row('prefixPaddingMs', MILLISECONDS, `${ACTIVITY}prefixPaddingMs`),
  row('silenceDurationMs', MILLISECONDS, `${ACTIVITY}silenceDurationMs`),
  row(
    'activityHandling',
    words({ interrupts: 'START_OF_ACTIVITY_INTERRUPTS', 'no-interruption': 'NO_INTERRUPTION' }),
    `${REALTIME}activityHandling`,
  ),
  row(
    'turnCoverage',
    capitals('TURN_INCLUDES_', 'only-activity', 'all-input', 'audio-activity-and-all-video'),
    `${REALTIME}turnCoverage`,
  ),
  row('mediaResolution', capitals('MEDIA_RESOLUTION_', 'low', 'medium', 'high'), 'mediaResolution'),
  row(
    'transcription',
    // `null` takes the field out; an empty object keeps what `config` says about it.
    words({ both: [{}, {}], input: [{}, null], output: [null, {}], none: [null, null] }),
    'inputAudioTranscription outputAudioTranscription',
  ),
  row(
    'affectiveDialog',
    BOOLEAN,
    'enableAffectiveDialog',
    refuseUnless('affectiveDialog', say('no-affection')),
  ),
  row('proactiveAudio', BOOLEAN, 'proactivity.proactiveAudio', refuseProactive),
  row('thinkingBudget', { type: 'integer', min: -1 }, `${THINKING}thinkingBudget`, refuseBudget),
  row(
    'thinkingLevel',
    capitals('', 'minimal', 'low', 'medium', 'high'),
    `${THINKING}thinkingLevel`,
    refuseLevel,
  ),
  row('includeThoughts', BOOLEAN, `${THINKING}includeThoughts`, refuseThoughts),
  row('googleSearch', BOOLEAN, 'tools', refuseUnless('googleSearch', say('no-search'))),
  row(
    'translateTo',
    LANGUAGE,
    'translationConfig.targetLanguageCode',
    refuseUnless('translation', say('no-translation')),
  ),
];
