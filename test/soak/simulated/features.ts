import type { LoadFeature } from '../../../src/conversation/features/features.ts';
import * as closes from '../../../src/conversation/features/closes.ts';
import * as config from '../../../src/conversation/features/config.ts';
import * as insight from '../../../src/conversation/features/insight.ts';
import * as speech from '../../../src/conversation/features/speech.ts';
import * as tools from '../../../src/conversation/features/tools.ts';

export { preloadFeatures, Run } from '../../../src/conversation/index.ts';

/** What needs a page or devices of its own has none here. */
const idle = (): void => undefined;
const devices = { create: () => ({ opened: idle, lost: idle, refused: idle, choose: idle, unmuted: idle }) };
const page = { create: () => ({ active: idle, waits: idle }) };
const FEATURES = { closes, config, devices, insight, page, speech, tools };

/** What a conversation loads when it needs it, without a wait. */
export const loadFeature: LoadFeature = (name) =>
  Promise.resolve(FEATURES[name as keyof typeof FEATURES] as never);
