import type { Answer, CallStep, Turn } from '../../src/emulator/index.ts';
import { join, silence, tone, type Client, type ServerMessage } from './client.ts';

export const SPEECH = join(silence(0.2), tone(0.5), silence(1));
export const SPOKEN = { outputAudioTranscription: {} };
export const NATIVE_25 = 'models/gemini-2.5-flash-native-audio-latest';

export const declared = (...functions: readonly (string | [name: string, behavior: string])[]): object => ({
  ...SPOKEN,
  tools: [
    {
      functionDeclarations: functions.map((one) =>
        typeof one === 'string' ? { name: one } : { name: one[0], behavior: one[1] },
      ),
    },
  ],
});

export const call = (more: Partial<CallStep> = {}): CallStep => ({
  kind: 'call',
  calls: [{ name: 'f' }],
  ...more,
});
export const say = (text: string): { readonly kind: 'say'; readonly text: string } => ({ kind: 'say', text });

export const ask = (client: Client, text = 'go'): void => client.send({ realtimeInput: { text } });
export const calls = async (
  client: Client,
): Promise<readonly { readonly id: string; readonly name: string }[]> => {
  const { toolCall } = await client.next((message) => message.toolCall !== undefined);
  return toolCall?.functionCalls ?? [];
};
export const respond = (client: Client, id: string | undefined, more: object = {}): void =>
  client.send({
    toolResponse: { functionResponses: [{ id, name: 'f', response: { output: 1 }, ...more }] },
  });
export const interrupted = (client: Client): Promise<ServerMessage> =>
  client.next(({ serverContent }) => serverContent?.interrupted === true);
export const firstAudio = (client: Client): Promise<ServerMessage> =>
  client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
export const said = (client: Client): string => client.text('outputTranscription');

/** Answers the first turn, and notes what the later ones are. */
export const noting = (
  first: Answer,
): { readonly turns: Turn[]; readonly script: (turn: Turn) => Answer } => {
  const turns: Turn[] = [];
  return {
    turns,
    script: (turn) => {
      turns.push(turn);
      if (turns.length === 1) return first;
      return turn.kind === 'tool' ? say('The result.') : { kind: 'none' };
    },
  };
};
