import type { TranscriptionWish } from '../protocol/setup.ts';

/** From where to where a piece of transcript was spoken, s from the beginning of the audio. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is known of who spoke. */
export interface Speaker {
  readonly languageCode?: string | undefined;
  readonly speakerLabel?: string | undefined;
}

/** A duration as the service writes it: seconds, with three decimals unless they are whole. */
export const duration = (seconds: number): string =>
  `${Number.isInteger(seconds) ? seconds : seconds.toFixed(3)}s`;

/** Each word with an equal share of the time: the twin cannot tell where it was really spoken. */
const wordsOf = (text: string, { from, to }: Span): readonly object[] => {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const each = (to - from) / Math.max(1, words.length);
  return words.map((word, index) => ({
    word,
    startOffset: duration(from + index * each),
    endOffset: duration(from + (index + 1) * each),
  }));
};

/**
 * A piece of transcript with what the client asked to know: the times of the words, who spoke, in what language. With mode
 * SMART there are neither times nor speakers (documented).
 */
export const transcription = (
  text: string,
  span: Span,
  wish: TranscriptionWish = {},
  { languageCode = wish.languageCodes?.[0], speakerLabel = 'spk_1' }: Speaker = {},
): object => {
  const plain = wish.mode !== 'SMART';
  return {
    text,
    ...(languageCode === undefined ? {} : { languageCode }),
    ...(plain && wish.diarization === true ? { speakerLabel } : {}),
    ...(plain && wish.wordTimestamp === true
      ? {
          words: wordsOf(text, span),
          startOffset: duration(span.from),
          endOffset: duration(span.to),
        }
      : {}),
  };
};
