import type { FeatureContext, FeatureInstance } from '../feature.ts';

export const create = (_context: FeatureContext): FeatureInstance => ({});
