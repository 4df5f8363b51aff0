import { bars } from './bars.ts';
import { orb } from './orb.ts';
import type { Visualizer } from './visualizer.ts';

/** The pictures by the name that the `visualizer` attribute gives them; `none` has no canvas. */
export const visualizers: Readonly<Record<'orb' | 'bars', Visualizer>> = { orb, bars };
