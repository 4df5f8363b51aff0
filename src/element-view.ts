import type { GeminiLiveElement } from './gemini-live-element.ts';
import { legal } from './looks.ts';
import type { View } from './ui/view.ts';

/** What the interface shows of an element; `more` is what its public properties do not say. */
export const viewOf = (
  element: GeminiLiveElement,
  more: Pick<View, 'microphone' | 'talking' | 'consentPending' | 'extras' | 'draw' | 'terms'>,
): View => ({
  state: element.state,
  layout: legal('layout', element.layout),
  open: element.open,
  disabled: element.disabled,
  muted: element.muted,
  manual: element.vad === 'manual' || more.extras?.manual === true,
  captions: !element.noCaptions,
  textInput: !element.noTextInput && !more.extras?.hearsOnly.includes(element.model),
  audible: element.responseModality !== 'text' && !more.extras?.written,
  transcript: element.transcript,
  error: element.error,
  visualizer: legal('visualizer', element.visualizer),
  ...more,
});
