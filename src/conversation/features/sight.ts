import { deferred } from '../deferred.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';
import { Pictures } from '../sight/pictures.ts';
import { VideoFeed } from '../sight/video-feed.ts';

export interface Sight extends FeatureInstance {
  /** Sends one picture, after those before it. Rejects with a `GeminiLiveError` when it is none, or cannot be read. */
  sendImage(image: Blob): Promise<void>;
  /** Resolves when the model sees what `video` asks for; rejects as `getUserMedia` does. */
  readonly started: Promise<void>;
}

/** What the model sees: a camera or the screen, and pictures. */
export const create = (context: FeatureContext): Sight => {
  const { host, plan, signal } = context;
  const setUp = deferred();
  if (plan()) setUp.resolve();
  // Not everybody waits for it.
  setUp.promise.catch(() => undefined);
  const pictures = new Pictures(context, setUp.promise);
  const video = new VideoFeed(context);
  const over = (): void => {
    setUp.reject(signal.reason);
    video.close(signal.reason);
  };
  if (signal.aborted) over();
  else {
    signal.addEventListener('abort', over, { once: true });
    video.ask(host.settings().video);
  }
  return {
    sendImage: (image) => pictures.send(image),
    get started() {
      return video.started;
    },
    receive: ({ type }) => {
      if (type === 'opened') setUp.resolve();
      if (type === 'opened' || type === 'ended') video.lineUp = type === 'opened';
    },
    settingsChanged: (names) => {
      if (names.includes('video') && !signal.aborted) video.ask(host.settings().video);
    },
  };
};
