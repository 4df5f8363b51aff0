import type { Delivery } from '../script/answer.ts';
import type { DeliveryStyle } from './delivery-step.ts';
import type { DialogueContext } from './dialogue-context.ts';
import type { Stretch } from './plan.ts';

/** How a stretch of an answer travels: as the script says, else as the model and the backend do it. */
export const styleOf = (
  { agreement, pace, tools }: DialogueContext,
  delivery: Delivery,
  { end }: Stretch,
  heard: readonly object[],
): DeliveryStyle => {
  const { backend, setup, traits, modality } = agreement;
  const { outputAudioTranscription: transcribe } = setup;
  const waits = end === 'calls' && backend === 'gemini'; // BEHAVIOURS.vertexCallingTurn
  return {
    delivery,
    bundle: delivery.bundle ?? (traits.transcripts === 'bundled' ? 'with-audio' : 'separate'),
    pace: delivery.pace ?? pace,
    ...(transcribe ? { transcribe } : {}),
    // BEHAVIOURS.finishedTranscripts
    finishes: backend === 'vertex' && transcribe !== undefined && modality === 'AUDIO',
    modality,
    tools: tools(),
    heard,
    end: waits || typeof end === 'object' ? 'calls' : 'turn',
  };
};
