import type { Answer, Turn } from '../../src/emulator/index.ts';
import { quoted, say } from './answering.ts';

/** Says what it was shown: how many pictures, and how large. */
export const sightAnswer = ({ frames }: Turn): Answer => {
  const last = frames.at(-1);
  if (!last) return say('I see nothing yet. Turn the camera on, share the screen, or drop a picture here.');
  const kilobytes = Math.max(1, Math.round(last.bytes.length / 1000));
  const pictures = frames.length === 1 ? 'one picture' : `${frames.length} pictures`;
  return say(`I was shown ${pictures}. The last one has ${kilobytes} kilobytes, as ${last.mimeType}.`);
};

/** Gives the recording back: a parrot. */
export const recordedAnswer = (turn: Turn): Answer =>
  turn.kind === 'speech'
    ? { kind: 'parrot', heard: 'What was recorded.', spoken: 'What was recorded.' }
    : say(quoted(turn.text) || 'Hello.');

/** Thinks aloud where it was asked to, and stays silent when nobody talks to it. */
export const nativeAnswer = (turn: Turn): Answer => {
  if (turn.proactive && /\b(him|her|them|later|mum|dad)\b/i.test(turn.text)) {
    return { kind: 'none', end: 'waiting-for-input' };
  }
  return {
    kind: 'steps',
    steps: [
      {
        kind: 'think',
        text: '**Weighing the question**\n\nThe visitor sounds friendly. I compare two answers, and take the shorter one.\n\n\n',
        ms: 600,
        tokens: 60,
      },
      {
        kind: 'say',
        text: turn.kind === 'speech' ? 'You sound cheerful today.' : `Thought over: ${quoted(turn.text)}`,
      },
    ],
  };
};

const VOICES = 'This is how I sound. ';

/** A sentence to hear a voice by. */
export const voiceAnswer = (turn: Turn): Answer =>
  say(
    turn.kind === 'speech'
      ? `${VOICES}I heard you for ${turn.seconds.toFixed(1)} seconds.`
      : VOICES + quoted(turn.text),
  );
