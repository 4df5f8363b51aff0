import type { Stage, StageOptions } from '../../support/conversation-harness.ts';
import type { TwinStart } from '../../support/twin-commands.ts';

/** Waits for what functions return, unless told otherwise. */
export const BLOCKING = 'gemini-2.5-flash-native-audio-preview-12-2025';
/** Goes on meanwhile. */
export const NON_BLOCKING = 'gemini-3.8-live';

type Answer = NonNullable<NonNullable<TwinStart['script']>['answers']>[number];
type CallStep = Extract<Answer, { kind: 'call' }>;

/** A page with this model, which calls these functions at the first turn, and says "Done." after their responses. */
export const calling = (
  model: string,
  calls: CallStep['calls'],
  more: Omit<Partial<CallStep>, 'kind'> = {},
  twin: TwinStart = {},
): StageOptions => ({
  markup: `<gemini-live model="${model}" silence-duration-ms="200" visualizer="none"></gemini-live>`,
  twin: {
    ...twin,
    pace: 0,
    script: {
      ...twin.script,
      answers: [
        { kind: 'call', calls, next: { kind: 'say', text: 'Done.' }, ...more },
        { kind: 'tone', hz: 440, seconds: 0.2 },
      ],
    },
  },
});

export interface Response {
  readonly name: string;
  readonly response?: Record<string, unknown>;
  readonly scheduling?: string;
  readonly willContinue?: boolean;
}

/** The function responses that the twin was sent, without their ids, oldest first. */
export const responsesOf = async (stage: Stage, connection?: number): Promise<Response[]> => {
  const { messages } = await stage.twin.received(connection === undefined ? {} : { connection });
  return messages.flatMap(({ message }) => {
    const { toolResponse } = message as {
      toolResponse?: { functionResponses: readonly (Response & { id: string })[] };
    };
    return (toolResponse?.functionResponses ?? []).map(({ id: _, ...response }) => response);
  });
};
