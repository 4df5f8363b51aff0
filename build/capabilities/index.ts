import type { Chapter } from './capability.ts';
import { ELEMENT } from './element.ts';
import { EXCHANGE } from './exchange.ts';
import { LINE } from './line.ts';
import { SESSION } from './session.ts';
import { TURNS } from './turns.ts';

/** All that the table of capabilities has, in its order. */
export const CHAPTERS: readonly Chapter[] = [SESSION, TURNS, EXCHANGE, LINE, ELEMENT];
