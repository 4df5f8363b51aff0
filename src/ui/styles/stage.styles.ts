import { css } from 'lit';

/**
 * The picture and the status. Large and in the middle before anything was said, small and beside each other afterwards.
 * Until something moves, the picture is drawn here, as the painters draw it at rest: a painted canvas has a `width`. It
 * carries the three colours in properties that compute to colours; their 1 ms transition tells of a change.
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
  canvas:not([width]) {
    background:
      radial-gradient(25% 25% at 38% 33%, #fff8, transparent),
      radial-gradient(26% 26% at 42% 36%, var(--_orb-1), transparent),
      radial-gradient(35% 35% at 42% 64%, var(--_orb-3), transparent),
      radial-gradient(38% 38% at 67% 50%, var(--_orb-2), transparent),
      radial-gradient(closest-side, var(--_orb-1) 66%, var(--_orb-2) 0);
    mask: radial-gradient(closest-side, #000 66%, #0004 67%, transparent);
  }
  canvas.bars:not([width]) {
    background: radial-gradient(closest-side, var(--_orb-1) 46%, transparent 50%) 50% / 16.67% 33.33% repeat-x;
    mask: linear-gradient(90deg, transparent 8.3%, #0008 0 91.7%, transparent 0);
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
