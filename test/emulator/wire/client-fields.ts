import { BLOB_ROWS, CONTENT_ROWS, FUNCTION_RESPONSE_ROWS, TOOL_ROWS } from './content-fields.ts';
import { SETUP_ROWS } from './setup-fields.ts';
import type { WireType } from './schema-fields.ts';
import { below, type ClientField, type ClientRow, type Knower } from './wire-field.ts';

const INVALID = { refused: [1007, /^Request contains an invalid argument\.$/] } as const;

/** Turns that are handed over may hold no function parts: neither these nor what stands below them is taken. */
const TURN_ROWS: readonly ClientRow[] = CONTENT_ROWS.map(([path, type, notes = {}]) =>
  /^parts\[\]\.function(Call|Response)/.test(path)
    ? [path, type, { ...notes, ...INVALID }]
    : [path, type, notes],
);

/** In mid-session, which only models without these know. */
const UPDATED_TOOL_ROWS: readonly ClientRow[] = TOOL_ROWS.map(([path, type, notes = {}]) =>
  /^(googleSearchRetrieval|codeExecution|urlContext|googleMaps|computerUse|fileSearch)/.test(path)
    ? [path, type, { ...notes, ...INVALID }]
    : [path, type, notes],
);

const ROWS: readonly ClientRow[] = [
  ...below('setup', SETUP_ROWS, { source: 'measured', named: 'BidiGenerateContentSetup' }),
  ...below(
    'clientContent',
    [
      ...below('turns[]', TURN_ROWS, { source: 'measured', named: 'Content' }),
      ['turnComplete', 'bool', { source: 'measured' }],
    ],
    { source: 'measured' },
  ),
  ...below(
    'realtimeInput',
    [
      ...below('audio', BLOB_ROWS, { source: 'measured', named: 'Blob' }),
      ...below('video', BLOB_ROWS, { source: 'measured', named: 'Blob' }),
      ...below('mediaChunks[]', BLOB_ROWS, { source: 'measured', named: 'Blob' }),
      ['text', 'string', { source: 'measured' }],
      ['audioStreamEnd', 'bool', { source: 'measured' }],
      ['activityStart', 'message', { source: 'measured' }],
      ['activityEnd', 'message', { source: 'measured' }],
    ],
    { source: 'measured' },
  ),
  ...below(
    'toolResponse',
    below('functionResponses[]', FUNCTION_RESPONSE_ROWS, { source: 'measured', named: 'FunctionResponse' }),
    { source: 'measured' },
  ),
  ...below(
    'contextUpdate',
    [
      ...below('systemInstruction', CONTENT_ROWS, { source: 'measured', named: 'Content' }),
      ...below('tools', below('tools[]', UPDATED_TOOL_ROWS, { source: 'measured', named: 'Tool' }), {
        source: 'measured',
      }),
    ],
    { source: 'measured' },
  ),
];

const PCM = { data: 'AAA=', mimeType: 'audio/pcm' };

/** Values that are right in one place only. */
const RIGHT_HERE: Readonly<Record<string, unknown>> = {
  'realtimeInput.audio': PCM,
  'realtimeInput.audio.data': PCM.data,
  'realtimeInput.audio.mimeType': PCM.mimeType,
  'realtimeInput.video': { data: 'AAAA', mimeType: 'image/jpeg' },
  'realtimeInput.video.mimeType': 'image/png',
  'realtimeInput.mediaChunks[]': PCM,
  'realtimeInput.mediaChunks[].data': PCM.data,
  'realtimeInput.mediaChunks[].mimeType': PCM.mimeType,
  'toolResponse.functionResponses[]': { id: 'call-1', name: 'f', response: {} },
  'toolResponse.functionResponses[].id': 'call-1',
};

/** Every field of every message that a client may send, each once, by full path. */
export const CLIENT_FIELDS: readonly ClientField[] = ROWS.map(([path, type, notes]) => ({
  path,
  type,
  ...notes,
  ...(Object.hasOwn(RIGHT_HERE, path) ? { right: RIGHT_HERE[path] } : {}),
}));

/** What a field holds for one of those who know it. */
export const typeFor = ({ type, typeOnVertex }: ClientField, knower: Knower): WireType =>
  knower === 'vertex' ? (typeOnVertex ?? type) : type;
