import { isResting, type Visualizer } from './visualizer.ts';

/** How strongly each bar follows the level: tall in the middle, like a voice. */
const SHAPE = [0.45, 0.75, 1, 0.75, 0.45] as const;

/** Five rounded bars; the visitor's voice moves them in one colour, the model's in another. */
export const bars: Visualizer = (context, { width, height, time, input, output, state, tints }) => {
  const step = Math.min(width / SHAPE.length, height / 3);
  const thickness = step * 0.5;
  const level = Math.max(input, output);
  const searching = state === 'thinking' || state === 'connecting' || state === 'reconnecting';
  context.fillStyle = tints[output > input ? 1 : 0].solid;
  context.globalAlpha = isResting(state) ? 0.5 : 1;
  SHAPE.forEach((share, index) => {
    const wave = 0.5 + 0.5 * Math.sin(time * (searching ? 6 : 9) - index * 1.1);
    const swing = searching ? 0.25 * wave : level * share * (0.65 + 0.35 * wave);
    const length = Math.min(height, thickness + (height - thickness) * swing);
    const x = width / 2 + (index - (SHAPE.length - 1) / 2) * step - thickness / 2;
    context.beginPath();
    context.roundRect(x, (height - length) / 2, thickness, length, thickness / 2);
    context.fill();
  });
  context.globalAlpha = 1;
};
