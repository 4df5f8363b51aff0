/**
 * Every number, sentence and habit of the real service that this twin repeats, in one folder, each with its source. The
 * table in the documentation is made from it.
 */
export * from './behaviours.ts';
export * from './numbers.ts';
export * from './reasons.ts';
export * from './refusals.ts';
export type * from './source.ts';
