import { say } from './core/say.ts';
import type { Warning } from './core/state.ts';

/** Attributes of the element's own with a fixed set of values, the default first. Those of the session are in `core/`. */
export const LOOKS = {
  layout: ['inline', 'floating', 'button'],
  placement: ['bottom-end', 'bottom-start', 'bottom-center', 'top-end', 'top-start', 'top-center'],
  visualizer: ['orb', 'bars', 'none'],
  colorScheme: ['auto', 'light', 'dark'],
  latency: ['interactive', 'lowest', 'smooth'],
} as const;

type Look = keyof typeof LOOKS;

/** The value if it is legal, else the default: markup may say anything. */
export const legal = <Name extends Look>(name: Name, value: unknown): (typeof LOOKS)[Name][number] => {
  const values: readonly (typeof LOOKS)[Name][number][] = LOOKS[name];
  return values.find((one) => one === value) ?? LOOKS[name][0];
};

/** Warns of values that are not legal among the properties that changed. */
export const checkLooks = (
  element: Readonly<Record<Look, unknown>>,
  changed: ReadonlyMap<PropertyKey, unknown>,
  warn: (warning: Warning) => void,
): void => {
  for (const name of Object.keys(LOOKS) as Look[]) {
    const values: readonly unknown[] = LOOKS[name];
    const value = element[name];
    if (!changed.has(name) || value === undefined || value === null || values.includes(value)) continue;
    const shown = String(element[name]).slice(0, 40);
    warn({ code: 'bad-value', message: say('ignored', `${name}=${shown}`, values.join(', ')) });
  }
};
