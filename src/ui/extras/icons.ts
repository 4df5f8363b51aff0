import type { ExtrasContext } from './contract.ts';

/** Drawn like those of the entry: 24 units, stroked in the colour of the text. The words beside them name the thing. */
const SHAPES = {
  asking: 'M9 9.2a3 3 0 1 1 4.3 2.7c-.9.4-1.3 1-1.3 2.1M12 17.5v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18',
  running:
    'M12 3v4M12 17v4M3 12h4M17 12h4M5.6 5.6l2.9 2.9M15.5 15.5l2.9 2.9M5.6 18.4l2.9-2.9M15.5 8.5l2.9-2.9',
  done: 'm5 12.5 4.5 4.5L19 7.5',
  failed: 'M12 4 3 20h18zM12 10v4.5M12 17.2v.01',
  cancelled: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M5.8 5.8l12.4 12.4',
  camera: 'M4 7h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2M16 11l6-3v8l-6-3',
  screen: 'M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M8.5 21h7M12 17v4',
  picture:
    'M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2M3.5 18 9 12l4 4 3-3 4.5 4.5M15.5 8.5v.01',
  flip: 'M4 9a8.5 8.5 0 0 1 15-1.5M20 3v5h-5M20 15A8.5 8.5 0 0 1 5 16.5M4 21v-5h5',
  stop: 'm6 6 12 12M18 6 6 18',
} as const;

export type IconName = keyof typeof SHAPES;

export const icon = ({ html }: Pick<ExtrasContext, 'html'>, name: IconName): unknown =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${SHAPES[name]} /></svg>`;
