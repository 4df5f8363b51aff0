/**
 * What a conversation needs beyond the element: one chunk, fetched on the visitor's first intent. The moving picture comes
 * with it, because nothing moves before. Lit must not: the chunk would carry a second one.
 */
export { readSettings } from './element-settings.ts';
import type { Parts } from './conversation/parts.ts';
import { loadFeature } from './features.ts';
import { animate as animateWith, type Pictured } from './ui/visualizers/animate.ts';

export { loadFeature };
export { Run } from './conversation/index.ts';

export const animate = (element: Pictured, parts: Parts): void =>
  void animateWith(element, () => loadFeature(parts)('bars'));
