import type { ShownVideo } from '../../conversation/extras.ts';
import type { ExtrasContext } from './contract.ts';
import type { AllTerms } from '../../locales/more/all-terms.ts';
import { icon } from './icons.ts';

/** Shows the visitor what the model is shown, for as long as it is. */
export class Preview {
  readonly #context: ExtrasContext;
  #video: HTMLVideoElement | undefined;

  constructor(context: ExtrasContext) {
    this.#context = context;
  }

  draw(shown: ShownVideo | undefined, terms: AllTerms): unknown {
    const { element, html, nothing } = this.#context;
    if (!shown) {
      // A video element that is out of the page would go on holding the stream.
      if (this.#video) this.#video.srcObject = null;
      this.#video = undefined;
      return nothing;
    }
    return html`<div class="preview" part="preview" role="group" aria-label=${terms[shown.source]}>
      ${this.#show(shown)}
      <p part="preview-caption">${terms.seeing}</p>
      <span class="preview-buttons">
        ${shown.canFlip && shown.flip ? this.#button('flip', terms.flip, shown.flip) : nothing}
        ${this.#button('stop', terms.stopVideo, () => element.stopVideo())}
      </span>
    </div>`;
  }

  #show({ stream, facing, source }: ShownVideo): HTMLVideoElement {
    const video = (this.#video ??= silentVideo());
    if (video.srcObject !== stream) {
      video.srcObject = stream;
      // Where nothing may play by itself, the first picture stands still; the model sees them all.
      void video.play().catch(() => undefined);
    }
    // A mirror is what one expects of a camera that looks at oneself.
    video.className = source === 'camera' && facing !== 'environment' ? 'mirrored' : '';
    return video;
  }

  #button(name: 'flip' | 'stop', label: string, act: () => void): unknown {
    const { html } = this.#context;
    return html`<button
      class="round"
      part="button preview-${name}"
      type="button"
      aria-label=${label}
      title=${label}
      @click=${act}
    >
      ${icon(this.#context, name)}
    </button>`;
  }
}

/** Without sound and in its place: else phones would open it over the whole page. Its name is that of the group it stands in. */
const silentVideo = (): HTMLVideoElement => {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.disablePictureInPicture = true;
  video.setAttribute('part', 'preview-video');
  video.setAttribute('aria-hidden', 'true');
  return video;
};
