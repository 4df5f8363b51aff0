import type { FeatureContext } from '../feature.ts';

/** How often the samples are looked at, ms, and how many looks in a row find nothing but zeros before something is wrong: 2 s. */
export const LOOK_MS = 500;
const LOOKS = 4;
/** The most that an AnalyserNode keeps, 683 ms at 48 kHz: longer than the time between looks, so that no word goes by unheard. */
const WINDOW = 32_768;

/**
 * Notices a track that is live and delivers nothing, as after a call on iOS: real microphones are never exactly silent. Only a
 * track that was heard before counts. Devices that are switched off and gates against noise are exactly silent, too: where
 * asking anew did not help, it is not done again, since some browsers ask the visitor each time.
 */
export class SilenceWatch {
  readonly #context: FeatureContext;
  readonly #onSilence: () => void;
  readonly #samples = new Float32Array(WINDOW);
  #timer: ReturnType<typeof setInterval> | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  /** It stays what it is when another app gives it back. */
  #heard: MediaStreamTrack | undefined;
  /** It was asked for anew, and nothing has been heard since. */
  #onTrial = false;
  #inVain = false;

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
    let silent = 0;
    this.#timer = setInterval(() => {
      // Silent by intent, or nothing moves at all.
      if (host.settings().muted || track.muted || audio.state !== 'running') {
        silent = 0;
        return;
      }
      node.getFloatTimeDomainData(this.#samples);
      const zeros = this.#samples.every((sample) => sample === 0);
      if (!zeros) {
        this.#heard = track;
        this.#onTrial = false;
      }
      silent = zeros && (this.#onTrial || this.#heard === track) ? silent + 1 : 0;
      if (silent < LOOKS || this.#inVain) return;
      if (this.#onTrial) this.#inVain = true;
      else {
        this.#onTrial = true;
        this.#onSilence();
      }
    }, LOOK_MS);
  }

  rest(): void {
    clearInterval(this.#timer);
    this.#source?.disconnect();
    this.#source = undefined;
  }
}
