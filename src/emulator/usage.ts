import { TOKENS } from './assumptions/index.ts';

/** What a turn took and gave. */
export interface Consumption {
  readonly textCharacters: number;
  readonly audioSeconds: number;
  readonly videoFrames: number;
}

export const NOTHING: Consumption = { textCharacters: 0, audioSeconds: 0, videoFrames: 0 };

export const sum = (a: Consumption, b: Consumption): Consumption => ({
  textCharacters: a.textCharacters + b.textCharacters,
  audioSeconds: a.audioSeconds + b.audioSeconds,
  videoFrames: a.videoFrames + b.videoFrames,
});

interface ModalityCount {
  readonly modality: 'TEXT' | 'AUDIO' | 'VIDEO';
  readonly tokenCount: number;
}

const details = ({ textCharacters, audioSeconds, videoFrames }: Consumption): ModalityCount[] => {
  const counts: ModalityCount[] = [
    { modality: 'TEXT', tokenCount: Math.ceil(textCharacters / TOKENS.textCharacters) },
    { modality: 'AUDIO', tokenCount: Math.round(audioSeconds * TOKENS.audioSecond) },
    { modality: 'VIDEO', tokenCount: videoFrames * TOKENS.videoFrame },
  ];
  return counts.filter(({ tokenCount }) => tokenCount > 0);
};

const total = (counts: readonly ModalityCount[]): number =>
  counts.reduce((count, { tokenCount }) => count + tokenCount, 0);

/** `usageMetadata` of a turn: `prompt` is the whole context so far, as the service counts it. */
export const usageMetadata = (prompt: Consumption, response: Consumption): object => {
  const promptTokensDetails = details(prompt);
  const responseTokensDetails = details(response);
  return {
    promptTokenCount: total(promptTokensDetails),
    responseTokenCount: total(responseTokensDetails),
    totalTokenCount: total(promptTokensDetails) + total(responseTokensDetails),
    promptTokensDetails,
    responseTokensDetails,
  };
};
