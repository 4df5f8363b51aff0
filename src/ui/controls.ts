import { html, nothing, type TemplateResult } from 'lit';
import { endIcon, microphoneIcon, mutedIcon } from './icons.ts';
import { renderTalkButton } from './talk-button.ts';
import { isLive, isTalking, type Actions, type View } from './view.ts';

/** The row of buttons: mute or push to talk, and the one that starts and ends. */
export const renderControls = (view: View, actions: Actions): TemplateResult =>
  html`<div class="controls" part="controls" ?hidden=${view.consentPending}>
    ${isLive(view.state) && view.microphone ? renderMicrophone(view, actions) : nothing}
    ${renderMain(view, actions)} ${view.draw?.controls(view)}
  </div>`;

/** Mute or push to talk; also used beside the launcher. */
export const renderMicrophone = (view: View, actions: Actions): TemplateResult | typeof nothing => {
  if (!view.manual) return renderMute(view, actions);
  // It stays while the line is set up again: whoever holds it goes on talking, and focus does not move under their finger.
  return isTalking(view.state) || view.state === 'reconnecting' ? renderTalkButton(view, actions) : nothing;
};

/** A toggle keeps its name: what changes is `aria-pressed`. */
const renderMute = ({ terms, muted }: View, actions: Actions): TemplateResult =>
  html`<button
    class="pill mute"
    part="button mute"
    type="button"
    aria-pressed=${muted ? 'true' : 'false'}
    @click=${() => actions.toggleMute()}
  >
    ${muted ? mutedIcon() : microphoneIcon()} ${terms.mute}
  </button>`;

/**
 * Start, try again, cancel and end are one button, so that the keyboard's focus survives the change. The second click
 * of a double click is not meant for what the button has become.
 */
const renderMain = (view: View, actions: Actions): TemplateResult => {
  const live = isLive(view.state);
  const name = live ? 'end' : 'start';
  return html`<button
    class="pill ${live ? 'end' : 'primary'}"
    part="button ${name}"
    type="button"
    data-first
    ?disabled=${view.disabled && !live}
    @keydown=${ignoreRepeat}
    @click=${({ detail }: MouseEvent) => {
      if (detail > 1) return;
      if (live) actions.stop();
      else actions.start();
    }}
  >
    ${live ? endIcon() : microphoneIcon()} ${mainLabel(view)}
  </button>`;
};

/** A key that is held for something else must not press what the focus was moved to. */
const ignoreRepeat = (event: KeyboardEvent): void => {
  if (event.repeat && (event.key === ' ' || event.key === 'Enter')) event.preventDefault();
};

const mainLabel = ({ state, error, terms }: View): string => {
  switch (state) {
    case 'idle':
      return terms.start;
    case 'connecting':
      return terms.cancel;
    case 'listening':
    case 'thinking':
    case 'speaking':
    case 'reconnecting':
      return terms.end;
    case 'ended':
      return terms.startAgain;
    case 'failed':
      return error?.recoverable ? terms.tryAgain : terms.start;
  }
};
