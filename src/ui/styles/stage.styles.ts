import { css } from 'lit';

/**
 * The picture and the status. Large and in the middle before anything was said, small and beside each other afterwards.
 * The canvas carries the three colours in properties that compute to colours; their 1 ms transition tells of a change.
 */
export const stageStyles = css`
  .stage {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.375em;
    text-align: center;
  }
  canvas {
    inline-size: var(--gemini-live-orb-size, 11em);
    aspect-ratio: 1;
    max-inline-size: 100%;
    color: var(--_orb-1);
    outline-color: var(--_orb-2);
    text-decoration-color: var(--_orb-3);
    forced-color-adjust: none;
    transition:
      color 1ms,
      outline-color 1ms,
      text-decoration-color 1ms;
  }
  canvas.bars {
    aspect-ratio: 2;
    margin-block: 1.5em;
  }
  .status {
    font-size: 1.25em;
    font-weight: 600;
    text-wrap: balance;
  }
  .empty {
    max-inline-size: 24em;
    color: var(--_muted);
    text-wrap: balance;
  }
  .aside {
    flex-direction: row;
    justify-content: flex-start;
    text-align: start;
  }
  .aside canvas {
    inline-size: 3.5em;
    flex: none;
    margin: -0.5em;
    margin-inline-end: 0.125em;
  }
  .aside canvas.bars {
    margin: 0;
    margin-inline-end: 0.375em;
  }
  .aside .status {
    font-size: 1em;
  }
`;
