import type { Turn } from '../../../src/emulator/index.ts';
import { decodeVoice, wordsFor } from './voice-code.ts';

export type Memory = 'forgets' | 'remembers';

/** What a session knows of the visitor, as words in its order, shared by the connections that share it. */
type Known = string[];

/** Typed utterances (`u18`), and spoken ones as far as they were heard (`v17:0-8`). */
export const WORD = /\b(?:u\d+|v\d+:\d+-\d+)\b/g;

const numberOf = (word: string): number => Number(/\d+/.exec(word)?.[0]);
const wordsIn = (text: string): readonly string[] => text.match(WORD) ?? [];
const isTyped = (word: string): boolean => word.startsWith('u');

/**
 * Transcripts trail speech: what was typed may stand above what had been said before it. What is spoken keeps its order, and what is
 * typed keeps its own; which of two of a different kind came first, their numbers say.
 */
const inStep = (words: readonly string[]): readonly string[] => {
  const typed = words.filter(isTyped);
  const spoken = words.filter((word) => !isTyped(word));
  const all: string[] = [];
  while (typed[0] !== undefined && spoken[0] !== undefined) {
    const next = numberOf(typed[0]) < numberOf(spoken[0]) ? typed : spoken;
    all.push(...next.splice(0, 1));
  }
  return [...all, ...typed, ...spoken];
};

/**
 * What the service has of what the visitor said. It follows the handles: each stands for what was known when it was given, or, where the
 * service remembers, for the session itself.
 */
export class ServiceMemory {
  readonly #memory: Memory;
  readonly #byConnection = new Map<number, Known>();
  readonly #byHandle = new Map<string, Known>();
  /** Each turn that came, with its connection, whatever became of it. */
  readonly arrivals: { readonly connection: number; readonly words: readonly string[] }[] = [];

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** What the session of a connection knows now. */
  known(connection: number): readonly string[] {
    return this.#byConnection.get(connection) ?? [];
  }

  /** A frame from the client. */
  heard(connection: number, text: string): void {
    if (text.includes('"setup"')) {
      const { setup } = JSON.parse(text) as { setup?: { sessionResumption?: { handle?: string } } };
      const handle = setup?.sessionResumption?.handle;
      const known = (handle && this.#byHandle.get(handle)) || [];
      this.#byConnection.set(connection, this.#memory === 'remembers' ? known : [...known]);
    } else if (text.includes('"clientContent"')) {
      // What the visitor is said to have said before.
      const { clientContent } = JSON.parse(text) as {
        clientContent: { turns?: { role?: string; parts?: { text?: string }[] }[] };
      };
      const said = (clientContent.turns ?? []).filter(({ role }) => role !== 'model');
      const texts = said.flatMap(({ parts = [] }) => parts.map(({ text: part }) => part ?? ''));
      this.#byConnection.get(connection)?.push(...inStep(texts.flatMap(wordsIn)));
    }
  }

  /** A frame to the client. */
  said(connection: number, text: string): void {
    if (!text.includes('"newHandle"')) return;
    const handle = /"newHandle":\s*"([^"]+)"/.exec(text)?.[1];
    const known = this.#byConnection.get(connection);
    if (handle && known) this.#byHandle.set(handle, this.#memory === 'remembers' ? known : [...known]);
  }

  /** A turn has come to an end: the words of it. */
  turn({ audio, connection, history, kind, text }: Turn): string {
    const words = kind === 'speech' ? wordsFor(decodeVoice(audio)) : '';
    // What is typed while the visitor speaks goes along with what they say.
    const typed = kind === 'speech' ? (history.at(-1)?.text ?? '') : kind === 'text' ? text : '';
    const all = [...wordsIn(words), ...wordsIn(typed).filter(isTyped)];
    this.#byConnection.get(connection)?.push(...all);
    this.arrivals.push({ connection, words: all });
    return words;
  }
}
