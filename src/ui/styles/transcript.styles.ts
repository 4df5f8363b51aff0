import { css } from 'lit';

/** The visitor's words stand in a bubble at the end of the line, the model's run free. What is not final is pale. */
export const transcriptStyles = css`
  .transcript {
    display: flex;
    flex-direction: column;
    gap: 0.75em;
    min-block-size: 3em;
    max-block-size: var(--gemini-live-transcript-height, 22em);
    margin-inline: -0.5em;
    padding: 0.5em;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }
  .transcript > :first-child {
    margin-block-start: auto;
  }
  .entry {
    position: relative;
    max-inline-size: 92%;
    align-self: flex-start;
  }
  .entry.user {
    align-self: flex-end;
    max-inline-size: 85%;
    padding: 0.5em 0.875em;
    border-radius: 1.125em;
    border-end-end-radius: 0.25em;
    background: var(--gemini-live-user-bubble, color-mix(in srgb, var(--_accent) 14%, var(--_surface)));
  }
  .text {
    white-space: pre-wrap;
  }
  .interim .text {
    color: var(--_muted);
  }
  .interim .text::after {
    content: ' …';
  }
  .mark {
    display: block;
    color: var(--_muted);
    font-size: 0.8125em;
    font-style: italic;
  }
  @media (forced-colors: active) {
    .entry.user {
      border: 1px solid;
    }
  }
`;
