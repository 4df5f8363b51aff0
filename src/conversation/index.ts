/** What a conversation needs beyond the element: one chunk, fetched on the visitor's first intent. */
export { preloadFeatures } from './wanted-features.ts';
export { Run } from './run.ts';
