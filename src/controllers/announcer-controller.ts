import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { announcement, type Announcement, type AnnouncementSnapshot } from '../core/announcements.ts';
import { announcementText, type Terms } from '../locales/terms.ts';

/** Told after a text that is said twice in a row, so that the region changes and is read again. */
const AGAIN = '\u00a0';

/**
 * Feeds one polite live region. It compares what the host shows now with what it showed at the last update, and never
 * asks for an update of its own. The region must stand outside whatever can be hidden, so the host renders it last.
 */
export class AnnouncerController implements ReactiveController {
  readonly #read: () => AnnouncementSnapshot;
  #previous: AnnouncementSnapshot | undefined;
  #said: Announcement | undefined;
  #repeated = false;

  constructor(host: ReactiveControllerHost, read: () => AnnouncementSnapshot) {
    host.addController(this);
    this.#read = read;
  }

  hostUpdate(): void {
    const next = this.#read();
    const said = this.#previous && announcement(this.#previous, next);
    this.#previous = { state: next.state, muted: next.muted, error: next.error };
    if (said === undefined) return;
    this.#repeated = said === this.#said && !this.#repeated;
    this.#said = said;
  }

  /** The live region. It is in the page from the first render on: a region that comes with its text is not read. */
  render(terms: Terms): TemplateResult {
    const text = this.#said === undefined ? '' : announcementText(terms, this.#said);
    return html`<div class="visually-hidden" role="status" lang=${terms.lang}>
      ${text}${this.#repeated ? AGAIN : ''}
    </div>`;
  }
}
