import type { IncomingMessage, ServerResponse } from 'node:http';
import { credentialsOf } from './auth.ts';
import { failure, refuseRequest, type JsonAnswer } from './http-refusal.ts';
import { answerModelsRequest, modelsMethod, modelsRequestOf, type ModelsRequest } from './models-endpoint.ts';
import type { TrafficPage } from '../page/traffic-page.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { isTooDeep } from '../protocol/json-depth.ts';
import { passTokenFaults } from './token-faults.ts';
import type { TwinParts } from '../twin-parts.ts';

const TOKEN_PATH = /^\/{1,2}(v1|v1beta|v1alpha)\/auth_tokens$/;
const CREATE_TOKEN = 'google.ai.generativelanguage.v1beta.AuthTokenService.CreateToken';
const MAX_BODY_BYTES = 1024 * 1024;

/** Any page may talk to the twin: it holds no secrets. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': '*',
  'access-control-max-age': '600',
} as const;

const reply = (response: ServerResponse, status: number, body?: object): void => {
  response.writeHead(status, {
    ...CORS,
    ...(body ? { 'content-type': 'application/json; charset=UTF-8' } : {}),
  });
  response.end(body ? `${JSON.stringify(body, null, 2)}\n` : undefined);
};

const replyWith = (response: ServerResponse, { status, body }: JsonAnswer): void =>
  reply(response, status, body);

/** The whole body as text; `undefined` when it is too long. Rejects when the client goes away. */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parseJson = (text: string): unknown => {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text === '' ? '{}' : text) as unknown;
  } catch {
    return undefined;
  }
};

const mint = async (
  request: IncomingMessage,
  response: ServerResponse,
  query: string,
  parts: TwinParts,
): Promise<void> => {
  const credentials = credentialsOf(new URLSearchParams(query), request.headers);
  await passTokenFaults(request, response, credentials.key, parts, CORS);
  const refused = refuseRequest(credentials, parts.options, CREATE_TOKEN);
  if (refused) return replyWith(response, refused);
  const text = await readBody(request);
  if (text === undefined)
    return replyWith(response, failure(413, 'INVALID_ARGUMENT', 'Request payload is too large.'));
  const json = parseJson(text);
  if (json === undefined) {
    return replyWith(
      response,
      failure(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received. Unexpected token.'),
    );
  }
  return replyWith(response, answerTokenRequest(parts.tokens, json, credentials.key));
};

const listModels = (
  asked: ModelsRequest,
  request: IncomingMessage,
  response: ServerResponse,
  query: string,
  parts: TwinParts,
): void => {
  if (request.method === 'OPTIONS') return reply(response, 204);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return replyWith(response, failure(405, 'METHOD_NOT_ALLOWED', 'Only GET is allowed.'));
  }
  const parameters = new URLSearchParams(query);
  const credentials = credentialsOf(parameters, request.headers);
  replyWith(
    response,
    refuseRequest(credentials, parts.options, modelsMethod(asked)) ??
      answerModelsRequest(asked, parameters, parts.options.refuseRetired),
  );
};

/**
 * Answers an HTTP request: the page, if there is one, the list of models, minting of tokens, their preflights, and 404 for
 * everything else. Never rejects.
 */
export const answerHttp = async (
  request: IncomingMessage,
  response: ServerResponse,
  parts: TwinParts,
  page: TrafficPage | undefined,
): Promise<void> => {
  try {
    if (page && (await page.answer(request, response))) return;
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const models = request.method === 'POST' ? undefined : modelsRequestOf(path);
    if (models) return listModels(models, request, response, query, parts);
    if (!TOKEN_PATH.test(path))
      return replyWith(response, failure(404, 'NOT_FOUND', 'Requested entity was not found.'));
    if (request.method === 'OPTIONS') return reply(response, 204);
    if (request.method !== 'POST') {
      return replyWith(response, failure(405, 'METHOD_NOT_ALLOWED', 'Only POST is allowed.'));
    }
    await mint(request, response, query, parts);
  } catch {
    // The client went away in mid-request, or a defect of the twin's own: neither may end the process.
    if (!response.headersSent) replyWith(response, failure(500, 'INTERNAL', 'Internal error encountered.'));
    else response.destroy();
  }
};
