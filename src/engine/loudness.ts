/** Loudness of speech is told from the room's by this factor over the noise floor (the usual 10 dB). */
const OVER_FLOOR = 3;
/** Below this nobody speaks, whatever the room is like: −47 dB of full scale, RMS of 16-bit samples. */
const LEAST = 150;
/** How fast the floor follows what is softer, and what is louder, for each frame of 20 ms. */
const DOWN = 0.2;
const UP = 0.001;

/**
 * Whether somebody speaks in a frame, as well as energy tells: good enough to find pauses in which a line can be changed, and what
 * is worth keeping. What counts as a turn is the service's to say.
 */
export class Loudness {
  #floor = 0;

  /** `frame`: 16-bit little-endian PCM, mono. */
  isSpeech(frame: ArrayBuffer): boolean {
    const samples = new Int16Array(frame);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const rms = Math.sqrt(sum / Math.max(1, samples.length));
    this.#floor += (rms < this.#floor ? DOWN : UP) * (rms - this.#floor);
    return rms > Math.max(LEAST, OVER_FLOOR * this.#floor);
  }
}
