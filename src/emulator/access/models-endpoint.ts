import { profileOf } from '../../core/model-profiles.ts';
import { failure, type JsonAnswer } from './http-refusal.ts';
import type { ModelTraits } from '../models/model-traits.ts';
import { MODEL_NAMES, traitsOf } from '../models/models.ts';

const PATH = /^\/{1,2}(?<version>v1|v1beta|v1alpha)\/models(?:\/(?<model>[^/:]+))?$/;

/** `GET /{version}/models` or `…/models/{model}`: which version, and which model if any. */
export interface ModelsRequest {
  readonly version: string;
  readonly model: string | undefined;
}

/** Whether a path without its query is one that lists the models or describes one. */
export const modelsRequestOf = (path: string): ModelsRequest | undefined => {
  const groups = PATH.exec(path)?.groups;
  return groups && { version: groups['version'] ?? '', model: groups['model'] };
};

/** The service's name for what is asked. */
export const modelsMethod = ({ version, model }: ModelsRequest): string =>
  `google.ai.generativelanguage.${version}.ModelService.${model === undefined ? 'ListModels' : 'GetModel'}`;

const describe = (name: string, traits: ModelTraits): object => {
  const { thinkingLevels, thinkingBudget } = profileOf(name);
  return {
    name: `models/${name}`,
    version: /\d\d-\d{4}$/.exec(name)?.[0] ?? '001',
    displayName: traits.displayName,
    description: `${traits.displayName}, as the local twin of the Live API plays it.`,
    inputTokenLimit: traits.contextTokens,
    outputTokenLimit: traits.outputTokens,
    supportedGenerationMethods: ['bidiGenerateContent'],
    temperature: 1,
    topP: 0.95,
    topK: 64,
    maxTemperature: 2,
    ...(thinkingBudget || thinkingLevels.length > 0 ? { thinking: true } : {}),
  };
};

const PAGE = { size: 50, most: 1000 } as const;

const page = (query: URLSearchParams, all: readonly object[]): JsonAnswer => {
  const asked = Number(query.get('pageSize') ?? 0);
  const from = Number(query.get('pageToken') ?? 0);
  if (!Number.isInteger(asked) || asked < 0) {
    return failure(400, 'INVALID_ARGUMENT', `Invalid value at 'page_size' (TYPE_INT32), ${asked}`);
  }
  if (!Number.isInteger(from) || from < 0) return failure(400, 'INVALID_ARGUMENT', 'Page token is invalid.');
  const to = from + (asked === 0 ? PAGE.size : Math.min(asked, PAGE.most));
  const rest = to < all.length ? { nextPageToken: String(to) } : {};
  return { status: 200, body: { models: all.slice(from, to), ...rest } };
};

/**
 * The Developer API's models as the service lists them, those for Live alone. Retired ones are not listed; they are
 * described while the twin still plays them (`refuseRetired` says no).
 */
export const answerModelsRequest = (
  { version, model }: ModelsRequest,
  query: URLSearchParams,
  refuseRetired: boolean,
): JsonAnswer => {
  if (model === undefined) {
    const listed = MODEL_NAMES.filter((name) => !profileOf(name).retired);
    return page(
      query,
      listed.flatMap((name) => {
        const traits = traitsOf(name, 'gemini');
        return traits ? [describe(name, traits)] : [];
      }),
    );
  }
  const traits = traitsOf(model, 'gemini');
  if (!traits || (refuseRetired && profileOf(model).retired)) {
    return failure(404, 'NOT_FOUND', `Model is not found: models/${model} for api version ${version}`);
  }
  return { status: 200, body: describe(model, traits) };
};
