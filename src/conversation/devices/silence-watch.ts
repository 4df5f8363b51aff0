import type { FeatureContext } from '../feature.ts';

/** How often the samples are looked at, ms, and how many looks in a row find nothing but zeros before something is wrong: 2 s. */
export const LOOK_MS = 500;
const LOOKS = 4;
const WINDOW = 2048;

/**
 * Notices a track that is live and delivers nothing, as after a call on iOS: real microphones are never exactly silent. Only a
 * track that was heard before counts, so that a device which is silent by itself is not asked for again and again.
 */
export class SilenceWatch {
  readonly #context: FeatureContext;
  readonly #onSilence: () => void;
  readonly #samples = new Float32Array(WINDOW);
  #timer: ReturnType<typeof setInterval> | undefined;
  #source: MediaStreamAudioSourceNode | undefined;

  constructor(context: FeatureContext, onSilence: () => void) {
    this.#context = context;
    this.#onSilence = onSilence;
  }

  listen(track: MediaStreamTrack): void {
    this.rest();
    const { audio, host } = this.#context;
    const node = new AnalyserNode(audio, { fftSize: WINDOW });
    // Made of the track alone, whose end is not ours to bring about.
    this.#source = audio.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(node);
    let heard = false;
    let silent = 0;
    this.#timer = setInterval(() => {
      // Silent by intent, or nothing moves at all.
      if (host.settings().muted || track.muted || audio.state !== 'running') {
        silent = 0;
        return;
      }
      node.getFloatTimeDomainData(this.#samples);
      const zeros = this.#samples.every((sample) => sample === 0);
      heard ||= !zeros;
      silent = zeros && heard ? silent + 1 : 0;
      if (silent >= LOOKS) this.#onSilence();
    }, LOOK_MS);
  }

  rest(): void {
    clearInterval(this.#timer);
    this.#source?.disconnect();
    this.#source = undefined;
  }
}
