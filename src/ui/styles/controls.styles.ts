import { css } from 'lit';

/** Buttons and the text field. Nothing to touch is smaller than 44 px at the default text size. */
export const controlStyles = css`
  button,
  textarea {
    margin: 0;
    border: 1px solid transparent;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    min-inline-size: 2.75em;
    cursor: pointer;
    touch-action: manipulation;
    user-select: none;
    transition:
      opacity 0.15s,
      scale 0.15s;
  }
  button:disabled {
    cursor: not-allowed;
    opacity: 0.5;
  }
  button:active:enabled {
    scale: 0.97;
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .pill {
    padding: 0.5em 1.25em;
    border-radius: 2em;
    background: color-mix(in srgb, var(--_text) 8%, transparent);
    font-weight: 600;
    text-align: center;
  }
  .primary,
  .face,
  button[aria-pressed='true'],
  textarea:not(:placeholder-shown) + button {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .end {
    background: color-mix(in srgb, var(--_danger) 12%, transparent);
    color: var(--_danger);
  }
  .talk[aria-pressed='true'] {
    outline: 0.25em solid color-mix(in srgb, var(--_accent) 35%, transparent);
    touch-action: none;
  }
  .round {
    padding: 0;
    border-radius: 50%;
    background: none;
  }
  .hide {
    margin-inline-end: -0.625em;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.625em;
  }
  .composer {
    display: flex;
    align-items: flex-end;
    padding: 0.125em;
    border: 1px solid var(--_border);
    border-radius: 1.5625em;
    background: var(--_surface);
  }
  .composer:focus-within {
    border-color: var(--_accent);
    box-shadow: 0 0 0 1px var(--_accent);
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 2.75em;
    max-block-size: 8em;
    padding: 0.65em 1em;
    resize: none;
    outline: none;
    background: none;
    field-sizing: content;
  }
  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  /* A veil over whatever the button is painted with. */
  button:hover:enabled {
    background-image: linear-gradient(color-mix(in srgb, var(--_text) 8%, transparent) 0 0);
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
    button[aria-pressed='true'] {
      border-width: 3px;
    }
  }
`;
