import { css } from 'lit';

/**
 * Where the layouts put launcher and panel, which is a dialog where it can be put away: in the text's flow, over the page at one of six places, or under the button.
 * On a phone the open panel is a sheet at the lower edge. When the window is very low (a zoomed page), all of it scrolls.
 */
export const placementStyles = css`
  :host([layout='floating']) {
    position: fixed;
    z-index: var(--gemini-live-z-index, 1000);
    inset-block: auto calc(var(--_gap) + env(safe-area-inset-bottom, 0px));
    inset-inline: auto calc(var(--_gap) + env(safe-area-inset-right, 0px));
  }
  :host([layout='floating'][placement^='top']) {
    inset-block: calc(var(--_gap) + env(safe-area-inset-top, 0px)) auto;
  }
  :host([layout='floating'][placement$='start']) {
    inset-inline: calc(var(--_gap) + env(safe-area-inset-left, 0px)) auto;
  }
  :host([layout='floating'][placement$='center']) {
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
  }
  [role='dialog'] {
    inline-size: min(var(--gemini-live-panel-width, 24em), 100vw - 2 * var(--_gap));
    max-block-size: min(var(--gemini-live-panel-height, 42em), 100dvh - 2 * var(--_gap));
    box-shadow: var(--_shadow);
    transition:
      opacity 0.2s,
      translate 0.2s;
  }
  [role='dialog'] .transcript {
    flex: 1 1 auto;
    max-block-size: none;
  }
  [role='group'] .title,
  .is-notice > :not(.notice) {
    display: none;
  }
  :host([layout='button']) {
    display: inline-block;
    position: relative;
    vertical-align: middle;
  }
  .talker ~ .panel {
    position: absolute;
    z-index: var(--gemini-live-z-index, 1000);
    inset-block-start: calc(100% + 0.5em);
    inset-inline-start: 0;
  }
  .is-notice.panel {
    padding: 0.5em;
  }
  @starting-style {
    [role='dialog'] {
      opacity: 0;
      translate: 0 0.75em;
    }
  }
  @media (max-width: 30em) {
    [role='dialog']:not(.is-notice) {
      position: fixed;
      inset-block: auto 0;
      inset-inline: 0;
      inline-size: auto;
      max-block-size: 90dvh;
      padding-block-end: calc(1.25em + env(safe-area-inset-bottom, 0px));
      border-inline: 0;
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
  @media (max-height: 30em) {
    .panel {
      overflow-y: auto;
    }
    .transcript {
      flex: none !important;
      max-block-size: 12em !important;
    }
  }
`;
