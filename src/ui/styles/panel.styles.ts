import { css } from 'lit';

/** The frame of the panel, its header and footer, and the boxes for questions and errors. */
export const panelStyles = css`
  .panel {
    display: flex;
    flex-direction: column;
    gap: 0.875em;
    min-inline-size: 0;
    padding: 1.25em;
    overflow: hidden auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background:
      radial-gradient(110% 55% at 50% 0, color-mix(in srgb, var(--_orb-1) 13%, transparent), transparent),
      var(--_surface);
    overflow-wrap: anywhere;
  }
  .panel:focus {
    outline: none;
  }
  .header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
    margin-block: -0.375em;
  }
  .title {
    font-weight: 600;
  }
  .notice {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.75em;
    padding: 1em;
    border-radius: calc(var(--_radius) * 0.65);
    background: var(--_raised);
    text-align: center;
    text-wrap: pretty;
  }
  .error {
    border: 1px solid color-mix(in srgb, var(--_danger) 35%, transparent);
    background: color-mix(in srgb, var(--_danger) 8%, var(--_surface));
  }
  .error strong {
    color: var(--_danger);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5em;
  }
  slot[name='footer'] {
    color: var(--_muted);
    font-size: 0.8125em;
    text-align: center;
  }
`;
