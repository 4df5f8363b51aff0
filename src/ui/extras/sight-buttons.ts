import { isLive, isTalking, type View } from '../view.ts';
import { type ExtrasContext, isOffered } from './contract.ts';
import { allTerms, type AllTerms } from '../../locales/more/all-terms.ts';
import { icon } from './icons.ts';
import { takePictures } from './visitors-pictures.ts';

const SIGHTS = ['camera', 'screen', 'picture'] as const;
type Sight = (typeof SIGHTS)[number];

/** What the model can be shown, as far as the page offers it, the browser can do it, and somebody is there to look. */
export class SightButtons {
  readonly #context: ExtrasContext;
  #view: View | undefined;
  #loaded: Promise<unknown> | undefined;
  /** The last picture could not be sent. */
  #pictureFailed = false;

  constructor(context: ExtrasContext) {
    this.#context = context;
    takePictures({
      element: context.element,
      isOpen: () => this.#offers('picture'),
      send: (picture) => this.#send(picture),
    });
  }

  draw(view: View): unknown {
    this.#view = view;
    if (!isTalking(view.state)) this.#pictureFailed = false;
    const { html, loadSight, nothing } = this.#context;
    const offered = SIGHTS.some((name) => isOffered(this.#context, name));
    // What fails here is fetched again, and reported, at the click.
    if (offered && isLive(view.state)) this.#loaded ??= loadSight().catch(() => (this.#loaded = undefined));
    const terms = allTerms(view.terms);
    const shown = [
      this.#offers('camera') && canCapture('getUserMedia') && this.#toggle('camera', terms),
      this.#offers('screen') && canCapture('getDisplayMedia') && this.#toggle('screen', terms),
      this.#offers('picture') && this.#chooser(terms),
    ].filter((button) => button !== false);
    return shown.length === 0 ? nothing : html`<span class="sight-buttons" part="sight">${shown}</span>`;
  }

  /** What could not be shown, and why; '' when all is well. */
  complaint({ extras, state, terms }: View): string {
    const words = allTerms(terms);
    const problem = isTalking(state) ? extras?.videoProblem : undefined;
    if (problem) return `${words[problem.source]}: ${words.videoProblems[problem.why]}`;
    return this.#pictureFailed ? `${words.picture}: ${words.statusFailed}` : '';
  }

  #offers(name: Sight): boolean {
    return this.#view !== undefined && isTalking(this.#view.state) && isOffered(this.#context, name);
  }

  /** A toggle keeps its name: what changes is `aria-pressed`, once the model does see it. */
  #toggle(source: 'camera' | 'screen', terms: AllTerms): unknown {
    const { element, html } = this.#context;
    const shows = this.#view?.extras?.video?.source === source;
    return html`<button
      class="pill"
      part="button ${source}"
      type="button"
      aria-label=${terms[source]}
      title=${terms[source]}
      aria-pressed=${shows ? 'true' : 'false'}
      @click=${() => (shows ? element.stopVideo() : void element.startVideo(source).catch(toldElsewhere))}
    >
      ${icon(this.#context, source)}
    </button>`;
  }

  /** Phones offer the camera for it, too. */
  #chooser(terms: AllTerms): unknown {
    const { html } = this.#context;
    const chosen = ({ currentTarget }: Event): void => {
      const input = currentTarget as HTMLInputElement;
      for (const file of input.files ?? []) this.#send(file);
      // The same picture may be chosen again.
      input.value = '';
    };
    const choose = ({ currentTarget }: Event): void =>
      ((currentTarget as Element).nextElementSibling as HTMLInputElement).click();
    return html`<button
        class="pill"
        part="button picture-button"
        type="button"
        aria-label=${terms.picture}
        title=${terms.picture}
        @click=${choose}
      >
        ${icon(this.#context, 'picture')}</button
      ><input type="file" accept="image/*" multiple hidden aria-label=${terms.picture} @change=${chosen} />`;
  }

  #send(picture: File): void {
    const { element } = this.#context;
    const settle = (failed: boolean): void => {
      if (failed === this.#pictureFailed) return;
      this.#pictureFailed = failed;
      element.requestUpdate();
    };
    settle(false);
    element.sendImage(picture).catch((error: unknown) => settle(!isHangUp(error)));
  }
}

const canCapture = (method: 'getUserMedia' | 'getDisplayMedia'): boolean =>
  typeof navigator.mediaDevices?.[method] === 'function';

/** The snapshot of the conversation says what is wrong with the picture. */
const toldElsewhere = (): void => undefined;

const isHangUp = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
