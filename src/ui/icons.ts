import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Drawn for this element: 24 units, stroked in the colour of the text. The words beside them name the control. */
const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

const MICROPHONE = svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21"/>`;

export const microphoneIcon = (): TemplateResult => icon(MICROPHONE);
export const mutedIcon = (): TemplateResult => icon(svg`${MICROPHONE}<path d="m4 4 16 16"/>`);
export const voiceIcon = (): TemplateResult => icon(svg`<path d="M4 10v4M8 7v10M12 4v16M16 8v8M20 10.5v3"/>`);
export const endIcon = (): TemplateResult => icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const hideIcon = (): TemplateResult => icon(svg`<path d="m6 9.5 6 6 6-6"/>`);
export const sendIcon = (): TemplateResult => icon(svg`<path d="M12 19V5m-6 6 6-6 6 6"/>`);
