import { isObject } from './merge.ts';

/** The kinds of tokens that the service counts apart. */
export type UsageModality = 'text' | 'audio' | 'image' | 'video' | 'document';

/** Tokens, by direction. */
export interface ModalityTokens {
  readonly prompt: number;
  readonly response: number;
}

/** Token counts. All are whole numbers ≥ 0; the modalities need not add up to the totals (recorded). */
export interface TokenCounts {
  readonly totalTokens: number;
  /** What was read: instructions, the conversation so far, this turn's input. */
  readonly promptTokens: number;
  /** What was said or written. */
  readonly responseTokens: number;
  readonly thoughtsTokens: number;
  readonly toolUseTokens: number;
  /** The part of `promptTokens` that came from a cache. */
  readonly cachedTokens: number;
  readonly byModality: Readonly<Partial<Record<UsageModality, ModalityTokens>>>;
}

/** The running total of a conversation, over all its turns and connections, and the last report by itself. */
export interface Usage extends TokenCounts {
  readonly last: TokenCounts;
}

/** No service counts more kinds; what a hostile list holds beyond is not read. */
const MAX_DETAILS = 16;

const MODALITIES: readonly UsageModality[] = ['text', 'audio', 'image', 'video', 'document'];

/** 64-bit integers come as numbers or as decimal strings; anything else counts nothing. */
const count = (value: unknown): number => {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) > 0 ? (number as number) : 0;
};

const add = (a: number, b: number): number => Math.min(Number.MAX_SAFE_INTEGER, a + b);

type Modalities = Partial<Record<UsageModality, ModalityTokens>>;

const collect = (into: Modalities, details: unknown, side: keyof ModalityTokens): void => {
  if (!Array.isArray(details)) return;
  for (const detail of details.slice(0, MAX_DETAILS) as unknown[]) {
    if (!isObject(detail)) continue;
    const modality = MODALITIES.find((name) => name.toUpperCase() === detail['modality']);
    const tokens = count(detail['tokenCount']);
    if (!modality || tokens === 0) continue;
    const before = into[modality] ?? { prompt: 0, response: 0 };
    into[modality] = { ...before, [side]: add(before[side], tokens) };
  }
};

/**
 * The counts of one `usageMetadata`, in the Developer API's spelling (`response…`) or Vertex's (`candidates…`);
 * `undefined` when it counts nothing. Values that are no counts are ignored. Never throws.
 */
export const usageOf = (metadata: unknown): TokenCounts | undefined => {
  if (!isObject(metadata)) return undefined;
  const promptTokens = count(metadata['promptTokenCount']);
  const responseTokens = count(metadata['responseTokenCount']) || count(metadata['candidatesTokenCount']);
  const thoughtsTokens = count(metadata['thoughtsTokenCount']);
  const toolUseTokens = count(metadata['toolUsePromptTokenCount']);
  const parts = [promptTokens, responseTokens, thoughtsTokens, toolUseTokens].reduce(add, 0);
  const totalTokens = count(metadata['totalTokenCount']) || parts;
  if (totalTokens === 0) return undefined;
  const byModality: Modalities = {};
  collect(byModality, metadata['promptTokensDetails'], 'prompt');
  collect(byModality, metadata['responseTokensDetails'] ?? metadata['candidatesTokensDetails'], 'response');
  const cachedTokens = count(metadata['cachedContentTokenCount']);
  return {
    totalTokens,
    promptTokens,
    responseTokens,
    thoughtsTokens,
    toolUseTokens,
    cachedTokens,
    byModality,
  };
};

const addModalities = (a: TokenCounts['byModality'], b: TokenCounts['byModality']): Modalities => {
  const sum: Modalities = { ...a };
  for (const modality of MODALITIES) {
    const more = b[modality];
    if (!more) continue;
    const before = sum[modality] ?? { prompt: 0, response: 0 };
    sum[modality] = {
      prompt: add(before.prompt, more.prompt),
      response: add(before.response, more.response),
    };
  }
  return sum;
};

/**
 * The running total after one more `usageMetadata`. Each report stands for what one turn cost (recorded: they do not grow
 * by what came before), so they add up. A report without counts changes nothing: the same object comes back.
 */
export const addUsage = (usage: Usage | undefined, metadata: unknown): Usage | undefined => {
  const last = usageOf(metadata);
  if (!last) return usage;
  if (!usage) return { ...last, last };
  return {
    totalTokens: add(usage.totalTokens, last.totalTokens),
    promptTokens: add(usage.promptTokens, last.promptTokens),
    responseTokens: add(usage.responseTokens, last.responseTokens),
    thoughtsTokens: add(usage.thoughtsTokens, last.thoughtsTokens),
    toolUseTokens: add(usage.toolUseTokens, last.toolUseTokens),
    cachedTokens: add(usage.cachedTokens, last.cachedTokens),
    byModality: addModalities(usage.byModality, last.byModality),
    last,
  };
};
