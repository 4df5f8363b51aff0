import type { Turn } from '../../../src/emulator/index.ts';
import { framesIn } from './sendings.ts';
import { decodeVoice, runsOf, wordFor, type Voiced } from './voice-code.ts';

export type Memory = 'forgets' | 'remembers';

/** What a session knows of the visitor, as words in its order, shared by the connections that share it. */
type Known = string[];

/**
 * Typed utterances (`u18`), and spoken ones as far as they were heard (`v17:0-8`); `~v17:0-8` where the service took that over from a
 * line that was gone before it was whole.
 */
export const WORD = /~?\b(?:u\d+|v\d+:\d+-\d+)\b/g;

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
  /** Voice that came on a connection and is part of no turn yet. */
  readonly #came = new Map<number, Set<string>>();
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
    } else {
      const came = this.#came.get(connection) ?? new Set();
      for (const frame of framesIn(text)) came.add(frame);
      this.#came.set(connection, came);
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
    const words = kind === 'speech' ? this.#wordsFor(decodeVoice(audio), connection) : '';
    // What is typed while the visitor speaks goes along with what they say.
    const typed = kind === 'speech' ? (history.at(-1)?.text ?? '') : kind === 'text' ? text : '';
    const all = [...wordsIn(words), ...wordsIn(typed).filter(isTyped)];
    this.#byConnection.get(connection)?.push(...all);
    this.arrivals.push({ connection, words: all });
    return words;
  }

  /** No frame goes out twice on one line: of two in a turn, the first is from another. */
  #wordsFor(frames: readonly Voiced[], connection: number): string {
    const came = this.#came.get(connection);
    const own = new Set(
      frames.toReversed().filter(({ index, utterance }) => came?.delete(`v${utterance}:${index}`)),
    );
    return runsOf(frames)
      .map((run) => (run.some((frame) => own.has(frame)) ? wordFor(run) : `~${wordFor(run)}`))
      .join(' ');
  }
}
