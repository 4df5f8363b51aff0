import type { AnswerStep, CallStep, CodeStep } from '../script/answer-steps.ts';
import { VIDEO_CHUNK_BYTES, TOKENS } from '../assumptions/index.ts';
import type { GroundStep, UrlsStep } from './grounding.ts';
import { render, type Sound } from './render.ts';
import type { Turn } from '../script/turn.ts';
import { NOTHING, type Consumption } from '../session/usage.ts';

/** A step of an answer that is ready to be sent. */
export type Piece =
  | Sound
  /** Messages that cost no time. */
  | {
      readonly kind: 'messages';
      readonly messages: readonly object[];
      readonly gives?: Consumption;
      readonly words?: string;
    }
  | GroundStep
  | UrlsStep
  | CallStep
  | { readonly kind: 'pause'; readonly ms: number };

const part = (content: object): object => ({ serverContent: { modelTurn: { parts: [content] } } });

const codeParts = ({ code, output, outcome = 'OUTCOME_OK' }: CodeStep): readonly object[] => [
  part({ executableCode: { language: 'PYTHON', code } }),
  ...(output === undefined ? [] : [part({ codeExecutionResult: { outcome, output } })]),
];

const videoParts = (base64: string, mimeType: string, chunkBytes: number): readonly object[] => {
  const bytes = Buffer.from(base64, 'base64');
  const count = Math.ceil(bytes.length / chunkBytes);
  return Array.from({ length: count }, (_, index) => {
    const data = bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64');
    return part({ inlineData: { mimeType, data } });
  });
};

/** What thinking costs, and its summary where it is sent. */
export const thoughtPiece = (text: string, tokens: number | undefined, shown: boolean): Piece => ({
  kind: 'messages',
  messages: shown && text !== '' ? [part({ text, thought: true })] : [],
  gives: {
    ...NOTHING,
    thoughtCharacters: tokens === undefined ? text.length : tokens * TOKENS.textCharacters,
  },
});

/** What preparing an answer takes. */
export interface Preparation {
  readonly turn: Turn;
  readonly voice: (text: string) => Int16Array | Promise<Int16Array>;
  /** Whether summaries of thoughts are sent. */
  readonly thoughts: boolean;
  /** Whether something was said before in this turn. */
  readonly goesOn: boolean;
  /** The script's own transcript of the first that is heard. */
  readonly spoken?: string | readonly string[] | undefined;
}

/** Makes everything that can be made ahead of time, the sound above all. Rejects when the voice fails. */
export const prepare = async (
  steps: readonly AnswerStep[],
  { turn, voice, thoughts, goesOn, spoken }: Preparation,
): Promise<readonly Piece[]> => {
  const pieces: Piece[] = [];
  for (const step of steps) {
    switch (step.kind) {
      case 'say':
      case 'tone':
      case 'parrot':
      case 'audio': {
        const first = pieces.every(({ kind }) => kind !== 'sound');
        const sound = await render(step, turn, voice, first ? spoken : undefined);
        const [delta = '', ...more] = sound.deltas;
        // What goes on after something was said begins with the space between the two.
        const apart = (first && !goesOn) || delta === '' || delta.startsWith(' ');
        pieces.push(apart ? sound : { ...sound, deltas: [` ${delta}`, ...more] });
        break;
      }
      case 'think':
        pieces.push(thoughtPiece(step.text ?? '', step.tokens, thoughts));
        if (step.ms !== undefined) pieces.push({ kind: 'pause', ms: step.ms });
        break;
      case 'code':
        pieces.push({ kind: 'messages', messages: codeParts(step) });
        break;
      case 'text':
        pieces.push({
          kind: 'messages',
          messages: [part({ text: step.text })],
          gives: { ...NOTHING, textCharacters: step.text.length },
          words: step.text,
        });
        break;
      case 'image': {
        const inlineData = { mimeType: step.mimeType ?? 'image/png', data: step.base64 };
        pieces.push({ kind: 'messages', messages: [part({ inlineData })] });
        break;
      }
      case 'video': {
        const { base64, mimeType = 'video/mp4', chunkBytes = VIDEO_CHUNK_BYTES } = step;
        pieces.push({ kind: 'messages', messages: videoParts(base64, mimeType, chunkBytes) });
        break;
      }
      case 'ground':
      case 'urls':
      case 'call':
      case 'pause':
        pieces.push(step);
        break;
      case 'complete':
      case 'none':
        break; // where an answer is cut (`cut`)
    }
  }
  return pieces;
};
