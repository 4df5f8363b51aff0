import type { Figure } from '../figure.ts';
import type { Lab } from '../lab.ts';
import { busyPage } from './busy-page.ts';
import { bytes } from './bytes.ts';
import { mainThread } from './main-thread.ts';
import { realInput } from './real-input.ts';
import { seam } from './seam.ts';
import { stopAndSend } from './stop-and-send.ts';

/** All that is measured, by the name that `--only` takes. */
export const FIGURES = {
  'real-input': realInput,
  'stop-and-send': stopAndSend,
  'busy-page': busyPage,
  seam,
  'main-thread': mainThread,
  bytes,
} as const satisfies Record<string, (lab: Lab) => Promise<Figure[]>>;

/** Whether `--only` can take it. */
export const isGroup = (name: string): name is keyof typeof FIGURES => Object.hasOwn(FIGURES, name);
