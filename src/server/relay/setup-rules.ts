import { isObject } from '../../core/merge.ts';

/** JSON objects, as they come and go. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a page may choose unless the host says otherwise: how it sounds and listens, not what it is told or may do. */
export const SETUP_FIELDS: readonly string[] = [
  'generationConfig.responseModalities',
  'generationConfig.temperature',
  'generationConfig.topP',
  'generationConfig.topK',
  'generationConfig.maxOutputTokens',
  'generationConfig.seed',
  'generationConfig.speechConfig',
  'generationConfig.mediaResolution',
  'generationConfig.thinkingConfig',
  'generationConfig.enableAffectiveDialog',
  'generationConfig.translationConfig',
  'inputAudioTranscription',
  'outputAudioTranscription',
  'realtimeInputConfig',
  'sessionResumption',
  'contextWindowCompression',
  'proactivity',
  'explicitVadSignal',
  'historyConfig',
];

/** What of a page's messages goes on. */
export interface SetupRules {
  /** The setup for the service, and the names of what was left out of the page's. */
  readonly setup: (given: Fields, model: string) => Filtered;
  /** Whether a page may choose this field, and so change it while it talks. */
  readonly allows: (field: string) => boolean;
}

export interface Filtered {
  readonly fields: Fields;
  readonly dropped: readonly string[];
}

/** The fields whose names are allowed. */
const pick = (given: Fields, allows: (name: string) => boolean, prefix = ''): Filtered => {
  const names = Object.keys(given);
  return {
    fields: Object.fromEntries(Object.entries(given).filter(([name]) => allows(prefix + name))),
    dropped: names.filter((name) => !allows(prefix + name)).map((name) => prefix + name),
  };
};

/** A host may write an instruction as plain text. */
const written = (own: Fields): Fields => {
  const { systemInstruction: text } = own;
  return typeof text === 'string' ? { ...own, systemInstruction: { parts: [{ text }] } } : own;
};

/** Throws a TypeError when an option is none that could be meant. */
export const createSetupRules = ({
  model,
  own: given = {},
  fields = SETUP_FIELDS,
}: {
  /** The model's whole name. */
  readonly model: (bare: string) => string;
  readonly own: Fields | undefined;
  readonly fields: readonly string[] | undefined;
}): SetupRules => {
  if (!isObject(given) || 'model' in given) {
    throw new TypeError('setup must be an object of fields without model, which the ticket names.');
  }
  if (!Array.isArray(fields) || fields.some((name) => typeof name !== 'string')) {
    throw new TypeError('setupFields must be a list of names.');
  }
  const own = written(given);
  const listed = new Set<string>(fields);
  const allows = (field: string): boolean => listed.has(field) && !(field in own);
  const inside = (field: string): boolean => listed.has('generationConfig') || listed.has(field);
  return {
    allows,
    setup: (asked, bare) => {
      // The page's element names a model, too, as it does to the service: no field that anybody misses.
      const { generationConfig, model: _, ...others } = asked;
      const top = pick(others, allows);
      const generation = isObject(generationConfig)
        ? pick(generationConfig, inside, 'generationConfig.')
        : { fields: {}, dropped: [] };
      const ownGeneration = isObject(own['generationConfig']) ? own['generationConfig'] : {};
      return {
        fields: {
          ...top.fields,
          ...own,
          model: model(bare),
          generationConfig: { ...generation.fields, ...ownGeneration },
        },
        dropped: [...top.dropped, ...generation.dropped],
      };
    },
  };
};
