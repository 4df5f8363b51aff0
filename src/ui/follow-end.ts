import type { ReactiveController, ReactiveElement } from 'lit';

/** Within this many pixels of the end, the reader counts as being there. */
const NEAR = 32;

/** Keeps the transcript at its end while it grows, unless the reader has scrolled up to read. */
export class FollowEnd implements ReactiveController {
  readonly #host: ReactiveElement;
  #log: Element | null = null;
  #following = true;

  constructor(host: ReactiveElement) {
    (this.#host = host).addController(this);
  }

  hostUpdated(): void {
    const log = this.#host.renderRoot.querySelector('.transcript');
    if (log !== this.#log) {
      this.#log = log;
      this.#following = true;
      log?.addEventListener('scroll', this.#look, { passive: true });
    }
    if (log && this.#following) log.scrollTop = log.scrollHeight;
  }

  readonly #look = ({ currentTarget }: Event): void => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget as Element;
    if (clientHeight > 0) this.#following = scrollHeight - scrollTop - clientHeight < NEAR;
  };
}
