/**
 * What a conversation needs beyond the element: one chunk, fetched on the visitor's first intent. The moving picture comes
 * with it, because nothing moves before. Lit must not: the chunk would carry a second one.
 */
export { readSettings } from './element-settings.ts';
export { loadFeature } from './features.ts';
export { Run } from './conversation/index.ts';
export { animate } from './ui/visualizers/animate.ts';
