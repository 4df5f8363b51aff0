import type { ContextUpdate } from '../protocol/client-message.ts';
import type { Content, Setup, ToolSpec } from '../protocol/setup.ts';

/** The text of a content, its parts joined. */
export const textOf = (content: Content | undefined): string =>
  (content?.parts ?? []).map(({ text }) => text ?? '').join('');

/** What the model is told beside the conversation; it may change in mid-session. */
export class Instructions {
  #system: string;
  #tools: readonly ToolSpec[];

  constructor({ systemInstruction, tools = [] }: Setup) {
    this.#system = textOf(systemInstruction);
    this.#tools = tools;
  }

  get system(): string {
    return this.#system;
  }

  get tools(): readonly ToolSpec[] {
    return this.#tools;
  }

  /** All of it as the text that the model reads. */
  get text(): string {
    return this.#system + (this.#tools.length > 0 ? JSON.stringify(this.#tools) : '');
  }

  /** Takes new instructions in the place of the old ones. */
  instruct(text: string): void {
    this.#system = text;
  }

  /** `contextUpdate`: what is absent stays, an empty list of tools removes them all. */
  update({ systemInstruction, tools }: ContextUpdate): void {
    if (systemInstruction) this.#system = textOf(systemInstruction);
    if (tools) this.#tools = tools.tools ?? [];
  }
}
