import { bareModelName } from '../../core/model-name.ts';
import type { Endpoint } from '../access/endpoints.ts';
import { refusal, type ProtocolError } from '../protocol/protocol-error.ts';

const VERTEX = /^(projects\/[^/]+\/locations\/[^/]+\/)?publishers\/google\/models\/[^/]+$/;
const FORMS = {
  /** Without project and location, the form in which the SDK leaves them to a proxy (`BEHAVIOURS.proxyModelName`). */
  'google vertex': VERTEX,
  'google gemini': /^(models|tunedModels)\/[^/]+$/,
  'firebase vertex': /^projects\/[^/]+\/locations\/[^/]+\/publishers\/google\/models\/[^/]+$/,
  'firebase gemini': /^projects\/[^/]+\/models\/[^/]+$/,
} as const;

/** The bare name behind `setup.model`. Throws `ProtocolError` 1007 when it has not the form that the endpoint asks for. */
export const modelNameAt = (model: string, { backend, through }: Endpoint): string => {
  if (!FORMS[`${through} ${backend}`].test(model)) throw refusal('modelName');
  return bareModelName(model);
};

/** The error for a model that the endpoint does not offer. */
export const modelMissing = (model: string, { backend, apiVersion }: Endpoint): ProtocolError => {
  if (backend === 'vertex') return refusal('publisherModelMissing', { model });
  const name = model.startsWith('tunedModels/') ? model : `models/${bareModelName(model)}`;
  return refusal('modelMissing', { model: name, version: apiVersion });
};
