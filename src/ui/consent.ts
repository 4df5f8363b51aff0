import { html, type TemplateResult } from 'lit';
import type { Actions, View } from './view.ts';

/**
 * Asks before the first use of the microphone. The page may put its own text into the slot; the two buttons stay ours,
 * because the click on the first is the gesture that microphone and sound need.
 */
export const renderConsent = ({ terms, consentPending }: View, actions: Actions): TemplateResult =>
  html`<div
    class="notice consent"
    part="consent"
    role="group"
    aria-label=${terms.consentTitle}
    ?hidden=${!consentPending}
  >
    <slot name="consent">
      <p><strong>${terms.consentTitle}</strong></p>
      <p>${terms.consentText}</p>
    </slot>
    <div class="choices">
      <button
        class="pill primary"
        part="button consent-accept"
        type="button"
        ?data-first=${consentPending}
        @click=${() => actions.acceptConsent()}
      >
        ${terms.consentAccept}
      </button>
      <button
        class="pill"
        part="button consent-decline"
        type="button"
        @click=${() => actions.declineConsent()}
      >
        ${terms.consentDecline}
      </button>
    </div>
  </div>`;
