import type { TapTrack } from '../records.ts';
import { firstSound, greatest, residuals, silentFrom } from './tone.ts';

/** How a tone fell silent. */
export interface Stop {
  /** From the moment when the worklet was told to −60 dB of the tone, ms of the context's time. */
  readonly ms: number;
  /** From 99 % of the tone's amplitude to −60 dB, ms. */
  readonly fadeMs: number;
  /** The greatest departure from the tone, from 20 ms before to its end; |x₊ − 2·cos ω·x + x₋|. */
  readonly residual: number;
  /** Sample of the record from which it is silent. */
  readonly silentAt: number;
}

/** Silence must last this long to count, s: a zero crossing does not, and the next turn may follow soon. */
const HOLD_S = 0.0002;

/** Amplitude of a tone at a sample, from its neighbours. */
const envelopeAt = (samples: Float32Array, at: number, omega: number): number =>
  Math.hypot(
    samples[at] as number,
    ((samples[at + 1] as number) - (samples[at - 1] as number)) / (2 * Math.sin(omega)),
  );

/** The stops that a tap recorded. Those that came while nothing sounded, and those still sounding at the end, are left out. */
export const stopsIn = (tap: TapTrack, hz: number, amplitude: number): Stop[] => {
  const { heard, sampleRate: rate, flushes } = tap;
  const omega = (2 * Math.PI * hz) / rate;
  const threshold = 0.001 * amplitude;
  return flushes.flatMap((flush): Stop[] => {
    const before = Math.max(1, flush - Math.round(0.02 * rate));
    const began = firstSound(heard.subarray(0, flush), 0.5 * amplitude, before);
    const silentAt = silentFrom(heard, threshold, HOLD_S * rate, flush);
    if (began < 0 || silentAt < 0) return [];
    let fading = flush;
    while (fading < silentAt && envelopeAt(heard, fading, omega) > 0.99 * amplitude) fading += 1;
    const around = heard.subarray(before - 1, silentAt + Math.floor(HOLD_S * rate));
    return [
      {
        ms: ((silentAt - flush) * 1000) / rate,
        fadeMs: ((silentAt - fading) * 1000) / rate,
        residual: greatest(residuals(around, rate, hz)),
        silentAt,
      },
    ];
  });
};
