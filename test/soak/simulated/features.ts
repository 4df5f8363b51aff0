import type { LoadFeature } from '../../../src/conversation/features/features.ts';
import * as config from '../../../src/conversation/features/config.ts';
import * as insight from '../../../src/conversation/features/insight.ts';
import * as speech from '../../../src/conversation/features/speech.ts';
import * as tools from '../../../src/conversation/features/tools.ts';

export { preloadFeatures, Run } from '../../../src/conversation/index.ts';

const FEATURES = { config, insight, speech, tools };

/** What a conversation loads when it needs it, without a wait. */
export const loadFeature: LoadFeature = (name) =>
  Promise.resolve(FEATURES[name as keyof typeof FEATURES] as never);
