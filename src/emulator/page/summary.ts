import { camelOf } from '../protocol/field-names.ts';
import { asFields, fieldOf, type Fields } from '../recording/frame-content.ts';
import type { FrameKind } from './page-messages.ts';

/** A frame in a line. */
export interface FrameSummary {
  readonly kinds: readonly FrameKind[];
  readonly text: string;
  /** Nothing but audio: such frames are counted, not listed. */
  readonly onlyAudio: boolean;
}

/** A part of a summary: of which kind it is and what there is to say. */
type Note = readonly [kind: FrameKind, text: string];

const MAX_TEXT = 160;

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
};

/** A value that should be a text or a number, whatever it is. */
const plain = (value: unknown, otherwise: string): string =>
  typeof value === 'string' || typeof value === 'number' ? short(String(value)) : otherwise;

const quoted = (value: unknown): string => (typeof value === 'string' ? `“${short(value)}”` : '');

const listOf = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? value : []).map(asFields).filter((one) => one !== undefined);

const named = (fields: Fields | undefined, name: string): Fields | undefined =>
  asFields(fieldOf(fields, name));

/** Stands where a name should be. */
const NAMELESS = '(no name)';

const namesOf = (calls: unknown): string =>
  listOf(calls)
    .map(({ name }) => plain(name, NAMELESS))
    .join(', ');

/** A list of texts, or a single one. */
const plainList = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((one: unknown) => plain(one, '?')).join(', ');

const textsOf = (content: Fields | undefined): string =>
  listOf(content?.['parts'])
    .map((part) => quoted(part['text']))
    .filter((text) => text !== '')
    .join(' ');

const setupNotes = (setup: Fields): readonly Note[] => {
  const generation = named(setup, 'generationConfig');
  const voice = named(named(named(generation, 'speechConfig'), 'voiceConfig'), 'prebuiltVoiceConfig');
  const voiceName = fieldOf(voice, 'voiceName');
  const tools = listOf(setup['tools']).flatMap((tool) => [
    ...listOf(fieldOf(tool, 'functionDeclarations')).map(({ name }) => plain(name, NAMELESS)),
    ...Object.keys(tool).filter((name) => !/^function_?declarations$/i.test(name)),
  ]);
  const modalities = fieldOf(generation, 'responseModalities');
  return [
    ['setup', plain(setup['model'], 'no model')],
    ['setup', modalities === undefined ? '' : plainList(modalities)],
    ['setup', voiceName === undefined ? '' : `voice ${plain(voiceName, '?')}`],
    ['setup', tools.length > 0 ? `tools ${tools.join(', ')}` : ''],
    ['setup', fieldOf(named(setup, 'sessionResumption'), 'handle') === undefined ? '' : 'resumes a session'],
  ];
};

const inputNotes = (input: Fields): readonly Note[] => [
  ...(input['video'] === undefined ? [] : [['video', 'a picture'] as const]),
  ...(typeof input['text'] === 'string' ? [['text', quoted(input['text'])] as const] : []),
  ...['activityStart', 'activityEnd', 'audioStreamEnd']
    .filter((name) => fieldOf(input, name) !== undefined)
    .map((name): Note => ['turn', name]),
];

const serverNotes = (turn: Fields): readonly Note[] => {
  const parts = listOf(named(turn, 'modelTurn')?.['parts']);
  const written = parts.filter((part) => typeof part['text'] === 'string');
  const transcripts = ['inputTranscription', 'interimInputTranscription', 'outputTranscription'] as const;
  return [
    ...written.map((part): Note => [
      'text',
      `${part['thought'] === true ? 'thought ' : ''}${quoted(part['text'])}`,
    ]),
    ...parts
      .flatMap((part) => Object.keys(part).filter((name) => /^(executable|code)/.test(name)))
      .map((name): Note => ['tools', name]),
    ...transcripts
      .filter((name) => fieldOf(turn, name) !== undefined)
      .map((name): Note => [
        'transcript',
        `${name === 'outputTranscription' ? 'said' : 'heard'} ${quoted(named(turn, name)?.['text'])}`,
      ]),
    ...['interrupted', 'generationComplete', 'turnComplete', 'waitingForInput', 'interactionStatus']
      .filter((name) => fieldOf(turn, name) !== undefined)
      .map((name): Note => ['turn', name]),
    ...['groundingMetadata', 'urlContextMetadata']
      .filter((name) => fieldOf(turn, name) !== undefined)
      .map((name): Note => ['other', name]),
    ...(Object.keys(turn).length === 0 ? [['other', 'serverContent without anything'] as const] : []),
  ];
};

/** Top-level fields that need no more than a few words. */
const OTHERS: Readonly<Record<string, (value: Fields) => Note>> = {
  setupComplete: () => ['setup', 'setupComplete'],
  clientContent: (value) => [
    'text',
    `content ${listOf(value['turns']).map(textsOf).join(' ')}${fieldOf(value, 'turnComplete') === true ? ', turnComplete' : ''}`,
  ],
  contextUpdate: (value) => ['setup', `contextUpdate ${Object.keys(value).join(', ')}`],
  toolCall: (value) => ['tools', `calls ${namesOf(fieldOf(value, 'functionCalls'))}`],
  toolResponse: (value) => ['tools', `${namesOf(fieldOf(value, 'functionResponses'))} answered`],
  toolCallCancellation: (value) => ['tools', `cancels ${plainList(value['ids'])}`],
  goAway: (value) => ['session', `goAway, ${plain(fieldOf(value, 'timeLeft'), 'no time said')}`],
  sessionResumptionUpdate: (value) => [
    'session',
    fieldOf(value, 'newHandle') === undefined ? 'cannot be resumed now' : 'new resumption handle',
  ],
  usageMetadata: (value) => ['usage', `${plain(fieldOf(value, 'totalTokenCount'), '?')} tokens`],
};

const notesOf = (content: Fields): readonly Note[] =>
  Object.keys(content).flatMap((key): readonly Note[] => {
    const name = camelOf(key);
    const value = asFields(content[key]) ?? {};
    if (name === 'setup') return setupNotes(value);
    if (name === 'realtimeInput') return inputNotes(value);
    if (name === 'serverContent') return serverNotes(value);
    const other = Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined;
    return [other ? other(value) : ['other', short(key)]];
  });

/** Says what is in a frame with so many seconds of audio. `undefined` is one that holds no JSON object. */
export const summarize = (content: Fields | undefined, seconds: number): FrameSummary => {
  if (!content) return { kinds: ['other'], text: 'not JSON', onlyAudio: false };
  const notes = notesOf(content).filter(([, text]) => text !== '');
  const all: readonly Note[] =
    seconds > 0 ? [...notes, ['audio', `audio ${(1000 * seconds).toFixed(0)} ms`]] : notes;
  return {
    kinds: all.length === 0 ? ['other'] : [...new Set(all.map(([kind]) => kind))],
    text: all.map(([, text]) => text).join(' · '),
    onlyAudio: seconds > 0 && notes.length === 0,
  };
};
