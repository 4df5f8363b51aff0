import { isServer, type ReactiveController, type ReactiveElement } from 'lit';

/** Keeps the host's custom states, which style sheets ask for by `:state(…)`, in step with what it shows. */
export class StatesController implements ReactiveController {
  readonly #internals: ElementInternals | undefined;
  readonly #states: () => readonly (string | false)[];

  constructor(host: ReactiveElement, states: () => readonly (string | false)[]) {
    this.#internals = isServer ? undefined : host.attachInternals();
    this.#states = states;
    host.addController(this);
  }

  hostUpdated(): void {
    const states = this.#internals?.states;
    states?.clear();
    try {
      for (const state of this.#states()) if (state) states?.add(state);
    } catch {
      // Chromium before 125 takes only names that begin with two hyphens.
    }
  }
}
