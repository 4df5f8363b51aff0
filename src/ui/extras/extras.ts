import type { html, nothing } from 'lit';
import type { View } from '../view.ts';

/** The entry's Lit: a chunk must not carry a second one. */
export interface Lit {
  readonly html: typeof html;
  readonly nothing: typeof nothing;
  readonly element: ExtrasElement;
}

/** What of the element's public interface is used here. */
export type ExtrasElement = HTMLElement & {
  voice: string | undefined;
  startVideo(source: 'camera' | 'screen'): Promise<void>;
  stopVideo(): void;
  sendImage(image: Blob): Promise<void>;
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

export const extrasWith = ({ nothing }: Lit): DrawExtras => ({
  after: () => nothing,
  panel: () => nothing,
  controls: () => nothing,
});
