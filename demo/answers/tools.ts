import type { Answer, ScriptedCall, Turn } from '../../src/emulator/index.ts';
import { quoted, say } from './answering.ts';

const COLOURS = ['red', 'orange', 'green', 'blue', 'violet', 'white'];

const callFor = (text: string): ScriptedCall | undefined => {
  const colour = COLOURS.find((name) => text.toLowerCase().includes(name));
  if (colour !== undefined) return { name: 'set_light', args: { color: colour } };
  if (/\btime|clock|zone\b/i.test(text)) return { name: 'get_time', args: {} };
  if (/\border|pizza|buy\b/i.test(text)) return { name: 'place_order', args: { dish: 'a pizza', count: 1 } };
  if (/\breport|slow\b/i.test(text)) return { name: 'write_report', args: {}, behavior: 'NON_BLOCKING' };
  if (/\bbroken|fail/i.test(text)) return { name: 'break_down', args: {} };
  return undefined;
};

/** Calls the page's functions by the words of what was typed; after speech it asks for the time. */
export const toolAnswer = (turn: Turn): Answer => {
  if (turn.kind === 'tool') return say(reportOf(turn));
  const call = turn.kind === 'speech' ? callFor('time') : callFor(turn.text);
  if (call === undefined) return say('Ask me for a green light, the time, a pizza, or a report.');
  return call.behavior === 'NON_BLOCKING'
    ? { kind: 'call', calls: [call], filler: 'It is being written. Go on talking to me meanwhile.' }
    : { kind: 'call', calls: [call] };
};

const reportOf = ({ responses }: Turn): string =>
  responses
    .map(({ name, response }) => {
      const { output, error } = response as { readonly output?: unknown; readonly error?: unknown };
      if (error !== undefined) return `That did not work: ${quoted(text(error))}`;
      return `${name} says: ${quoted(text(output ?? response))}.`;
    })
    .join(' ');

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
