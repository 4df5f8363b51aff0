import { deferred } from '../deferred.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';
import { Pictures } from '../sight/pictures.ts';
import { VideoFeed } from '../sight/video-feed.ts';

export interface Sight extends FeatureInstance {
  /** Sends one picture, after those before it. Rejects with a `GeminiLiveError` when it is none, or cannot be read. */
  sendImage(image: Blob): Promise<void>;
  /**
   * For a picture that was asked for in this conversation and ends with it. Resolves when the model sees what `video` asks for;
   * rejects as `getUserMedia` does.
   */
  start(): Promise<void>;
  /** Another camera was chosen: if one runs, it is that one from now on. */
  turn(): void;
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
  let asked = false;
  const over = (): void => {
    // Else the next conversation, begun by typing perhaps, would turn the camera on.
    if (asked && host.settings().video !== 'off') host.videoEnded();
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
    start: () => {
      asked = true;
      return video.started;
    },
    turn: () => video.turn(),
    receive: ({ type }) => {
      if (type === 'opened') setUp.resolve();
      if (type === 'shown') video.shown();
      if (type === 'opened' || type === 'ended') video.lineUp = type === 'opened';
    },
    settingsChanged: (names) => {
      if (names.includes('video') && !signal.aborted) video.ask(host.settings().video);
    },
  };
};
