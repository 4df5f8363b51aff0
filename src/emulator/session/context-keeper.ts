import { settled, tokensOf, type WindowRules } from './compression.ts';
import { extended, type ContextEntry } from './context-window.ts';
import type { SessionMemory } from './session-memory.ts';
import { NOTHING, sum, usageMetadata, type Consumption, type Generation } from './usage.ts';
import type { UserTurn } from '../listening/user-turn.ts';

/** Keeps the context of a session while a connection works on it, and counts what the model reads and says. */
export class ContextKeeper {
  readonly #memory: SessionMemory;
  readonly #rules: WindowRules;
  #fixed: Consumption = NOTHING;
  #prompt: Consumption = NOTHING;

  constructor(memory: SessionMemory, rules: WindowRules) {
    this.#memory = memory;
    this.#rules = rules;
  }

  /** Sets what stays in the window whatever is dropped: instructions and tools, as text. */
  instruct(text: string): void {
    this.#fixed = { ...NOTHING, textCharacters: text.length };
  }

  /** Adds to the context without an answer being due. */
  add(by: ContextEntry['by'], text: string, consumption: Consumption): void {
    this.#memory.context = extended(this.#memory.context, { by, text, consumption });
  }

  /** What a user's turn adds; one of `clientContent` was added as it came. */
  hear({ kind, text, heardText, responses, consumption }: UserTurn): void {
    if (kind === 'content') return;
    if (kind !== 'tool') return this.add('user', text === '' ? heardText : text, consumption);
    // BEHAVIOURS.functionResults
    const json = JSON.stringify(responses.map(({ response }) => response ?? {}));
    this.add('tool', '', { ...consumption, textCharacters: consumption.textCharacters + json.length });
  }

  /**
   * The model begins to answer: its prompt is the context as it is now, shortened if need be. Throws `ProtocolError` 1007
   * when the context does not fit the model.
   */
  settle(): void {
    this.#memory.context = settled(this.#memory.context, this.#rules, this.#fixed);
    this.#prompt = sum(this.#memory.context.total, this.#fixed);
  }

  /** What the model has said, as far as it was sent. */
  speak(text: string, given: Consumption): void {
    if (text !== '' || given.audioSeconds > 0 || given.textCharacters > 0) this.add('model', text, given);
  }

  /** `usageMetadata` of the generation for which was settled last. */
  usage(response: Consumption, more: Omit<Generation, 'prompt' | 'response'> = {}): object {
    const { thoughtCharacters: thoughts, textCharacters } = response;
    const text = { textCharacters: textCharacters + thoughts, thoughtCharacters: 0 };
    const counted = this.#rules.thoughtsAreText === true ? { ...response, ...text } : response;
    return usageMetadata({ prompt: this.#prompt, response: counted, ...more }, this.#rules.frameTokens);
  }

  /** The size of the context now, tokens. */
  get tokens(): number {
    return tokensOf(this.#memory.context.total, this.#fixed, this.#rules.frameTokens);
  }
}
