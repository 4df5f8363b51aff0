import type { Answer, Turn } from '../../src/emulator/index.ts';

/** Said to typed text that holds the word. The first that fits counts. */
const REPLIES: readonly (readonly [words: RegExp, text: string | (() => string)])[] = [
  [
    /\b(hello|hi|hey|good (morning|evening|day))\b/i,
    'Hello, and welcome! Speak to me, or type. What shall we talk about?',
  ],
  [
    /\b(who|what) are you\b|\byour name\b/i,
    'I am the local twin of the Gemini Live API: same protocol, no intelligence.',
  ],
  [/\bhow are you\b/i, 'Very well, thank you. My answers come without any internet today.'],
  [/\btime\b/i, () => `By this machine's clock it is ${clockTime(new Date())}.`],
  [/\bjoke\b/i, 'Why did the microphone break up with the loudspeaker? There was too much feedback.'],
  [
    /\b(long|story|interrupt)\b/i,
    'Here is a long answer, so that you can interrupt me. Once upon a time there was a voice that would not stop. ' +
      'It talked in the morning, it talked in the evening, and it talked all the way through lunch. ' +
      'Then somebody began to speak, and it fell silent at once.',
  ],
  [/\bparrot\b/i, 'Tick the parrot box on the first page, and I will repeat your own voice.'],
  [/\bhelp\b/i, 'Try: hello, who are you, what time is it, tell me a joke, or a long story.'],
  [/\b(thanks|thank you)\b/i, 'You are welcome.'],
  [/\b(bye|goodbye)\b/i, 'Goodbye! It was a pleasure.'],
];

/** How much of a typed text is repeated. */
const ECHO_CHARACTERS = 200;

/**
 * What the local twin says in the demo. It recognises no speech: after speech it can only say how long it was, or, when
 * the system instruction asks for a parrot, play it back.
 */
export const demoAnswer = (turn: Turn): Answer => {
  if (/\bparrot\b/i.test(turn.systemInstruction)) return { kind: 'parrot' };
  switch (turn.kind) {
    case 'speech':
      return { kind: 'say', text: answerToSpeech(turn) };
    case 'text':
    case 'content':
      return { kind: 'say', text: answerToText(turn.text) };
    case 'tool':
      return { kind: 'say', text: 'The function has answered.' };
  }
};

const answerToSpeech = ({ index, seconds }: Turn): string => {
  const length = `${seconds.toFixed(1)} seconds`;
  const variants = [
    `Hello! I heard you for ${length}. I am a local stand-in and understand no words, but you can interrupt me at any time.`,
    `That was ${length} of speech. With a Gemini key in place of me, this would be a real answer.`,
    `${length}, loud and clear. Tick the parrot box, and I will repeat your own voice.`,
  ];
  return variants[(index - 1) % variants.length] ?? '';
};

const answerToText = (text: string): string => {
  if (text.trim() === '') return 'Hello! What can I do for you?';
  const [, reply] = REPLIES.find(([words]) => words.test(text)) ?? [];
  if (reply === undefined) return `You wrote: ${text.slice(0, ECHO_CHARACTERS)}`;
  return typeof reply === 'string' ? reply : reply();
};

const clockTime = (now: Date): string =>
  now.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
