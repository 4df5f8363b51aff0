import { css } from 'lit';

/** What stands on the page while the panel is away. Its face pulses while a conversation runs behind it. */
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
  .launcher:hover:enabled {
    background: color-mix(in srgb, var(--_orb-1) 8%, var(--_surface));
  }
  .face {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.75em;
    block-size: 2.75em;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  [data-state='connecting'] > .face,
  [data-state='reconnecting'] > .face,
  [data-state='listening'] > .face,
  [data-state='thinking'] > .face,
  [data-state='speaking'] > .face {
    animation: pulse 2s infinite;
  }
  [data-state='speaking'] > .face {
    animation-duration: 1s;
  }
  [data-state='failed'] > .face {
    background: var(--_danger);
    color: var(--_surface);
  }
  @keyframes pulse {
    from {
      box-shadow: 0 0 0 0 color-mix(in srgb, var(--_accent) 45%, transparent);
    }
    to {
      box-shadow: 0 0 0 0.75em transparent;
    }
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
