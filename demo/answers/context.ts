import type { Answer, Turn } from '../../src/emulator/index.ts';
import { quoted, say } from './answering.ts';

const NAME = /\bmy name is (\p{L}+)/iu;
const ORDER = /\border (?:number )?(\d+)/i;

/** The last of what the history says, by the visitor, of a thing. */
const known = ({ history }: Turn, thing: RegExp): string | undefined =>
  history
    .filter(({ by }) => by === 'user')
    .map(({ text }) => thing.exec(text)?.[1])
    .findLast(Boolean);

/** Knows what it was told before, and speaks as it was instructed last. */
export const contextAnswer = (turn: Turn): Answer => {
  const pirate = /pirate/i.test(turn.systemInstruction);
  const hello = pirate ? 'Ahoy' : 'Good day';
  const [name, order] = [known(turn, NAME), known(turn, ORDER)];
  const who = name === undefined ? 'I do not know your name yet' : `${hello}, ${name}`;
  if (/\bname\b|who am i/i.test(turn.text)) return say(`${who}${pirate ? ', arr' : ''}.`);
  if (order !== undefined)
    return say(`${who}. Your order ${order} is ${pirate ? 'aboard a ship' : 'on its way'}.`);
  if (turn.kind === 'speech') return say(`${who}. I remember ${turn.history.length - 1} earlier turns.`);
  return say(`${who}. You wrote: ${quoted(turn.text)}`);
};
