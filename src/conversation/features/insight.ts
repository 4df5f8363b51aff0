import { isObject } from '../../core/merge.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';

/** Tells the page of an answer's sources. */
export const create = ({ host }: FeatureContext): FeatureInstance => ({
  receive: (told) => {
    if (told.type !== 'message') return;
    const metadata: unknown = told.message.serverContent?.groundingMetadata;
    if (!isObject(metadata) || Object.keys(metadata).length === 0) return;
    host.emit({ type: 'grounding', metadata });
  },
});
