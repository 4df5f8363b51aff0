import { html, nothing, type TemplateResult } from 'lit';
import { renderComposer } from './composer.ts';
import { renderConsent } from './consent.ts';
import { renderControls } from './controls.ts';
import { renderError } from './error.ts';
import { hideIcon } from './icons.ts';
import { renderStatus } from './status.ts';
import { renderTranscript } from './transcript.ts';
import { isLive, isNotice, isPanelShown, type Actions, type View } from './view.ts';

/**
 * The panel with all its pieces. In the layouts that can put it away it is a non-modal dialog; inline it is a group.
 * Slots are always in the tree, so that slotted content never appears and disappears with a state.
 */
export const renderPanel = (view: View, actions: Actions): TemplateResult => {
  const { terms } = view;
  const inline = view.layout === 'inline';
  return html`<div
    class="panel ${isNotice(view) ? 'is-notice' : ''}"
    part="panel"
    id="panel"
    role=${inline ? 'group' : 'dialog'}
    tabindex="-1"
    lang=${terms.lang}
    aria-label=${terms.title}
    data-state=${view.state}
    data-muted=${view.muted ? '' : nothing}
    ?hidden=${!isPanelShown(view)}
    @keydown=${(event: KeyboardEvent) => keyPressed(event, view, actions)}
  >
    <header class="header" part="header">
      <slot name="header"><span class="title" part="title">${terms.title}</span></slot>
      ${inline ? nothing : renderHide(view, actions)}
    </header>
    <div class="stage ${isStageSmall(view) ? 'aside' : ''}" part="stage">
      ${
        view.visualizer === 'none'
          ? nothing
          : html`<canvas class=${view.visualizer} part="visualizer" aria-hidden="true"></canvas>`
      }
      ${renderStatus(view)}
      <div class="empty" part="empty" ?hidden=${!isInviting(view)}>
        <slot name="empty">${inviteText(view)}</slot>
      </div>
    </div>
    ${renderTranscript(view)} ${renderError(view)} ${view.draw?.panel(view)} ${renderConsent(view, actions)}
    ${renderControls(view, actions)} ${renderComposer(view, actions)}
    <slot name="footer"></slot>
  </div>`;
};

/** There is something to read: the picture makes room for it. */
const isStageSmall = ({ transcript, captions, error, consentPending }: View): boolean =>
  (captions && transcript.length > 0) || error !== undefined || consentPending;

/** Nothing was said and nothing else is to be read first. */
const isInviting = ({ transcript, error, consentPending }: View): boolean =>
  transcript.length === 0 && error === undefined && !consentPending;

const inviteText = ({ state, microphone, terms }: View): string => {
  if (!isLive(state)) return terms.invitation;
  return microphone ? terms.invitationLive : '';
};

const renderHide = ({ terms }: View, actions: Actions): TemplateResult =>
  html`<button
    class="round hide"
    part="button hide"
    type="button"
    aria-label=${terms.hide}
    title=${terms.hide}
    @click=${() => actions.hide()}
  >
    ${hideIcon()}
  </button>`;

/** Esc puts the panel away; letters typed into our field are kept from the page's own single-key shortcuts. */
const keyPressed = (event: KeyboardEvent, view: View, actions: Actions): void => {
  if (event.key === 'Escape' && view.layout !== 'inline' && !event.isComposing) {
    event.stopPropagation();
    actions.hide();
  } else if (
    event.target instanceof HTMLTextAreaElement &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey
  ) {
    event.stopPropagation();
  }
};
