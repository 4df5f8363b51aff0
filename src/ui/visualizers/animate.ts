import { LevelsController, type AnimatedHost } from '../../controllers/levels-controller.ts';
import type { LiveState } from '../../core/state.ts';
import { visualizers } from './visualizers.ts';

/** What the picture shows of an element. */
export interface Pictured extends AnimatedHost {
  readonly state: LiveState;
  readonly visualizer: string;
  readonly inputLevel: number;
  readonly outputLevel: number;
}

/** Puts the element's moving picture in the place of the still one that its styles draw. */
export const animate = (element: Pictured): LevelsController =>
  new LevelsController(element, {
    levels: () => ({ input: element.inputLevel, output: element.outputLevel }),
    state: () => element.state,
    visualizer: () => visualizers[element.visualizer === 'bars' ? 'bars' : 'orb'],
  });
