import { css } from 'lit';

/**
 * The public variables with their defaults, read into private ones, and a clean slate: what a page sets on its body must
 * not lean in, except its typeface. Lengths are in `em` of the visitor's own text size, not of the page's root.
 */
export const tokenStyles = css`
  :host {
    all: initial;
    --_accent: var(--gemini-live-accent, light-dark(#4a50d0, #b3b8ff));
    --_on-accent: var(--gemini-live-on-accent, light-dark(#fff, #15163c));
    --_surface: var(--gemini-live-surface, light-dark(#fff, #17181f));
    --_raised: var(--gemini-live-surface-raised, light-dark(#f1f2f8, #252733));
    --_text: var(--gemini-live-text, light-dark(#1b1c22, #ecedf3));
    --_muted: var(--gemini-live-text-muted, light-dark(#5a5d6c, #adb1c1));
    --_border: var(--gemini-live-border, light-dark(#dcdee8, #3a3d4c));
    --_danger: var(--gemini-live-danger, light-dark(#b3261e, #ffb4ab));
    --_orb-1: var(--gemini-live-orb-1, #6a6cf6);
    --_orb-2: var(--gemini-live-orb-2, #c07bf5);
    --_orb-3: var(--gemini-live-orb-3, #6fd0ff);
    --_radius: var(--gemini-live-radius, 1.5em);
    --_shadow: var(--gemini-live-shadow, 0 0.25em 0.75em rgb(20 22 60 / 0.1), 0 1em 3em rgb(20 22 60 / 0.18));
    --_gap: var(--gemini-live-offset, 1.25em);
    display: block;
    color-scheme: light dark;
    color: var(--_text);
    font-family: var(--gemini-live-font, inherit);
    font-size: var(--gemini-live-font-size, medium);
    line-height: 1.45;
    -webkit-text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }
  :host([color-scheme='light']) {
    color-scheme: light;
  }
  :host([color-scheme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  p {
    margin: 0;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 0.1875em solid var(--_accent);
    outline-offset: 0.125em;
  }
  @media (prefers-contrast: more) {
    :host {
      --_border: var(--_text);
      --_muted: var(--_text);
    }
  }
  @media (forced-colors: active) {
    :host {
      --_accent: Highlight;
      --_on-accent: HighlightText;
      --_orb-1: Highlight;
      --_orb-2: LinkText;
      --_orb-3: CanvasText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    /* The canvas tells by its transition that a colour changed; nobody sees it. */
    :not(canvas) {
      animation: none !important;
      transition: none !important;
    }
  }
`;
