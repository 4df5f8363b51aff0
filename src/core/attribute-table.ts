import type { ModelProfile } from './model-profile.ts';
import {
  refuseBudget,
  refuseLevel,
  refuseModality,
  refuseProactive,
  refuseThoughts,
  refuseUnless,
  refuseVoice,
} from './model-refusals.ts';
import type { SessionSettings } from './session-settings.ts';
import type { ValueKind } from './setting-values.ts';

/** One attribute that says something about a session. The element, its manifest and the documentation use these rows. */
export interface SessionAttribute {
  readonly property: keyof SessionSettings;
  readonly attribute: string;
  readonly kind: ValueKind;
  /** Where it goes in `LiveConnectConfig`; with several, the wire value is a list in the same order. None for the model. */
  readonly paths: readonly string[];
  /** A change is sent at once where the model takes `contextUpdate`; without this mark, with the next connection. */
  readonly updates?: true;
  /** It adds to the list in `config` instead of replacing it. */
  readonly appends?: true;
  /** Why the model does not take this wire value; `undefined` when it does. Completes "model x …". */
  readonly refusal?: (profile: ModelProfile, value: unknown) => string | undefined;
}

const words = (table: Readonly<Record<string, unknown>>): ValueKind => ({ type: 'words', words: table });
const BOOLEAN: ValueKind = { type: 'boolean' };
const LANGUAGE: ValueKind = { type: 'language' };
const MILLISECONDS: ValueKind = { type: 'integer', min: 0 };

const ACTIVITY = 'realtimeInputConfig.automaticActivityDetection';
/** Every attribute that goes into `setup`, in the order of the documentation. */
export const SESSION_ATTRIBUTES: readonly SessionAttribute[] = [
  { property: 'model', attribute: 'model', kind: { type: 'model' }, paths: [] },
  {
    property: 'voice',
    attribute: 'voice',
    kind: { type: 'voice' },
    paths: ['speechConfig.voiceConfig.prebuiltVoiceConfig.voiceName'],
    refusal: refuseVoice,
  },
  {
    property: 'speechLanguage',
    attribute: 'speech-language',
    kind: LANGUAGE,
    paths: ['speechConfig.languageCode'],
    refusal: ({ languageCode }) =>
      refuseUnless(languageCode, 'chooses the language itself: name it in the system instruction'),
  },
  {
    property: 'responseModality',
    attribute: 'response-modality',
    kind: words({ audio: ['AUDIO'], text: ['TEXT'] }),
    paths: ['responseModalities'],
    refusal: refuseModality,
  },
  {
    property: 'systemInstruction',
    attribute: 'system-instruction',
    kind: { type: 'text' },
    paths: ['systemInstruction'],
    updates: true,
    refusal: ({ systemInstruction }) => refuseUnless(systemInstruction, 'takes no instructions'),
  },
  {
    property: 'vad',
    attribute: 'vad',
    kind: words({ auto: false, manual: true }),
    paths: [`${ACTIVITY}.disabled`],
  },
  {
    property: 'startSensitivity',
    attribute: 'start-sensitivity',
    kind: words({ high: 'START_SENSITIVITY_HIGH', low: 'START_SENSITIVITY_LOW' }),
    paths: [`${ACTIVITY}.startOfSpeechSensitivity`],
  },
  {
    property: 'endSensitivity',
    attribute: 'end-sensitivity',
    kind: words({ high: 'END_SENSITIVITY_HIGH', low: 'END_SENSITIVITY_LOW' }),
    paths: [`${ACTIVITY}.endOfSpeechSensitivity`],
  },
  {
    property: 'prefixPaddingMs',
    attribute: 'prefix-padding-ms',
    kind: MILLISECONDS,
    paths: [`${ACTIVITY}.prefixPaddingMs`],
  },
  {
    property: 'silenceDurationMs',
    attribute: 'silence-duration-ms',
    kind: MILLISECONDS,
    paths: [`${ACTIVITY}.silenceDurationMs`],
  },
  {
    property: 'activityHandling',
    attribute: 'activity-handling',
    kind: words({ interrupts: 'START_OF_ACTIVITY_INTERRUPTS', 'no-interruption': 'NO_INTERRUPTION' }),
    paths: ['realtimeInputConfig.activityHandling'],
  },
  {
    property: 'turnCoverage',
    attribute: 'turn-coverage',
    kind: words({
      'only-activity': 'TURN_INCLUDES_ONLY_ACTIVITY',
      'all-input': 'TURN_INCLUDES_ALL_INPUT',
      'audio-activity-and-all-video': 'TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO',
    }),
    paths: ['realtimeInputConfig.turnCoverage'],
  },
  {
    property: 'mediaResolution',
    attribute: 'media-resolution',
    kind: words({
      low: 'MEDIA_RESOLUTION_LOW',
      medium: 'MEDIA_RESOLUTION_MEDIUM',
      high: 'MEDIA_RESOLUTION_HIGH',
    }),
    paths: ['mediaResolution'],
  },
  {
    property: 'transcription',
    attribute: 'transcription',
    // `null` takes the field out; an empty object keeps what `config` says about it.
    kind: words({ both: [{}, {}], input: [{}, null], output: [null, {}], none: [null, null] }),
    paths: ['inputAudioTranscription', 'outputAudioTranscription'],
  },
  {
    property: 'affectiveDialog',
    attribute: 'affective-dialog',
    kind: BOOLEAN,
    paths: ['enableAffectiveDialog'],
    refusal: ({ affectiveDialog }) => refuseUnless(affectiveDialog, 'has no affective dialog'),
  },
  {
    property: 'proactiveAudio',
    attribute: 'proactive-audio',
    kind: BOOLEAN,
    paths: ['proactivity.proactiveAudio'],
    refusal: refuseProactive,
  },
  {
    property: 'thinkingBudget',
    attribute: 'thinking-budget',
    kind: { type: 'integer', min: -1 },
    paths: ['thinkingConfig.thinkingBudget'],
    refusal: refuseBudget,
  },
  {
    property: 'thinkingLevel',
    attribute: 'thinking-level',
    kind: words({ minimal: 'MINIMAL', low: 'LOW', medium: 'MEDIUM', high: 'HIGH' }),
    paths: ['thinkingConfig.thinkingLevel'],
    refusal: refuseLevel,
  },
  {
    property: 'includeThoughts',
    attribute: 'include-thoughts',
    kind: BOOLEAN,
    paths: ['thinkingConfig.includeThoughts'],
    refusal: refuseThoughts,
  },
  {
    property: 'googleSearch',
    attribute: 'google-search',
    kind: BOOLEAN,
    paths: ['tools'],
    updates: true,
    appends: true,
    refusal: ({ googleSearch }) => refuseUnless(googleSearch, 'has no search'),
  },
  {
    property: 'translateTo',
    attribute: 'translate-to',
    kind: LANGUAGE,
    paths: ['translationConfig.targetLanguageCode'],
    refusal: ({ translation }) =>
      refuseUnless(translation, 'does not translate: gemini-3.5-live-translate-preview does'),
  },
];
