/**
 * Every number, sentence and habit of the real service that this twin repeats, in one folder, each with its source; facts
 * about single models stand in their tables (`models/models.ts`). The table in the documentation is made from both.
 */
export * from './behaviours.ts';
export * from './numbers.ts';
export * from './reasons.ts';
export * from './refusals.ts';
export type * from './source.ts';
