import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';

/** A track that the page itself stops fires no event: it is looked at this often, ms. */
const LOOK_MS = 500;

/**
 * Audio of a page's own in the microphone's place. Only copies of its track are used: the page's is never stopped or muted
 * by us, and where the page stops it, ours are let go too, so that a device behind it is not kept open.
 */
export class ForeignVoice {
  /** Called once: the page's track is over. */
  onEnded: () => void = () => undefined;
  readonly #track: MediaStreamTrack;
  readonly #watch: ReturnType<typeof setInterval>;
  readonly #closed = new AbortController();

  /**
   * @param signal aborted when it is no longer wanted
   * @throws LiveFailure when no audio track of the stream is live
   */
  constructor(stream: MediaStream, signal: AbortSignal) {
    const track = stream.getAudioTracks().find(({ readyState }) => readyState === 'live');
    if (!track) throw new LiveFailure('config', say('sound-kind'));
    this.#track = track;
    this.#watch = setInterval(() => track.readyState === 'ended' && this.end(), LOOK_MS);
    track.addEventListener('ended', this.end, { signal: this.#closed.signal });
    signal.addEventListener('abort', () => this.close(), { signal: this.#closed.signal });
  }

  /** A copy of the track, as a stream. */
  readonly source = (): MediaStream => new MediaStream([this.#track.clone()]);

  /** The track has ended. */
  readonly end = (): void => {
    if (this.#closed.signal.aborted) return;
    this.close();
    this.onEnded();
  };

  /** Watches the page's track no longer. */
  close(): void {
    clearInterval(this.#watch);
    this.#closed.abort();
  }
}
