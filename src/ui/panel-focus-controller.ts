import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Elements in which somebody is typing: focus is never taken from them. */
const FIELDS = 'input, textarea, select, [contenteditable]';

/** The button that the panel is about right now. */
const FIRST = '.panel :not([hidden]) > [data-first]:enabled';

/**
 * Moves focus into the panel when it opens and back when it closes, as `<dialog>` does: not for a panel that is open
 * from the start, and not away from a field of the page that is being typed in. When an update takes the focused
 * control away, the main button gets the focus, so that it is never lost. Focus is not kept inside.
 */
export class PanelFocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #wantsFocus: () => boolean;
  #had: boolean | undefined;
  #returnTo: Element | null = null;
  /** Focus as it was before the update: hiding the focused element would lose it. */
  #inside: Element | null = null;

  /** `wantsFocus`: whether the panel is to hold the focus; see `takesFocus`. */
  constructor(host: ReactiveControllerHost & HTMLElement, wantsFocus: () => boolean) {
    (this.#host = host).addController(this);
    this.#wantsFocus = wantsFocus;
  }

  hostUpdate(): void {
    this.#inside = this.#host.shadowRoot?.activeElement ?? null;
  }

  hostUpdated(): void {
    const wants = this.#wantsFocus();
    const had = this.#had;
    this.#had = wants;
    if (had === undefined) return;
    if (wants && !had) this.#enter();
    else if (had && !wants) this.#leave();
    else if (isGone(this.#inside)) this.#focus(this.#query(FIRST));
  }

  #enter(): void {
    const outside = (this.#host.getRootNode() as Document | ShadowRoot).activeElement;
    this.#returnTo = this.#inside ?? outside;
    if (outside !== this.#host && outside?.matches(FIELDS)) return;
    this.#focus(this.#query(FIRST) ?? this.#query('.panel'));
  }

  #leave(): void {
    const back = this.#returnTo;
    this.#returnTo = null;
    if (this.#inside === null) return;
    const usable = back instanceof HTMLElement && back !== document.body && !isGone(back);
    this.#focus(usable ? back : (this.#query('.launcher') ?? this.#query(FIRST)));
  }

  #focus(element: HTMLElement | null): void {
    element?.focus({ preventScroll: true });
  }

  #query(selector: string): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }
}

const isGone = (element: Element | null): boolean =>
  element !== null && (!element.isConnected || element.closest('[hidden]') !== null);
