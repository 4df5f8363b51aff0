import type { DeliveryStyle, Step } from './delivery-step.ts';
import { seeded } from '../../core/random.ts';

/** Steps in the order that was asked for, and what comes only after the turn. */
export interface Arranged {
  readonly steps: readonly Step[];
  readonly after: readonly object[];
}

const messagesOf = (steps: readonly Step[]): object[] => steps.flatMap(({ message }) => message ?? []);

/** A transcript may be shuffled only among its like: each direction keeps its own order. */
const weave = (
  steps: readonly Step[],
  streams: readonly (readonly Step[])[],
  random: () => number,
): Step[] => {
  const slots = streams.map((stream) =>
    stream.map(() => Math.floor(random() * (steps.length + 1))).sort((a, b) => a - b),
  );
  const woven: Step[] = [];
  for (let slot = 0; slot <= steps.length; slot += 1) {
    const at = steps[Math.min(slot, steps.length - 1)]?.at ?? 0;
    streams.forEach((stream, which) => {
      stream.forEach((step, index) => {
        if (slots[which]?.[index] === slot) woven.push({ ...step, at });
      });
    });
    const step = steps[slot];
    if (step) woven.push(step);
  }
  return woven;
};

/** One of these after each audio message, as long as there are any; the rest at the end. */
const interleave = (steps: readonly Step[], heard: readonly Step[]): Step[] => {
  const left = [...heard];
  const woven = steps.flatMap((step) => {
    const next = step.gives ? left.shift() : undefined;
    return next ? [step, { ...next, at: step.at }] : [step];
  });
  const at = steps.at(-1)?.at ?? 0;
  return [...woven, ...left.map((step) => ({ ...step, at }))];
};

/**
 * Puts the transcripts of both directions where the script wants them among the steps of an answer (`spokenWhen`,
 * `heardWhen: 'interleaved'`, `shuffle`).
 */
export const arrange = (all: readonly Step[], { delivery, heard = [] }: DeliveryStyle): Arranged => {
  const heardSteps = heard.map((message) => ({ at: 0, message, transcript: true }));
  const spoken = all.filter(({ transcript }) => transcript === true);
  const others = all.filter(({ transcript }) => transcript !== true);
  if (delivery.shuffle !== undefined) {
    return { steps: weave(others, [heardSteps, spoken], seeded(delivery.shuffle)), after: [] };
  }
  const first = others[0]?.at ?? 0;
  const last = others.at(-1)?.at ?? 0;
  switch (delivery.spokenWhen ?? 'along') {
    case 'along':
      return { steps: interleave(all, heardSteps), after: [] };
    case 'before':
      return {
        steps: interleave([...spoken.map((step) => ({ ...step, at: first })), ...others], heardSteps),
        after: [],
      };
    case 'after':
      return {
        steps: interleave([...others, ...spoken.map((step) => ({ ...step, at: last }))], heardSteps),
        after: [],
      };
    case 'after-turn':
      return { steps: interleave(others, heardSteps), after: messagesOf(spoken) };
  }
};
