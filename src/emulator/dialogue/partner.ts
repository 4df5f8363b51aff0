import { Dialogue } from './dialogue.ts';
import type { DialogueContext } from './dialogue-context.ts';
import type { FunctionResponse } from '../protocol/function-response.ts';
import { Interpreter } from './interpreter.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { OpenTurn } from '../listening/turn-recorder.ts';
import type { UserTurn } from '../listening/user-turn.ts';

/** Who is at the other end of the visitor's words. Its methods throw `ProtocolError` for what may not come now. */
export interface Partner {
  /** Realtime input has come, of whatever kind. */
  realtimeInput(): void;
  /** The visitor begins to speak. */
  activityStarted(): void;
  /** More of what the visitor says has been received. */
  heardMore(turn: OpenTurn): void;
  /** The visitor's turn is over. */
  userTurn(turn: UserTurn): void;
  toolResponse(responses: readonly FunctionResponse[]): void;
  /** Ends the answer that is on its way. */
  interrupt(): void;
  /** Nothing more is sent. */
  dispose(): void;
}

/** Models that do not converse: they work on what is said while it is said. */
const pipelineOf = ({ traits, profile }: Agreement): 'translation' | 'transcription' | undefined => {
  if (traits.interimTranscripts) return 'transcription';
  return profile.translation ? 'translation' : undefined;
};

/** A partner of the kind that the model is. */
export const partnerFor = (context: DialogueContext): Partner => {
  const pipeline = pipelineOf(context.agreement);
  return pipeline ? new Interpreter(context, pipeline) : new Dialogue(context);
};
