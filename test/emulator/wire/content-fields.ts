import { below, type ClientRow } from './wire-field.ts';

const SCHEDULING = 'enum FunctionResponse.Scheduling: SCHEDULING_UNSPECIFIED SILENT WHEN_IDLE INTERRUPT';
const TYPE = 'enum Type: TYPE_UNSPECIFIED STRING NUMBER INTEGER BOOLEAN ARRAY OBJECT NULL';

const BLOB = { named: 'Blob' } as const;

/** `Blob`. */
export const BLOB_ROWS: readonly ClientRow[] = [
  ['data', 'bytes', { source: 'measured' }],
  ['mimeType', 'string', { source: 'measured' }],
  ['displayName', 'string'],
];

const FILE_ROWS: readonly ClientRow[] = [
  ['fileUri', 'string'],
  ['mimeType', 'string'],
  ['displayName', 'string'],
];

/** `FunctionResponse`. */
export const FUNCTION_RESPONSE_ROWS: readonly ClientRow[] = [
  ['id', 'string', { source: 'recorded' }],
  ['name', 'string', { source: 'recorded' }],
  ['response', 'struct', { source: 'recorded' }],
  ['willContinue', 'bool'],
  ['scheduling', SCHEDULING, { right: 'SILENT' }],
  ...below('parts[]', [...below('inlineData', BLOB_ROWS, BLOB), ...below('fileData', FILE_ROWS)]),
];

/** `Content`. */
export const CONTENT_ROWS: readonly ClientRow[] = [
  ['role', 'string', { right: 'user', source: 'measured' }],
  ...below(
    'parts[]',
    [
      ['text', 'string', { source: 'measured' }],
      ['thought', 'bool'],
      ['thoughtSignature', 'bytes'],
      ...below('inlineData', BLOB_ROWS, BLOB),
      ...below('fileData', FILE_ROWS),
      ...below('functionCall', [
        ['id', 'string'],
        ['name', 'string'],
        ['args', 'struct'],
      ]),
      ...below('functionResponse', FUNCTION_RESPONSE_ROWS, { named: 'FunctionResponse' }),
      ...below('executableCode', [
        ['language', 'string'],
        ['code', 'string'],
        ['id', 'string'],
      ]),
      ...below('codeExecutionResult', [
        ['outcome', 'string'],
        ['output', 'string'],
        ['id', 'string'],
      ]),
      ...below('videoMetadata', [
        ['startOffset', 'duration'],
        ['endOffset', 'duration'],
        ['fps', 'float'],
      ]),
      ['toolCall', 'struct'],
      ['toolResponse', 'struct'],
      ['audioTranscription', 'struct'],
      ['mediaResolution', 'struct'],
      ['mediaProcessing', 'struct'],
      ['speechMetadata', 'struct'],
      ['partMetadata', 'struct'],
    ],
    { named: 'Part' },
  ),
];

/** The service's `Schema`; where it holds itself, it is not entered again. */
export const SCHEMA_ROWS: readonly ClientRow[] = [
  ['type', TYPE, { right: 'OBJECT', source: 'measured' }],
  ['format', 'string'],
  ['title', 'string'],
  ['description', 'string'],
  ['nullable', 'bool'],
  ['enum[]', 'string'],
  ['example', 'value'],
  ['default', 'value'],
  ['pattern', 'string'],
  ['minItems', 'int64'],
  ['maxItems', 'int64'],
  ['minLength', 'int64'],
  ['maxLength', 'int64'],
  ['minProperties', 'int64'],
  ['maxProperties', 'int64'],
  ['minimum', 'float'],
  ['maximum', 'float'],
  ['required[]', 'string', { source: 'measured' }],
  ['propertyOrdering[]', 'string'],
  ['items', 'message Schema'],
  ['anyOf[]', 'message Schema'],
  ['properties{}', 'message Schema', { source: 'measured' }],
];

const BEHAVIOR = 'enum FunctionDeclaration.Behavior: UNSPECIFIED BLOCKING NON_BLOCKING';

const VERTEX = { known: ['vertex'] } as const;
const NOT_VERTEX = { known: ['gemini', 'firebase'] } as const;

/** `Tool`. */
export const TOOL_ROWS: readonly ClientRow[] = [
  ...below(
    'functionDeclarations[]',
    [
      ['name', 'string', { source: 'measured' }],
      ['description', 'string', { source: 'measured' }],
      ['behavior', BEHAVIOR, { right: 'NON_BLOCKING', source: 'measured' }],
      ...below('parameters', SCHEMA_ROWS, { source: 'measured', named: 'Schema' }),
      ['parametersJsonSchema', 'value'],
      ...below('response', SCHEMA_ROWS, { named: 'Schema' }),
      ['responseJsonSchema', 'value'],
    ],
    { named: 'FunctionDeclaration' },
  ),
  ...below('googleSearch', [
    ['timeRangeFilter', 'struct'],
    ['searchTypes', 'struct'],
    ['excludeDomains[]', 'string', VERTEX],
    ['blockingConfidence', 'string', VERTEX],
  ]),
  ['googleSearchRetrieval', 'struct'],
  ['codeExecution', 'message'],
  ['urlContext', 'message'],
  ['googleMaps', 'struct'],
  ['computerUse', 'struct'],
  ['mcpServers[]', 'struct'],
  ['fileSearch', 'message', NOT_VERTEX],
  ['fileSearch.fileSearchStoreNames[]', 'string', NOT_VERTEX],
  ['fileSearch.metadataFilter', 'string', NOT_VERTEX],
  ['fileSearch.topK', 'int32', NOT_VERTEX],
  ['enterpriseWebSearch', 'struct', VERTEX],
  ['retrieval', 'struct', VERTEX],
  ['exaAiSearch', 'struct', VERTEX],
  ['parallelAiSearch', 'struct', VERTEX],
];
