import { LevelsController, type AnimatedHost } from '../../controllers/levels-controller.ts';
import type { LiveState } from '../../core/state.ts';
import { orb } from './orb.ts';
import type { Visualizer } from './visualizer.ts';

/** What the picture shows of an element. */
export interface Pictured extends AnimatedHost {
  readonly state: LiveState;
  readonly visualizer: string;
  readonly inputLevel: number;
  readonly outputLevel: number;
}

/** Loads the bars, which fewer pages show than the orb. */
export type LoadBars = () => Promise<{ readonly bars: Visualizer }>;

/** Puts the element's moving picture in the place of the still one that its styles draw. */
export const animate = (element: Pictured, loadBars: LoadBars): LevelsController => {
  let bars: Visualizer | undefined;
  let loading: Promise<unknown> | undefined;
  /** The orb stands in until the bars are there, and where they cannot be had. */
  const barsOrOrb = (): Visualizer => {
    loading ??= loadBars().then(
      (loaded) => {
        bars = loaded.bars;
        element.requestUpdate();
      },
      () => undefined,
    );
    return bars ?? orb;
  };
  return new LevelsController(element, {
    levels: () => ({ input: element.inputLevel, output: element.outputLevel }),
    state: () => element.state,
    visualizer: () => (element.visualizer === 'bars' ? barsOrOrb() : orb),
  });
};
