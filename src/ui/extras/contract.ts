import type { html, nothing, ReactiveControllerHost } from 'lit';
import type { ModelProfile } from '../../core/model-profile.ts';
import type { Usage } from '../../core/usage.ts';
import type { View } from '../view.ts';

/** What the entry and the session's chunk lend to this one, which must not carry a second copy of it. */
export interface ExtrasContext {
  readonly html: typeof html;
  readonly nothing: typeof nothing;
  readonly element: ExtrasElement;
  /** The element's options, those of the JSON child included; nobody has checked them. */
  readonly options: () => { readonly offers?: unknown };
  /** What a model can do, by its name; the default model without one. */
  readonly profileOf: (model?: string) => Pick<ModelProfile, 'voices'>;
  /**
   * Fetches what camera, screen and pictures need. To be called when they are offered: what a click asks the browser for has to
   * be asked while the click still counts, and Safari gives it little time.
   */
  readonly loadSight: () => Promise<unknown>;
  /** The text in the form in which a page with Trusted Types takes it for parsing, where it lets us. */
  readonly trustedHtml: (text: string) => string;
}

/** What of the element's public interface is used here. */
export type ExtrasElement = HTMLElement &
  ReactiveControllerHost & {
    readonly model: string | undefined;
    readonly usage: Usage | undefined;
    voice: string | undefined;
    startVideo(source: 'camera' | 'screen'): Promise<void>;
    stopVideo(): void;
    sendImage(image: Blob): Promise<void>;
    show(): void;
    hide(): void;
  };

/** Draws what is shown beside the utterances. */
export interface DrawExtras {
  /** What belongs after the utterance of this id; before all of them when `undefined`. */
  after(view: View, id: string | undefined): unknown;
  /** Between transcript and buttons. */
  panel(view: View): unknown;
  /** Among the buttons. */
  controls(view: View): unknown;
}

/** Something that the visitor can do only where the page's author offers it; see `options.ts`. */
export type OfferName = 'camera' | 'screen' | 'picture' | 'voice' | 'usage';

/** Whether the page's author offers it: their list may be anything. */
export const isOffered = ({ options }: Pick<ExtrasContext, 'options'>, name: OfferName): boolean => {
  const { offers } = options();
  return Array.isArray(offers) && offers.includes(name);
};
