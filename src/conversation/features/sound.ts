import type { FeatureContext, FeatureInstance } from '../feature.ts';

export interface Sound extends FeatureInstance {
  /** Recorded audio resolves when all of it was handed over; a stream, when it has taken the microphone's place. */
  sendAudio(audio: Blob | MediaStream): Promise<void>;
  /** What the model said so far: WAV, 24 kHz, mono, 16 bit. `undefined` unless `options.record` is on. */
  recording(): Blob | undefined;
}

export const create = (_context: FeatureContext): Sound => ({
  sendAudio: () => Promise.resolve(),
  recording: () => undefined,
});
