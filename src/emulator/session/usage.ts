import { TOKENS } from '../assumptions/index.ts';

/** What a stretch of the conversation took or gave, before it is counted in tokens. */
export interface Consumption {
  readonly textCharacters: number;
  readonly audioSeconds: number;
  readonly videoFrames: number;
  /** Summaries of thoughts: counted apart from the answer, and not kept in the context. */
  readonly thoughtCharacters: number;
  /** What tools of the service (search, code, pages) brought into the prompt, tokens: counted apart, and not kept either. */
  readonly toolUseTokens: number;
}

export const NOTHING: Consumption = {
  textCharacters: 0,
  audioSeconds: 0,
  videoFrames: 0,
  thoughtCharacters: 0,
  toolUseTokens: 0,
};

export const sum = (a: Consumption, b: Consumption): Consumption => ({
  textCharacters: a.textCharacters + b.textCharacters,
  audioSeconds: a.audioSeconds + b.audioSeconds,
  videoFrames: a.videoFrames + b.videoFrames,
  thoughtCharacters: a.thoughtCharacters + b.thoughtCharacters,
  toolUseTokens: a.toolUseTokens + b.toolUseTokens,
});

export interface ModalityCount {
  readonly modality: 'TEXT' | 'AUDIO' | 'VIDEO';
  readonly tokenCount: number;
}

/** Tokens of a text; a part of a token counts as one. */
const textTokens = (characters: number): number => Math.ceil(characters / TOKENS.textCharacters);

/** Tokens by modality, those without any left out. `frameTokens`: of one frame of video, by `mediaResolution`. */
export const countTokens = (
  { textCharacters, audioSeconds, videoFrames }: Consumption,
  frameTokens: number = TOKENS.videoFrame,
): readonly ModalityCount[] => {
  const counts: ModalityCount[] = [
    { modality: 'TEXT', tokenCount: textTokens(textCharacters) },
    { modality: 'AUDIO', tokenCount: Math.round(audioSeconds * TOKENS.audioSecond) },
    { modality: 'VIDEO', tokenCount: videoFrames * frameTokens },
  ];
  return counts.filter(({ tokenCount }) => tokenCount > 0);
};

export const totalTokens = (counts: readonly ModalityCount[]): number =>
  counts.reduce((count, { tokenCount }) => count + tokenCount, 0);

/** How the usage of an answer is told. */
export interface UsageTelling {
  /** `alone`: in a message of its own after `turnComplete`. Default: with it. */
  readonly when?: 'with-turn-complete' | 'alone' | 'never';
  /** `cachedContentTokenCount`: how much of the prompt came out of a cache, at most all of it. Default 0: not sent. */
  readonly cachedTokens?: number;
  /** `serviceTier`: `standard`, `flex` or `priority`. Default: not sent, as recorded. */
  readonly serviceTier?: string;
}

/** What a generation took and gave. */
export interface Generation {
  /** The whole context that the model read, as the service counts it. */
  readonly prompt: Consumption;
  readonly response: Consumption;
  /** How much of the prompt came out of a cache, tokens; never more than the prompt has. */
  readonly cachedTokens?: number;
  readonly serviceTier?: string;
}

/** A field of a count; zero is left out, as every default is on the wire. */
const count = (name: string, value: number): object => (value > 0 ? { [name]: value } : {});
const list = (name: string, counts: readonly ModalityCount[]): object =>
  counts.length > 0 ? { [name]: counts } : {};
const textCount = (tokenCount: number): readonly ModalityCount[] =>
  tokenCount > 0 ? [{ modality: 'TEXT', tokenCount }] : [];

/** `usageMetadata` as the Developer API words it, its fields in the recorded order. */
export const usageMetadata = (
  { prompt, response, cachedTokens = 0, serviceTier }: Generation,
  frameTokens: number = TOKENS.videoFrame,
): object => {
  const promptCounts = countTokens(prompt, frameTokens);
  const responseCounts = countTokens(response, frameTokens);
  const promptTokens = totalTokens(promptCounts);
  const responseTokens = totalTokens(responseCounts);
  const cached = Math.min(cachedTokens, promptTokens);
  const thoughts = textTokens(response.thoughtCharacters);
  const toolUse = response.toolUseTokens;
  return {
    ...count('promptTokenCount', promptTokens),
    ...count('cachedContentTokenCount', cached),
    ...count('responseTokenCount', responseTokens),
    ...count('toolUsePromptTokenCount', toolUse),
    ...count('thoughtsTokenCount', thoughts),
    ...count('totalTokenCount', promptTokens + responseTokens + toolUse + thoughts),
    ...list('promptTokensDetails', promptCounts),
    ...list('cacheTokensDetails', textCount(cached)),
    ...list('responseTokensDetails', responseCounts),
    ...list('toolUsePromptTokensDetails', textCount(toolUse)),
    ...(serviceTier === undefined ? {} : { serviceTier }),
  };
};
