import type { Answer, Delivery } from '../script/answer.ts';
import { INPUT_RATE, THOUGHT } from '../assumptions/index.ts';
import type { DialogueContext } from './dialogue-context.ts';
import { thoughtPiece, type Piece } from './pieces.ts';
import { deltasOf } from './render.ts';
import type { Agreement } from '../models/setup-rules.ts';
import { transcription, type Span } from './transcription.ts';
import type { UserTurn } from '../listening/user-turn.ts';

/** The script's words for what was heard, else text that came while it was spoken, else how long it was. */
export const heardWords = (turn: UserTurn, { heard }: Delivery): readonly string[] => {
  const length = `(${turn.seconds.toFixed(1)} s of speech)`;
  const words = heard ?? (turn.heardText === '' ? length : turn.heardText);
  return deltasOf(typeof words === 'string' ? ` ${words}` : words); // BEHAVIOURS.leadingSpaces
};

const spanOf = ({ startSample, seconds }: UserTurn, index: number, count: number): Span => {
  const from = startSample / INPUT_RATE;
  return { from: from + (seconds * index) / count, to: from + (seconds * (index + 1)) / count };
};

/** The transcript of what the visitor said, as messages; `wish` is what the client asked for. The twin cannot recognise speech. */
export const heardMessages = (
  { agreement }: DialogueContext,
  turn: UserTurn,
  delivery: Delivery,
  wish = agreement.setup.inputAudioTranscription,
): readonly object[] => {
  if (turn.kind !== 'speech' || !wish) return [];
  const speaker = { languageCode: delivery.heardLanguage, speakerLabel: delivery.heardSpeaker };
  const words = heardWords(turn, delivery);
  const deltas = words.map((text, index) => ({
    serverContent: {
      inputTranscription: transcription(text, spanOf(turn, index, words.length), wish, speaker),
    },
  }));
  // BEHAVIOURS.finishedTranscripts
  return agreement.backend === 'vertex'
    ? [...deltas, { serverContent: { inputTranscription: { finished: true } } }]
    : deltas;
};

/** Whether summaries of thoughts reach the client: where the model sends them unasked, or when it was asked for them. */
export const showsThoughts = ({ traits, modality, setup }: Agreement): boolean => {
  const { includeThoughts, thinkingBudget } = setup.generationConfig?.thinkingConfig ?? {};
  if (thinkingBudget === 0) return false;
  return includeThoughts ?? (traits.thoughtsUnasked && modality === 'AUDIO');
};

/** The thought that comes before an answer; none where the script's steps have their own. */
export const thoughtBefore = (agreement: Agreement, answer: Answer): readonly Piece[] => {
  const steps = answer.kind === 'steps' ? answer.steps : [answer];
  if (answer.thought !== undefined) return [thoughtPiece(answer.thought, undefined, true)];
  const shown = showsThoughts(agreement) && steps.every(({ kind }) => kind !== 'think');
  return shown ? [thoughtPiece(THOUGHT, undefined, true)] : [];
};
