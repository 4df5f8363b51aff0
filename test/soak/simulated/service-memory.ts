import type { Turn } from '../../../src/emulator/index.ts';
import { decodeVoice, wordsFor } from './voice-code.ts';

export type Memory = 'forgets' | 'remembers';

/** What a session knows of the visitor, as words in its order, shared by the connections that share it. */
type Known = string[];

/** Typed utterances (`u18`), and spoken ones as far as they were heard (`v17:0-8`). */
export const WORD = /\b(?:u\d+|v\d+:\d+-\d+)\b/g;

const numberOf = (word: string): number => Number(/\d+/.exec(word)?.[0]);
const wordsIn = (text: string): readonly string[] => text.match(WORD) ?? [];

/**
 * What the service has of what the visitor said. It follows the handles: each stands for what was known when it was given, or, where the
 * service remembers, for the session itself.
 */
export class ServiceMemory {
  readonly #memory: Memory;
  readonly #byConnection = new Map<number, Known>();
  readonly #byHandle = new Map<string, Known>();
  /** Typed words that no turn has brought yet: what is typed while the visitor speaks goes along with what they say. */
  readonly #typed = new Map<number, readonly string[]>();
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
      this.#byConnection.get(connection)?.push(...texts.flatMap(wordsIn));
    } else if (text.includes('"text"')) {
      this.#typed.set(connection, [...(this.#typed.get(connection) ?? []), ...wordsIn(text)]);
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
  turn({ audio, connection, kind, text }: Turn): string {
    const words = kind === 'speech' ? wordsFor(decodeVoice(audio)) : '';
    const typed = this.#typed.get(connection) ?? [];
    const alone = kind === 'text' ? wordsIn(text) : typed;
    if (kind === 'speech' || kind === 'text')
      this.#typed.set(
        connection,
        typed.filter((word) => !alone.includes(word)),
      );
    const all = [...wordsIn(words), ...(kind === 'speech' || kind === 'text' ? alone : [])].sort(
      (one, other) => numberOf(one) - numberOf(other),
    );
    this.#byConnection.get(connection)?.push(...all);
    this.arrivals.push({ connection, words: all });
    return words;
  }
}
