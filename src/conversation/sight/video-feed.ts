import { facingOf, listCameras, otherCamera } from '../../video/cameras.ts';
import { FrameSource, type Pace } from '../../video/frame-source.ts';
import { NoVideo, videoError, videoLost, videoUseless, type VideoSource } from '../../video/no-video.ts';
import { endStream, openVideo } from '../../video/open-video.ts';
import { frameSide } from '../../video/picture-size.ts';
import { say } from '../../core/say.ts';
import { type Deferred, deferred } from '../deferred.ts';
import { explained } from '../explained.ts';
import type { FeatureContext } from '../feature.ts';

/** What is asked for, from the moment on that it is. */
interface Wish {
  readonly source: VideoSource;
  /** Aborted when something else is asked for, or nothing. */
  readonly abort: AbortController;
  readonly seen: Deferred;
  /** A picture was handed to the engine. */
  given: boolean;
}

/**
 * What the model is shown, as `video` asks for it: at any time one camera or screen, or none. A wish that is overtaken by the
 * next gives back what it gets, whenever it gets it.
 */
export class VideoFeed {
  readonly #context: FeatureContext;
  #wish: Wish | undefined;
  #started: Promise<void> = Promise.resolve();
  #stream: MediaStream | undefined;
  #frames: FrameSource | undefined;
  readonly #pace: Pace = { lastAt: -Infinity };
  #lineUp: boolean;

  constructor(context: FeatureContext) {
    this.#context = context;
    this.#lineUp = context.plan() !== undefined;
  }

  /** Resolves when the first picture of what is asked for has gone out. Rejects as `getUserMedia` does. */
  get started(): Promise<void> {
    return this.#started;
  }

  /** Asks for camera or screen; the same again changes nothing. */
  ask(source: VideoSource | 'off'): void {
    if (source === (this.#wish?.source ?? 'off')) return;
    this.#drop(new DOMException('Something else is shown, or nothing.', 'AbortError'));
    this.#started = Promise.resolve();
    if (source === 'off') return;
    const wish = { source, abort: new AbortController(), seen: deferred(), given: false };
    this.#wish = wish;
    this.#started = wish.seen.promise;
    // Not everybody waits for it.
    this.#started.catch(() => undefined);
    void this.#begin(wish, this.#chosen());
  }

  /** The line is up or down: without one no picture is made. */
  set lineUp(up: boolean) {
    this.#lineUp = up;
    if (!up || !this.#wish || !this.#fits(this.#wish)) return;
    this.#frames?.wake();
  }

  /** A picture has gone out. That of an earlier wish is long told when this one's first, a second later, is made. */
  shown(): void {
    if (this.#wish?.given) this.#wish.seen.resolve();
  }

  /** To the camera that was chosen; when it cannot be had, to any. */
  turn(): void {
    if (this.#wish?.source === 'camera' && this.#stream) this.#flip(this.#wish, this.#chosen());
  }

  /** The run is over. */
  close(reason: unknown): void {
    this.#drop(reason);
  }

  /** `ways`: constraints to ask with, one after another, until one works. */
  async #begin(wish: Wish, ways: readonly MediaTrackConstraints[]): Promise<void> {
    const { signal } = wish.abort;
    const { videoProblem } = this.#context.extras();
    if (videoProblem) this.#context.show({ videoProblem: undefined });
    try {
      if (!this.#fits(wish)) return;
      const stream = await this.#open(wish, ways);
      if (signal.aborted) return endStream(stream);
      this.#stream = stream;
      for (const track of stream.getVideoTracks()) track.onended = () => this.#lost(wish);
      this.#watch(wish, stream);
      const cameras = wish.source === 'camera' ? await listCameras() : [];
      if (signal.aborted || this.#stream !== stream) return;
      this.#preview(wish, stream, cameras);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(wish, error instanceof NoVideo ? error : videoError(wish.source, error));
    }
  }

  /** The camera that was chosen, then any. */
  #chosen(): readonly MediaTrackConstraints[] {
    const { camera } = this.#context.host.settings().devices.devices.chosen;
    return camera && this.#wish?.source === 'camera' ? [{ deviceId: { exact: camera } }, {}] : [{}];
  }

  async #open({ source, abort }: Wish, ways: readonly MediaTrackConstraints[]): Promise<MediaStream> {
    const { deviceId, facingMode, ...rest } = this.#context.host.settings().videoConstraints ?? {};
    const chosen = { ...(deviceId ? { deviceId } : {}), ...(facingMode ? { facingMode } : {}) };
    let failed: unknown;
    for (const way of ways) {
      // Of the one that is named, no direction is asked.
      const which = 'deviceId' in way ? { facingMode: [], ...way } : way;
      const constraints = { ...rest, ...(Object.keys(way).length > 0 ? which : chosen) };
      try {
        return await openVideo(source, constraints, abort.signal);
      } catch (error) {
        abort.signal.throwIfAborted();
        failed = error;
      }
    }
    throw failed;
  }

  #watch(wish: Wish, stream: MediaStream): void {
    const { plan, post } = this.#context;
    this.#frames = new FrameSource({
      stream,
      pace: this.#pace,
      side: () => frameSide(plan()?.config.mediaResolution),
      wanted: () => this.#lineUp,
      onFrame: (data) => {
        wish.given = true;
        post({ type: 'picture', data, mimeType: 'image/jpeg' }, [data]);
      },
    });
    this.#frames.start();
  }

  #preview(wish: Wish, stream: MediaStream, cameras: readonly MediaDeviceInfo[]): void {
    const { source } = wish;
    const ways = source === 'camera' ? otherCamera(stream, cameras) : [];
    const flip = (): void => {
      if (this.#stream === stream) this.#flip(wish, ways);
    };
    // A computer's camera does not tell; it stands before whoever sits there.
    const facing = source === 'camera' ? (facingOf(stream) ?? 'user') : undefined;
    this.#context.show({ video: { source, stream, facing, canFlip: ways.length > 0, flip } });
  }

  /** The one is given back first: phones open one camera at a time. When the other cannot be had, back to the first. */
  #flip(wish: Wish, ways: readonly MediaTrackConstraints[]): void {
    const { deviceId } = this.#stream?.getVideoTracks()[0]?.getSettings() ?? {};
    this.#end();
    void this.#begin(wish, [...ways, deviceId ? { deviceId: { exact: deviceId } } : {}]);
  }

  /** Whether the session's model can see at all; it is known once there is a setup. */
  #fits(wish: Wish): boolean {
    const { plan, warn } = this.#context;
    const { config, profile } = plan() ?? {};
    if (!config || !profile) return true;
    if (!profile.turns) {
      this.#fail(wish, videoUseless(wish.source, profile.model), 'not-supported-by-model');
      return false;
    }
    if (!config.contextWindowCompression) warn({ code: 'short-session', message: say('short-sight') });
    return true;
  }

  /** Unplugged, taken, or ended by the browser's own "stop sharing", which is the visitor's wish and no fault. */
  #lost(wish: Wish): void {
    if (this.#wish !== wish) return;
    if (wish.source === 'camera') return this.#fail(wish, videoLost(wish.source));
    this.#drop(new DOMException('The screen is not shared any more.', 'AbortError'));
    this.#tellEnded(wish);
  }

  /** The conversation goes on without it. */
  #fail(wish: Wish, failure: NoVideo, code = `${wish.source}-${failure.why}`): void {
    const { parts, show, warn } = this.#context;
    const { source, seen } = wish;
    this.#drop(undefined);
    show({ videoProblem: { source, why: failure.why } });
    warn({ code, message: failure.message });
    explained(failure.message, parts, (sentence) => seen.reject(new DOMException(sentence, failure.name)));
    this.#tellEnded(wish);
  }

  /** The page may ask for something else already, and has not said so yet. */
  #tellEnded({ source }: Wish): void {
    const { host } = this.#context;
    if (host.settings().video === source) host.videoEnded();
  }

  /** Nothing is asked for any more; who waits is told why, unless they are told later. */
  #drop(reason: unknown): void {
    this.#wish?.abort.abort(reason);
    if (reason !== undefined) this.#wish?.seen.reject(reason);
    this.#wish = undefined;
    this.#end();
    const { extras, show } = this.#context;
    if (extras().video) show({ video: undefined });
  }

  /** The light goes out. */
  #end(): void {
    this.#frames?.close();
    if (this.#stream) endStream(this.#stream);
    this.#frames = this.#stream = undefined;
  }
}
