import { BLOB, CONTENT, FUNCTION_RESPONSE, TOOL } from './content-schema.ts';
import type { FunctionResponse } from './function-response.ts';
import { parseMessage, type MessageSchema } from './proto-json.ts';
import { refusal } from './protocol-error.ts';
import { BOOL, EMPTY, STRING, list, message } from './schema-types.ts';
import { SETUP } from './setup-schema.ts';
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

const FIELDS: MessageSchema['fields'] = {
  setup: { kind: 'message', schema: () => SETUP },
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
  contextUpdate: message({ systemInstruction: CONTENT, tools: message({ tools: list(TOOL) }) }),
};

const CLIENT_MESSAGE: MessageSchema = { fields: FIELDS, oneofs: { message_type: Object.keys(FIELDS) } };

/**
 * Reads one frame. The schema has checked every field by then, which is what the one cast below rests on.
 * Throws `ProtocolError`: 1007 for all that is not one well-formed message.
 */
export const parseClientMessage = (json: unknown): ClientMessage => {
  const parsed = parseMessage(CLIENT_MESSAGE, json) as {
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
