import { lockableConfig } from './locked-fields.ts';
import type { TokenHandlerOptions } from './token-handler-options.ts';

type Constraints = TokenHandlerOptions['constraints'];

/**
 * Throws a TypeError when `constraints` would pin less than it seems to: a field in the wrong place, a model or an
 * instruction without a word in it, as an environment variable that is not set leaves it.
 */
export const checkConstraints = (constraints: Constraints): void => {
  if (constraints === undefined) return;
  if (typeof constraints !== 'object' || constraints === null) {
    throw new TypeError('constraints must be an object: { model, config }.');
  }
  const stray = Object.keys(constraints).filter((name) => name !== 'model' && name !== 'config');
  if (stray.length > 0) {
    throw new TypeError(
      `constraints has the fields model and config; ${stray.join(', ')} would pin nothing. Put it into config.`,
    );
  }
  const { model, config } = constraints;
  if (model !== undefined && (typeof model !== 'string' || model.trim() === '')) {
    throw new TypeError('constraints.model must be the name of a model; leave it out to pin none.');
  }
  const blank = Object.entries(config ?? {}).find(([name, value]) =>
    name === 'systemInstruction' && value != null ? saysNothing(value) : isBlank(value),
  );
  if (blank !== undefined) {
    throw new TypeError(
      `constraints.config.${blank[0]} is blank and would pin nothing: fill it, or leave it out.`,
    );
  }
};

/** Whether a token is good for less than everything. The model alone counts; the prompt is then the page's to choose. */
export const bindsAnything = (constraints: Constraints): boolean =>
  constraints?.model !== undefined || Object.keys(lockableConfig(constraints?.config)).length > 0;

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** An instruction without a word in it: a text, a `Part`, a `Content`, or a list of them. */
const saysNothing = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.every(saysNothing);
  if (typeof value !== 'object' || value === null) return isBlank(value);
  return Object.entries(value).every(
    ([name, inner]) =>
      name === 'role' || inner == null || (['parts', 'text'].includes(name) && saysNothing(inner)),
  );
};
