/** The kinds of attribute values, as `ValueKind` names them. */
const LEGAL: Readonly<Record<string, string>> = {
  boolean: 'present or absent',
  language: 'a BCP-47 tag such as en-US',
  voice: 'the name of a prebuilt voice',
  model: 'the name of a model',
};

/** What of attributes and `config` is left out of a session's setup, why, and what is legal instead. */
export const SETTINGS = {
  ignored: (named: string, legal: string) => `${named} is ignored; legal: ${legal}.`,
  legal: (kind: string) => LEGAL[kind] ?? kind,
  'legal-integer': (min: string) => `a whole number from ${min}`,
  'bad-json':
    'The JSON child of <gemini-live> cannot be read; it must hold { "config", "options", "tools" }.',
  'legal-number': (least: string) => `a number from ${least}`,
  'legal-address': 'an address that begins with http(s)://, ws(s):// or /',
  untrusted: (name: string) =>
    `${name} in markup names an origin that is not allowed, so the default is used: set it as a property, or add the origin to GeminiLiveElement.allowedOrigins.`,
  pinned: (named: string, paths: string) => `${named} is ignored: the token pins ${paths}.`,
  retired: (model: string, current: string) => `Model ${model} has been shut down; ${current} is current.`,
  'one-modality': 'config.responseModalities: a session has exactly one; AUDIO or TEXT.',
  'no-variable': (name: string) =>
    `{{${name}}} in the system instruction stays as written: no variable has this name.`,

  'no-config': (shown: string) => `config is ignored: it is ${shown}; an object is due.`,
  'not-plain-config':
    'config holds functions, cycles or other things that are not plain data; they are left out.',
  'left-out': (path: string, why: string) => `config.${path} is left out: ${why}.`,
  'use-addresses': 'use base-url and api-version',
  'use-stop': 'use stop()',
  'one-voice': 'a live session has one voice',
  'vertex-only': 'only Vertex takes it',
  'legal-type': (shown: string, type: string) =>
    `it is ${shown}; the legal type is ${type === 'instruction' ? 'text' : type}`,
  'legal-values': (shown: string, legal: string) => `it is ${shown}; legal: ${legal}`,

  'not-taken': (named: string, model: string, why: string) => `${named} is left out: model ${model} ${why}.`,
  'no-language': 'chooses the language itself: name it in the system instruction',
  'no-instruction': 'takes no instructions',
  'no-affection': 'has no affective dialog',
  'no-search': 'has no search',
  'no-own-tool': 'does not take this tool of the service in a live session',
  'no-translation': 'does not translate: gemini-3.5-live-translate-preview does',
  'no-thinking': 'takes no thinkingConfig',
  'no-thinking-off': 'cannot switch thinking off',
  'use-level': 'takes thinking-level instead',
  'use-budget': 'takes thinking-budget instead',
  'no-proactivity': 'has no proactive audio',
  'always-proactive': 'is always proactive, and false is an error',
  'no-tools': 'takes no tools',
  'no-updates': 'takes no change of it in a running session',
  'hears-only': 'only hears',
  'content-first':
    'takes turns only as history, before the conversation: of others, text of the visitor, and pictures',
  'kept-text': (model: string) =>
    `sendContext(): model ${model} answers every text in a running session, so this one waits, and goes before the next that is typed or that asks for an answer.`,
  'ends-with-model': 'answers no turn of its own',
  takes: (values: string) => `takes ${values}`,
  voices: (voices: string) => (voices ? `has the voices ${voices}` : 'has no choice of voices'),
  modalities: (modalities: string) => `answers in ${modalities} only`,
  'tool-behavior': (shown: string) => `behavior of tool ${shown}`,
};
