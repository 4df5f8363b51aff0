import type { MessageSchema } from './proto-json.ts';
import {
  BOOL,
  BYTES,
  DURATION,
  EMPTY,
  FLOAT,
  INT32,
  INT64,
  STRING,
  STRUCT,
  VALUE,
  enumeration,
  foldedEnumeration,
  lazy,
  list,
  map,
  message,
} from './schema-types.ts';

/** `Blob`: bytes and what they are. */
export const BLOB = message({ data: BYTES, mimeType: STRING, displayName: STRING });

export const FUNCTION_RESPONSE = message({
  id: STRING,
  name: STRING,
  response: STRUCT,
  willContinue: BOOL,
  scheduling: enumeration('FunctionResponse.Scheduling', 'SCHEDULING_UNSPECIFIED SILENT WHEN_IDLE INTERRUPT'),
  parts: list(
    message({
      inlineData: BLOB,
      fileData: message({ fileUri: STRING, mimeType: STRING, displayName: STRING }),
    }),
  ),
});

const PART = message(
  {
    text: STRING,
    thought: BOOL,
    thoughtSignature: BYTES,
    inlineData: BLOB,
    fileData: message({ fileUri: STRING, mimeType: STRING, displayName: STRING }),
    functionCall: message({ id: STRING, name: STRING, args: STRUCT }),
    functionResponse: FUNCTION_RESPONSE,
    executableCode: message({ language: STRING, code: STRING, id: STRING }),
    codeExecutionResult: message({ outcome: STRING, output: STRING, id: STRING }),
    videoMetadata: message({ startOffset: DURATION, endOffset: DURATION, fps: FLOAT }),
    mediaResolution: STRUCT,
    partMetadata: STRUCT,
  },
  {
    data: [
      'text',
      'inlineData',
      'fileData',
      'functionCall',
      'functionResponse',
      'executableCode',
      'codeExecutionResult',
    ],
  },
);

/** `Content`: who says it, and its parts. */
export const CONTENT = message({ role: STRING, parts: list(PART) });

const TYPES = 'TYPE_UNSPECIFIED STRING NUMBER INTEGER BOOLEAN ARRAY OBJECT NULL';

/** The service's own `Schema`, in which a function's parameters are described; it holds itself. */
const JSON_TYPE_FIELDS: MessageSchema['fields'] = {
  type: foldedEnumeration('Type', TYPES),
  format: STRING,
  title: STRING,
  description: STRING,
  nullable: BOOL,
  enum: list(STRING),
  example: VALUE,
  default: VALUE,
  pattern: STRING,
  minItems: INT64,
  maxItems: INT64,
  minLength: INT64,
  maxLength: INT64,
  minProperties: INT64,
  maxProperties: INT64,
  minimum: FLOAT,
  maximum: FLOAT,
  required: list(STRING),
  propertyOrdering: list(STRING),
  items: lazy(() => JSON_TYPE),
  anyOf: list(lazy(() => JSON_TYPE)),
  properties: map(lazy(() => JSON_TYPE)),
};
const JSON_TYPE: MessageSchema = { fields: JSON_TYPE_FIELDS };

const FUNCTION_DECLARATION = message({
  name: STRING,
  description: STRING,
  behavior: enumeration('FunctionDeclaration.Behavior', 'UNSPECIFIED BLOCKING NON_BLOCKING'),
  parameters: lazy(() => JSON_TYPE),
  parametersJsonSchema: VALUE,
  response: lazy(() => JSON_TYPE),
  responseJsonSchema: VALUE,
});

export const TOOL = message({
  functionDeclarations: list(FUNCTION_DECLARATION),
  googleSearch: message({
    timeRangeFilter: STRUCT,
    excludeDomains: list(STRING),
    searchTypes: STRUCT,
    blockingConfidence: STRING,
  }),
  googleSearchRetrieval: STRUCT,
  codeExecution: EMPTY,
  urlContext: EMPTY,
  googleMaps: STRUCT,
  fileSearch: message({ fileSearchStoreNames: list(STRING), metadataFilter: STRING, topK: INT32 }),
  computerUse: STRUCT,
});
