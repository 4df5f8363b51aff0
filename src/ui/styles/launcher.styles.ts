import { css } from 'lit';

/** What stands on the page while the panel is away. Its face has a ring while a
 * conversation runs behind it: a still one, since any that moves repaints a stranger's page sixty times a second. */
export const launcherStyles = css`
  .launcher {
    gap: 0.75em;
    min-block-size: 3.5em;
    padding: 0.375em;
    padding-inline-end: 1.25em;
    border-color: var(--_border);
    border-radius: var(--gemini-live-launcher-radius, 2em);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 600;
    text-align: start;
    box-shadow: var(--_shadow);
  }
  .face {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.75em;
    block-size: 2.75em;
    border-radius: 50%;
  }
  /* Connecting, reconnecting, listening, thinking, speaking: whatever goes on. */
  [data-state$='ing'] > .face {
    box-shadow: 0 0 0 0.25em color-mix(in srgb, var(--_accent) 35%, transparent);
  }
  [data-state='failed'] > .face {
    background: var(--_danger);
    color: var(--_surface);
  }
  .talker {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .talker .launcher {
    box-shadow: none;
  }
  .talker .mute[aria-pressed='false'] {
    border-color: var(--_border);
    background: var(--_surface);
    color: var(--_text);
  }
`;
