import type { DialogueContext } from './dialogue-context.ts';
import { deltasOf } from './render.ts';
import type { Delivery } from './answer.ts';
import type { UserTurn } from './user-turn.ts';

/** A thought summary (`BEHAVIOURS.thoughtUnasked`). */
const THOUGHT = '**Answering**\n\nI have heard the question and say what I know.\n\n\n';

/**
 * The transcript of what the visitor said: the script's, else text that came while they spoke, else how long it was. The
 * twin cannot recognise speech.
 */
export const announceHeard = (
  { agreement, send }: DialogueContext,
  turn: UserTurn,
  { heard }: Delivery,
): void => {
  if (turn.kind !== 'speech' || !agreement.setup.inputAudioTranscription) return;
  const length = `(${turn.seconds.toFixed(1)} s of speech)`;
  const words = heard ?? (turn.heardText === '' ? length : turn.heardText);
  // BEHAVIOURS.leadingSpaces
  for (const text of deltasOf(typeof words === 'string' ? ` ${words}` : words)) {
    send({ serverContent: { inputTranscription: { text } } });
  }
};

/** What the service sends ahead of an answer (`BEHAVIOURS.emptyServerContent`). */
export const announceAnswer = ({ agreement, send }: DialogueContext, { thought }: Delivery): void => {
  const { generation, modality, setup } = agreement;
  if (setup.sessionResumption) send({ sessionResumptionUpdate: {} });
  if (generation === '3.x') send({ serverContent: {} });
  const text = thought ?? (generation === '2.x' && modality === 'AUDIO' ? THOUGHT : '');
  if (text !== '') send({ serverContent: { modelTurn: { parts: [{ text, thought: true }] } } });
};
