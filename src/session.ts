/**
 * What a conversation needs beyond the element, Lit not among it: one chunk, fetched on the visitor's first intent. The
 * moving picture comes with it, because nothing moves before.
 */
export { Run } from './conversation/index.ts';
export { animate } from './ui/visualizers/animate.ts';
