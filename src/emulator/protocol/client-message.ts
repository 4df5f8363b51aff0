import { BLOB, CONTENT, FUNCTION_RESPONSE, TOOL, VERTEX_TOOL } from './content-schema.ts';
import { typesAt, type Endpoint } from '../access/endpoints.ts';
import type { FunctionResponse } from './function-response.ts';
import { parseMessage, type FieldType, type MessageSchema } from './proto-json.ts';
import { refusal } from './protocol-error.ts';
import { BOOL, EMPTY, STRING, list, message, named } from './schema-types.ts';
import { SETUP, setupSchemaAt } from './setup-schema.ts';
import type { Content, Setup, ToolSpec } from './setup.ts';

/** Bytes with their type, as they came. */
export interface MediaBlob {
  readonly data?: Buffer;
  readonly mimeType?: string;
}

export interface RealtimeInput {
  readonly audio?: MediaBlob;
  readonly video?: MediaBlob;
  readonly mediaChunks?: readonly MediaBlob[];
  readonly text?: string;
  readonly audioStreamEnd?: boolean;
  readonly activityStart?: object;
  readonly activityEnd?: object;
}

export interface ClientContent {
  readonly turns?: readonly Content[];
  readonly turnComplete?: boolean;
}

export interface ContextUpdate {
  readonly systemInstruction?: Content;
  readonly tools?: { readonly tools?: readonly ToolSpec[] };
}

/** What a client may say: exactly one of these. */
export type ClientMessage =
  | { readonly kind: 'setup'; readonly setup: Setup }
  | { readonly kind: 'realtimeInput'; readonly realtimeInput: RealtimeInput }
  | { readonly kind: 'clientContent'; readonly clientContent: ClientContent }
  | { readonly kind: 'toolResponse'; readonly responses: readonly FunctionResponse[] }
  | { readonly kind: 'contextUpdate'; readonly contextUpdate: ContextUpdate };

const contextUpdate = (tools: FieldType): FieldType =>
  message({ systemInstruction: CONTENT, tools: message({ tools }) });

const FIELDS: MessageSchema['fields'] = {
  setup: named('BidiGenerateContentSetup', { kind: 'message', schema: () => SETUP }),
  clientContent: message({ turns: list(CONTENT), turnComplete: BOOL }),
  realtimeInput: message({
    audio: BLOB,
    video: BLOB,
    mediaChunks: list(BLOB),
    text: STRING,
    audioStreamEnd: BOOL,
    activityStart: EMPTY,
    activityEnd: EMPTY,
  }),
  toolResponse: message({ functionResponses: list(FUNCTION_RESPONSE) }),
  contextUpdate: contextUpdate(list(TOOL)),
};

/** All that a client may send to the Developer API. */
export const CLIENT_MESSAGE: MessageSchema = {
  fields: FIELDS,
  oneofs: { message_type: Object.keys(FIELDS) },
};

/** The same, with the `setup` and the tools that an endpoint knows. */
export const schemaAt = (endpoint: Endpoint): MessageSchema => {
  if (endpoint.backend === 'gemini' && endpoint.through === 'google') return CLIENT_MESSAGE;
  const setup: FieldType = named('BidiGenerateContentSetup', {
    kind: 'message',
    schema: () => setupSchemaAt(endpoint),
  });
  const tools = list(endpoint.backend === 'vertex' ? VERTEX_TOOL : TOOL);
  return {
    ...CLIENT_MESSAGE,
    fields: { ...FIELDS, setup, contextUpdate: contextUpdate(tools) },
  };
};

/**
 * Reads one frame. The schema has checked every field by then, which is what the one cast below rests on.
 * Throws `ProtocolError`: 1007 for all that is not one well-formed message.
 */
export const parseClientMessage = (json: unknown, endpoint: Endpoint): ClientMessage => {
  const parsed = parseMessage(schemaAt(endpoint), json, '', typesAt(endpoint)) as {
    readonly setup?: Setup;
    readonly clientContent?: ClientContent;
    readonly realtimeInput?: RealtimeInput;
    readonly toolResponse?: { readonly functionResponses?: readonly FunctionResponse[] };
    readonly contextUpdate?: ContextUpdate;
  };
  if (parsed.setup) return { kind: 'setup', setup: parsed.setup };
  if (parsed.realtimeInput) return { kind: 'realtimeInput', realtimeInput: parsed.realtimeInput };
  if (parsed.clientContent) return { kind: 'clientContent', clientContent: parsed.clientContent };
  if (parsed.toolResponse) {
    return { kind: 'toolResponse', responses: parsed.toolResponse.functionResponses ?? [] };
  }
  if (parsed.contextUpdate) return { kind: 'contextUpdate', contextUpdate: parsed.contextUpdate };
  throw refusal('notOneMessage');
};
