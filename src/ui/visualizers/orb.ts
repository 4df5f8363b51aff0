import { isResting, type Tint, type Visualizer } from './visualizer.ts';

const TURN = 2 * Math.PI;

/** How fast the colours drift, turns a second, and how far they reach out. */
const drift = (state: Parameters<Visualizer>[1]['state']): number => {
  switch (state) {
    case 'connecting':
    case 'reconnecting':
      return 0.35;
    case 'thinking':
      return 0.5;
    case 'speaking':
      return 0.22;
    case 'listening':
      return 0.12;
    case 'idle':
    case 'ended':
    case 'failed':
      return 0;
  }
};

/** A soft ball of three colours: it swells with the model's voice, and a ring answers the visitor's. */
export const orb: Visualizer = (context, { width, height, time, input, output, state, tints }) => {
  const size = Math.min(width, height);
  const breath = isResting(state) ? 0 : 0.012 * Math.sin(TURN * 0.3 * time);
  const radius = size * (0.33 + breath + 0.07 * output + 0.02 * input);
  const turn = TURN * drift(state) * time;
  const [first, second, third] = tints;

  context.save();
  context.translate(width / 2, height / 2);
  context.globalAlpha = isResting(state) ? 0.35 : 0.45 + 0.4 * Math.max(output, input);
  blob(context, 0, 0, Math.min(radius * 1.5, size / 2), second, 0.5);

  context.globalAlpha = 1;
  context.save();
  disc(context, radius);
  context.clip();
  context.fillStyle = first.solid;
  context.fillRect(-radius, -radius, 2 * radius, 2 * radius);
  const reach = radius * (0.5 + 0.12 * output);
  blob(context, reach * Math.cos(turn), reach * Math.sin(turn), radius * 1.15, second);
  blob(context, reach * Math.cos(2.1 - turn * 0.8), reach * Math.sin(2.1 - turn * 0.8), radius * 1.05, third);
  blob(context, reach * Math.cos(4.2 + turn * 1.3), reach * Math.sin(4.2 + turn * 1.3), radius * 0.8, first);
  context.globalAlpha = 0.5;
  blob(context, -0.35 * radius, -0.5 * radius, radius * 0.75, WHITE);
  context.restore();

  context.globalAlpha = input;
  context.strokeStyle = third.solid;
  context.lineWidth = size * 0.012;
  disc(context, Math.min(radius * (1.08 + 0.14 * input), size * 0.49));
  context.stroke();
  context.restore();
};

const WHITE: Tint = { solid: '#fff', clear: 'rgb(255 255 255 / 0)' };

const disc = (context: CanvasRenderingContext2D, radius: number): void => {
  context.beginPath();
  context.arc(0, 0, radius, 0, TURN);
};

const blob = (
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: Tint,
  core = 0,
): void => {
  const gradient = context.createRadialGradient(x, y, radius * core, x, y, radius);
  gradient.addColorStop(0, color.solid);
  gradient.addColorStop(1, color.clear);
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
};
