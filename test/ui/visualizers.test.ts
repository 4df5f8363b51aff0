import { expect } from '@open-wc/testing';
import { tint, type VisualizerFrame } from '../../src/ui/visualizers/visualizer.ts';
import { bars } from '../../src/ui/visualizers/bars.ts';
import { orb } from '../../src/ui/visualizers/orb.ts';

const visualizers = { orb, bars };

const SIZE = 100;

const frameOf = (change: Partial<VisualizerFrame>): VisualizerFrame => ({
  width: SIZE,
  height: SIZE,
  time: 1,
  input: 0,
  output: 0,
  state: 'speaking',
  tints: [tint('rgb(255, 0, 0)'), tint('rgb(0, 255, 0)'), tint('rgb(0, 0, 255)')],
  ...change,
});

/** How much was painted: the sum of the opacity of all pixels, in pixels. */
const inkOf = (name: keyof typeof visualizers, change: Partial<VisualizerFrame>): number => {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas here.');
  visualizers[name](context, frameOf(change));
  const { data } = context.getImageData(0, 0, SIZE, SIZE);
  let sum = 0;
  for (let index = 3; index < data.length; index += 4) sum += (data[index] ?? 0) / 255;
  expect(context.globalAlpha, 'left as found').to.equal(1);
  return sum;
};

describe('visualizers', () => {
  for (const name of ['orb', 'bars'] as const) {
    it(`${name} paints something in every state`, () => {
      for (const state of [
        'idle',
        'connecting',
        'listening',
        'thinking',
        'reconnecting',
        'failed',
      ] as const) {
        expect(inkOf(name, { state }), state).to.be.greaterThan(100);
      }
    });

    it(`${name} grows with the model’s voice`, () => {
      expect(inkOf(name, { output: 1 })).to.be.greaterThan(inkOf(name, { output: 0 }) * 1.2);
    });

    it(`${name} answers the visitor’s voice`, () => {
      const listening = { state: 'listening' } as const;
      expect(inkOf(name, { ...listening, input: 1 })).to.be.greaterThan(inkOf(name, listening) * 1.1);
    });

    it(`${name} stands still while nothing runs`, () => {
      expect(inkOf(name, { state: 'idle', time: 1 })).to.equal(inkOf(name, { state: 'idle', time: 2.7 }));
    });
  }
});

describe('tint()', () => {
  const COLORS: readonly [string, string, string][] = [
    ['rgb(1, 2, 3)', 'rgb(1 2 3)', 'rgb(1 2 3 / 0)'],
    ['rgba(1, 2, 3, 0.5)', 'rgb(1 2 3)', 'rgb(1 2 3 / 0)'],
    ['oklch(0.7 0.1 200)', 'oklch(0.7 0.1 200)', 'oklch(0.7 0.1 200 / 0)'],
    ['color(srgb 0.1 0.2 0.3 / 0.4)', 'color(srgb 0.1 0.2 0.3)', 'color(srgb 0.1 0.2 0.3 / 0)'],
  ];
  for (const [color, solid, clear] of COLORS) {
    it(`makes ${color} solid and clear, both legal`, () => {
      const made = tint(color);
      expect(made.solid.replace(/\s+/g, ' ')).to.equal(solid);
      expect(made.clear.replace(/\s+/g, ' ')).to.equal(clear);
      expect(CSS.supports('color', made.solid)).to.equal(true);
      expect(CSS.supports('color', made.clear)).to.equal(true);
    });
  }
});
