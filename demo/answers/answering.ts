import type { Answer, Turn } from '../../src/emulator/index.ts';

/** Whether the visitor typed something. What is spoken, the twin cannot read. */
export const isTyped = ({ kind }: Turn): boolean => kind === 'text' || kind === 'content';

export const say = (text: string): Answer => ({ kind: 'say', text });

/** Twice as long as anything a page writes. */
const ECHO_CHARACTERS = 200;

/** Outside text, in a length that can be said. */
export const quoted = (text: string): string => text.slice(0, ECHO_CHARACTERS);
