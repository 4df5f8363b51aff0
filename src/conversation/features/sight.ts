import type { FeatureContext, FeatureInstance } from '../feature.ts';

export interface Sight extends FeatureInstance {
  /** Sends one picture. Rejects with a `GeminiLiveError` when it is none, or cannot be read. */
  sendImage(image: Blob): Promise<void>;
  /** Resolves when the model sees what `video` asks for. */
  readonly started: Promise<void>;
}

export const create = (_context: FeatureContext): Sight => ({
  sendImage: () => Promise.resolve(),
  started: Promise.resolve(),
});
