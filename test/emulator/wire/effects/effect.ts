import type { Answer, Turn } from '../../../../src/emulator/index.ts';
import { join, silence, tone, type Client, type ServerMessage } from '../../client.ts';
import { inLab, type FormClient, type Lab, type LabOptions } from '../lab.ts';
import type { Form } from '../message-of.ts';

/** What a field does, and the test that sees it done, with the fields written in the one form or the other. */
export type Effect = readonly [what: string, see: (form: Form) => Promise<void>];

/** Effects by the full path of their field. */
export type Effects = Readonly<Record<string, Effect>>;

/** What came of a conversation. */
export interface Talk {
  /** As a script sees them. */
  readonly turns: readonly Turn[];
  readonly messages: readonly ServerMessage[];
}

/** An answer that is soon over. */
export const TONE: Answer = {
  kind: 'tone',
  hz: 440,
  seconds: 0.3,
  spoken: 'La la',
  heard: 'Good morning',
  turnComplete: 'at-once',
};

export const NATIVE_25 = { model: 'models/gemini-2.5-flash-native-audio-preview-12-2025' };
export const HALF_CASCADE = { model: 'models/gemini-live-2.5-flash-preview' };

/** Types a question and waits for the whole answer. */
export const ask = async (client: Client, text = 'Hi'): Promise<void> => {
  client.send({ realtimeInput: { text } });
  await client.turnComplete();
};

/** Half a second of a voice, and enough silence after it. */
export const SPEECH = join(silence(0.2), tone(0.5), silence(1.2));

/** Says something and waits for the whole answer. */
export const speak = async (client: Client): Promise<void> => {
  client.speak(SPEECH);
  await client.turnComplete();
};

export interface TalkOptions extends Omit<LabOptions, 'script' | 'form'> {
  readonly setup?: object;
  readonly answer?: Answer;
  /** What the client does. Default: `ask`. */
  readonly client?: (client: FormClient, lab: Lab) => Promise<void>;
}

/** A conversation of one client. */
export const talk = async (
  form: Form,
  { setup = {}, answer = TONE, client: act = (client) => ask(client), ...options }: TalkOptions,
): Promise<Talk> => {
  const turns: Turn[] = [];
  let messages: readonly ServerMessage[] = [];
  const script = (turn: Turn): Answer => {
    turns.push(turn);
    return answer;
  };
  await inLab({ form, script, ...options }, async (lab) => {
    const client = await lab.session(setup);
    await act(client, lab);
    await client.answered();
    messages = client.messages;
  });
  return { turns, messages };
};

/** Text of all transcripts of one kind. */
export const transcriptOf = (
  { messages }: Talk,
  which: 'inputTranscription' | 'outputTranscription',
): string => messages.map(({ serverContent }) => serverContent?.[which]?.text ?? '').join('');

/** The first field at this path of any message; `undefined` when it never came. */
export const found = ({ messages }: Talk, path: string): unknown => {
  for (const message of messages) {
    const value = path
      .split('.')
      .reduce<unknown>(
        (here, name) => (here as Readonly<Record<string, unknown>> | undefined)?.[name],
        message,
      );
    if (value !== undefined) return value;
  }
  return undefined;
};
