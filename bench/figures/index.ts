import type { Figure } from '../figure.ts';
import type { Lab } from '../lab.ts';
import { mainThread } from './main-thread.ts';
import { realInput } from './real-input.ts';

/** All that is measured, by the name that `--only` takes. */
export const FIGURES = {
  'real-input': realInput,
  'main-thread': mainThread,
} as const satisfies Record<string, (lab: Lab) => Promise<Figure[]>>;

/** Whether `--only` can take it. */
export const isGroup = (name: string): name is keyof typeof FIGURES => Object.hasOwn(FIGURES, name);
