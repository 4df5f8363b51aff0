import { fitToModel } from '../core/model-fit.ts';
import type { PlainObject } from '../core/merge.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { Kept, Told } from './context-messages.ts';

/** The session that runs is told these by an update: every one that follows it in the run is set up with them. */
export const layOver = (kept: Kept, told: Told): void => {
  kept.over = { ...kept.over, ...told };
  kept.lay = (plan) => laidOver(plan, kept.over ?? {});
};

/** Fields that the token pins stay, and what the plan's model does not take is not for it: that was told when it was sent. */
const laidOver = ({ config, locked, profile }: SessionPlan, told: Told): SessionPlan['config'] => {
  const isFree = (name: string): boolean => !locked.some((path) => `${path}.`.startsWith(`${name}.`));
  const free = Object.entries(told).filter(([name]) => isFree(name));
  const fields: PlainObject = Object.fromEntries(free);
  return { ...config, ...fitToModel(fields, profile, [], () => undefined) };
};
