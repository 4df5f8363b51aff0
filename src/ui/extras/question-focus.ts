import type { ReactiveController } from 'lit';
import type { ToolQuestion } from '../../conversation/extras.ts';
import type { ExtrasElement } from './contract.ts';

/** Elements in which somebody may be typing. */
const FIELDS = 'input, textarea, select, iframe, [contenteditable]';

/** The element that has the focus, inside of whatever shadow roots can be looked into. */
const focused = (): Element | null => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};

/** Nobody is interrupted in writing; an empty field of ours, after a message was sent, is nobody's work. */
const isWriting = (active: Element | null, element: ExtrasElement): boolean => {
  if (!active?.matches(FIELDS)) return false;
  const ours = element.shadowRoot?.contains(active) === true;
  return !ours || !(active instanceof HTMLTextAreaElement) || active.value !== '';
};

/**
 * Brings a question before the visitor: opens the panel for it, moves the keyboard's focus to its box, and puts both back as
 * they were once it is answered. A second question after the first gets the focus anew, so that no key that is pressed twice
 * answers both.
 */
export class QuestionFocus implements ReactiveController {
  readonly #element: ExtrasElement;
  #asked: ToolQuestion | undefined;
  #next: ToolQuestion | undefined;
  #opened = false;
  #returnTo: Element | null = null;
  #wasInside = false;
  #unread: ToolQuestion | undefined;

  constructor(element: ExtrasElement) {
    (this.#element = element).addController(this);
  }

  /** The question whose box did not get the focus, and is so not read by a screen reader unless it is told. */
  get unread(): ToolQuestion | undefined {
    return this.#unread;
  }

  /** Told while the panel is drawn: the question on screen, and whether the panel is. */
  ask(question: ToolQuestion | undefined, isShown: boolean): void {
    this.#next = question;
    if (!question || question === this.#asked || isShown) return;
    this.#opened = true;
    // Not within the update that is being drawn.
    queueMicrotask(() => this.#next && this.#element.show());
  }

  hostUpdate(): void {
    this.#wasInside = this.#box?.contains(this.#element.shadowRoot?.activeElement ?? null) ?? false;
  }

  hostUpdated(): void {
    const before = this.#asked;
    const box = this.#box;
    if (this.#next && !box?.checkVisibility()) return;
    this.#asked = this.#next;
    if (this.#asked === before) return;
    if (this.#asked) this.#enter(box, before !== undefined);
    else this.#leave();
  }

  get #box(): HTMLElement | null {
    return this.#element.shadowRoot?.querySelector<HTMLElement>('.question') ?? null;
  }

  #enter(box: HTMLElement | null, again: boolean): void {
    const active = focused();
    if (!again) this.#returnTo = active;
    this.#unread = undefined;
    if (isWriting(active, this.#element)) this.#unread = this.#asked;
    else box?.focus();
    this.#element.requestUpdate();
  }

  #leave(): void {
    const back = this.#returnTo;
    this.#returnTo = null;
    if (this.#unread) this.#element.requestUpdate();
    this.#unread = undefined;
    const opened = this.#opened;
    this.#opened = false;
    if (opened) this.#element.hide();
    const usable = back instanceof HTMLElement && back !== document.body && back.checkVisibility();
    if (this.#wasInside && usable) back.focus({ preventScroll: true });
  }
}
