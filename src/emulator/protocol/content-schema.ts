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
  lazy,
  list,
  map,
  message,
  named,
} from './schema-types.ts';

/** `Blob`: bytes and what they are. */
export const BLOB = named('Blob', message({ data: BYTES, mimeType: STRING, displayName: STRING }));

export const FUNCTION_RESPONSE = named(
  'FunctionResponse',
  message({
    id: STRING,
    name: STRING,
    response: STRUCT,
    willContinue: BOOL,
    scheduling: enumeration(
      'FunctionResponse.Scheduling',
      'SCHEDULING_UNSPECIFIED SILENT WHEN_IDLE INTERRUPT',
    ),
    parts: list(
      message({
        inlineData: BLOB,
        fileData: message({ fileUri: STRING, mimeType: STRING, displayName: STRING }),
      }),
    ),
  }),
);

const PART = named(
  'Part',
  message(
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
      toolCall: STRUCT,
      toolResponse: STRUCT,
      audioTranscription: STRUCT,
      mediaResolution: STRUCT,
      mediaProcessing: STRUCT,
      speechMetadata: STRUCT,
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
  ),
);

/** `Content`: who says it, and its parts. */
export const CONTENT = named('Content', message({ role: STRING, parts: list(PART) }));

const TYPES = 'TYPE_UNSPECIFIED STRING NUMBER INTEGER BOOLEAN ARRAY OBJECT NULL';

/** The service's own `Schema`, in which a function's parameters are described; it holds itself. */
const JSON_TYPE_FIELDS: MessageSchema['fields'] = {
  type: enumeration('Type', TYPES),
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
  items: named(
    'Schema',
    lazy(() => JSON_TYPE),
  ),
  anyOf: list(
    named(
      'Schema',
      lazy(() => JSON_TYPE),
    ),
  ),
  properties: map(
    named(
      'Schema',
      lazy(() => JSON_TYPE),
    ),
  ),
};
const JSON_TYPE: MessageSchema = { fields: JSON_TYPE_FIELDS };
/** The same as the type of a field. */
export const JSON_SCHEMA = named(
  'Schema',
  lazy(() => JSON_TYPE),
);

const FUNCTION_DECLARATION = named(
  'FunctionDeclaration',
  message({
    name: STRING,
    description: STRING,
    behavior: enumeration('FunctionDeclaration.Behavior', 'UNSPECIFIED BLOCKING NON_BLOCKING'),
    parameters: JSON_SCHEMA,
    parametersJsonSchema: VALUE,
    response: JSON_SCHEMA,
    responseJsonSchema: VALUE,
  }),
);

const TOOL_FIELDS: MessageSchema['fields'] = {
  functionDeclarations: list(FUNCTION_DECLARATION),
  googleSearchRetrieval: STRUCT,
  codeExecution: EMPTY,
  urlContext: EMPTY,
  googleMaps: STRUCT,
  computerUse: STRUCT,
  mcpServers: list(STRUCT),
};

/** A tool on the Developer API. */
export const TOOL = named(
  'Tool',
  message({
    ...TOOL_FIELDS,
    googleSearch: message({ timeRangeFilter: STRUCT, searchTypes: STRUCT }),
    fileSearch: message({ fileSearchStoreNames: list(STRING), metadataFilter: STRING, topK: INT32 }),
  }),
);

/** A tool on Vertex AI: it has searches of its own, and none in files. */
export const VERTEX_TOOL = named(
  'Tool',
  message({
    ...TOOL_FIELDS,
    googleSearch: message({
      timeRangeFilter: STRUCT,
      searchTypes: STRUCT,
      excludeDomains: list(STRING),
      blockingConfidence: STRING,
    }),
    enterpriseWebSearch: STRUCT,
    retrieval: STRUCT,
    exaAiSearch: STRUCT,
    parallelAiSearch: STRUCT,
  }),
);
