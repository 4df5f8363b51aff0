import { html, nothing, type TemplateResult } from 'lit';
import { renderMicrophone } from './controls.ts';
import { endIcon, voiceIcon } from './icons.ts';
import { statusText } from './status.ts';
import { isLive, type Actions, type View } from './view.ts';

/** What stands on the page before the panel: nothing (`inline`), a pill that opens it, or the button that talks. */
export const renderLauncher = (view: View, actions: Actions): TemplateResult | typeof nothing => {
  switch (view.layout) {
    case 'inline':
      return nothing;
    case 'floating':
      return renderOpener(view, actions);
    case 'button':
      return renderTalker(view, actions);
  }
};

/** The slot takes a button of the page's own; a click on it bubbles to the same handler. */
const renderOpener = (view: View, actions: Actions): TemplateResult => {
  const { terms, state, open } = view;
  return html`<slot name="launcher" ?hidden=${open} @click=${() => !view.disabled && actions.show()}>
    <button
      class="launcher"
      part="launcher"
      type="button"
      data-state=${state}
      aria-haspopup="dialog"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls="panel"
      ?disabled=${view.disabled}
    >
      <span class="face" part="launcher-icon">${voiceIcon()}</span>
      <span part="launcher-label">${isLive(state) ? statusText(view) : terms.launch}</span>
    </button>
  </slot>`;
};

/** One press starts, the next one ends; what is going on is written on the button itself. */
const renderTalker = (view: View, actions: Actions): TemplateResult => {
  const { terms, state } = view;
  const live = isLive(state);
  const label = live ? statusText(view) : view.error?.recoverable ? terms.tryAgain : terms.launch;
  return html`<div class="talker" part="talker">
    <slot name="launcher" @click=${() => (live ? actions.stop() : view.disabled || actions.start())}>
      <button
        class="launcher"
        part="launcher"
        type="button"
        data-state=${state}
        aria-label=${live ? `${label} – ${terms.end}` : label}
        title=${live ? terms.end : nothing}
        ?disabled=${view.disabled && !live}
      >
        <span class="face" part="launcher-icon">${live ? endIcon() : voiceIcon()}</span>
        <span part="launcher-label">${label}</span>
      </button>
    </slot>
    ${live && view.microphone ? renderMicrophone(view, actions) : nothing}
  </div>`;
};
