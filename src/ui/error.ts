import { html, nothing, type TemplateResult } from 'lit';
import type { View } from './view.ts';

/**
 * What happened, and what helps. The button under it says "try again" when that may help by itself. Not a live region:
 * errors go through the announcer, which also works while the panel is away.
 */
export const renderError = (view: View): TemplateResult | typeof nothing => {
  if (view.error === undefined || view.consentPending) return nothing;
  const { what, remedy } = view.terms.errors[view.error.code];
  return html`<p class="notice error" part="error">
    <span><strong>${what}</strong> ${remedy}</span>
  </p>`;
};
