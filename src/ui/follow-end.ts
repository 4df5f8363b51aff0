import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Within this many pixels of the end, the reader counts as being there. */
const NEAR = 32;

class FollowEnd extends Directive {
  #element: Element | undefined;
  #following = true;

  override update({ element }: ElementPart): void {
    if (this.#element === undefined) {
      this.#element = element;
      element.addEventListener('scroll', this.#look, { passive: true });
    }
    // The children are rendered after this part, so the new end is known only once the render is done.
    if (this.#following) queueMicrotask(() => (element.scrollTop = element.scrollHeight));
  }

  render(): void {}

  #look = ({ currentTarget }: Event): void => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget as Element;
    if (clientHeight > 0) this.#following = scrollHeight - scrollTop - clientHeight < NEAR;
  };
}

/** Keeps a scrolling element at its end while it grows, unless the reader has scrolled up to read. */
export const followEnd = directive(FollowEnd);
