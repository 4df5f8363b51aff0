import { failure, type JsonAnswer } from './http-refusal.ts';
import { readMask, unmaskedFields } from './field-mask.ts';
import { parseMessage, type MessageSchema } from '../protocol/proto-json.ts';
import { ProtocolError } from '../protocol/protocol-error.ts';
import { INT32, MASK, STRING, TIMESTAMP, message } from '../protocol/schema-types.ts';
import type { Setup } from '../protocol/setup.ts';
import { SETUP } from '../protocol/setup-schema.ts';
import { TokenRequestError, type TokenRequest, type TokenStore } from './tokens.ts';

const generation = SETUP.fields['generationConfig'];

/** The documentation's second form of the constraints: `{model, config}`, with the generation fields beside the others. */
const CONSTRAINTS: MessageSchema = {
  fields: {
    model: STRING,
    config: message({
      ...SETUP.fields,
      ...(generation?.kind === 'message' ? generation.schema().fields : {}),
    }),
  },
};

const AUTH_TOKEN: MessageSchema = {
  fields: {
    name: STRING,
    uses: INT32,
    expireTime: TIMESTAMP,
    newSessionExpireTime: TIMESTAMP,
    bidiGenerateContentSetup: { kind: 'message', schema: () => SETUP },
    liveConnectConstraints: { kind: 'message', schema: () => CONSTRAINTS },
    fieldMask: MASK,
  },
  oneofs: { config: ['bidiGenerateContentSetup', 'liveConnectConstraints'] },
};

interface Parsed {
  readonly uses?: number;
  readonly expireTime?: number;
  readonly newSessionExpireTime?: number;
  readonly bidiGenerateContentSetup?: Setup;
  readonly liveConnectConstraints?: {
    readonly model?: string;
    readonly config?: Readonly<Record<string, unknown>>;
  };
  readonly fieldMask?: readonly string[];
}

const setupOf = ({
  bidiGenerateContentSetup,
  liveConnectConstraints: constraints,
}: Parsed): Setup | undefined => {
  if (!constraints) return bidiGenerateContentSetup;
  const setup: Record<string, unknown> = {};
  const nested: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(constraints.config ?? {})) {
    (Object.hasOwn(SETUP.fields, name) ? setup : nested)[name] = value;
  }
  if (Object.keys(nested).length > 0)
    setup['generationConfig'] = { ...(setup['generationConfig'] ?? {}), ...nested };
  const { model } = constraints;
  if (model !== undefined) setup['model'] = model.includes('/') ? model : `models/${model}`;
  return setup;
};

/** Mints a token for a parsed JSON body, in the name of `key`; wrong bodies give the service's 400. */
export const answerTokenRequest = (store: TokenStore, json: unknown, key?: string): JsonAnswer => {
  try {
    const parsed = parseMessage(AUTH_TOKEN, json) as Parsed;
    const setup = setupOf(parsed);
    const fieldMask = parsed.fieldMask && readMask(parsed.fieldMask, SETUP);
    if (parsed.fieldMask && !fieldMask) {
      return failure(
        400,
        'INVALID_ARGUMENT',
        'field_mask names a field that BidiGenerateContentSetup does not have',
      );
    }
    if (setup && fieldMask?.length && unmaskedFields(setup, fieldMask).length > 0) {
      return failure(
        400,
        'INVALID_ARGUMENT',
        'BidiGenerateContentSetup contains fields that are not specified in field_mask',
      );
    }
    const request: TokenRequest = {
      ...(parsed.uses === undefined ? {} : { uses: parsed.uses }),
      ...(parsed.expireTime === undefined ? {} : { expireTime: parsed.expireTime }),
      ...(parsed.newSessionExpireTime === undefined
        ? {}
        : { newSessionExpireTime: parsed.newSessionExpireTime }),
      ...(setup ? { setup } : {}),
      ...(fieldMask ? { fieldMask } : {}),
    };
    return { status: 200, body: { name: store.mint(request, key) } };
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof TokenRequestError) {
      return failure(400, 'INVALID_ARGUMENT', error.message);
    }
    throw error;
  }
};
