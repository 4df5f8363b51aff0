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

/** Where each count stands in `usageMetadata`: the Developer API's name, and Vertex's where it has another. */
const SOURCES = {
  totalTokens: ['totalTokenCount'],
  promptTokens: ['promptTokenCount'],
  responseTokens: ['responseTokenCount', 'candidatesTokenCount'],
  thoughtsTokens: ['thoughtsTokenCount'],
  toolUseTokens: ['toolUsePromptTokenCount'],
  cachedTokens: ['cachedContentTokenCount'],
} as const;

type Counts = Record<keyof typeof SOURCES, number>;
type Modalities = Partial<Record<UsageModality, ModalityTokens>>;

/** One number for each name of `SOURCES`. */
const counts = (of: (name: keyof Counts) => number): Counts =>
  Object.fromEntries((Object.keys(SOURCES) as (keyof Counts)[]).map((name) => [name, of(name)])) as Counts;

const addTokens = (a: ModalityTokens | undefined, b: Partial<ModalityTokens>): ModalityTokens => ({
  prompt: add(a?.prompt ?? 0, b.prompt ?? 0),
  response: add(a?.response ?? 0, b.response ?? 0),
});

const collect = (into: Modalities, details: unknown, side: keyof ModalityTokens): void => {
  if (!Array.isArray(details)) return;
  for (const detail of details.slice(0, MAX_DETAILS) as unknown[]) {
    if (!isObject(detail)) continue;
    const modality = MODALITIES.find((name) => name.toUpperCase() === detail['modality']);
    const tokens = count(detail['tokenCount']);
    if (modality && tokens > 0) into[modality] = addTokens(into[modality], { [side]: tokens });
  }
};

/**
 * The counts of one `usageMetadata`, in the Developer API's spelling (`response…`) or Vertex's (`candidates…`);
 * `undefined` when it counts nothing. Values that are no counts are ignored. Never throws.
 */
export const usageOf = (metadata: unknown): TokenCounts | undefined => {
  if (!isObject(metadata)) return undefined;
  const found = counts((name) => SOURCES[name].reduce((first, key) => first || count(metadata[key]), 0));
  const { promptTokens, responseTokens, thoughtsTokens, toolUseTokens } = found;
  found.totalTokens ||= [promptTokens, responseTokens, thoughtsTokens, toolUseTokens].reduce(add);
  if (found.totalTokens === 0) return undefined;
  const byModality: Modalities = {};
  collect(byModality, metadata['promptTokensDetails'], 'prompt');
  collect(byModality, metadata['responseTokensDetails'] ?? metadata['candidatesTokensDetails'], 'response');
  return { ...found, byModality };
};

/**
 * The running total after one more `usageMetadata`. Each report stands for what one turn cost (recorded: they do not grow
 * by what came before), so they add up. A report without counts changes nothing: the same object comes back.
 */
export const addUsage = (usage: Usage | undefined, metadata: unknown): Usage | undefined => {
  const last = usageOf(metadata);
  if (!last) return usage;
  if (!usage) return { ...last, last };
  const byModality: Modalities = { ...usage.byModality };
  for (const modality of MODALITIES) {
    const more = last.byModality[modality];
    if (more) byModality[modality] = addTokens(byModality[modality], more);
  }
  return { ...counts((name) => add(usage[name], last[name])), byModality, last };
};
