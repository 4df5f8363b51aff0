import { html, type TemplateResult } from 'lit';
import { microphoneIcon } from './icons.ts';
import type { Actions, View } from './view.ts';

/**
 * Push to talk: held by pointer, Space or Enter. Assistive technology that can only click toggles it instead. Losing
 * pointer or focus lets go, so that the microphone never stays open by accident. The label stays as it is: a button that
 * changes its size would move away under the finger.
 */
export const renderTalkButton = ({ terms, talking }: View, actions: Actions): TemplateResult => {
  const hold = (on: boolean): void => {
    if (on !== talking) actions.talk(on);
  };
  const press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    hold(true);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault(); // else the browser would also click
    if (!event.repeat) hold(event.type === 'keydown');
  };
  return html`<button
    class="pill primary talk"
    part="button talk"
    type="button"
    data-first
    aria-pressed=${talking ? 'true' : 'false'}
    @pointerdown=${press}
    @lostpointercapture=${() => hold(false)}
    @keydown=${key}
    @keyup=${key}
    @blur=${() => hold(false)}
    @contextmenu=${(event: Event) => event.preventDefault()}
    @click=${(event: MouseEvent) => event.detail === 0 && hold(!talking)}
  >
    ${microphoneIcon()} ${terms.holdToTalk}
  </button>`;
};
