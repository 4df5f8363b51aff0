import type { PlaybackReport } from '../audio/messages.ts';

/**
 * How long after its last sample the model may still be in the microphone, ms. Assumed: 60 to 90 for the way out of the
 * worklet and back into it by ordinary devices (measured), the rest for a living room to fall silent by some 30 dB.
 */
export const TAIL_MS = 300;

export interface Duplex {
  /** Whether the visitor is kept back while the model is heard. */
  half(on: boolean): void;
  /** What the speaker reports. */
  played(report: PlaybackReport): void;
  close(): void;
}

/**
 * Half duplex: `onGate` hears when the visitor is to be kept back, and when no longer. It is decided in the engine, from what
 * the speaker really plays, since a page that is busy would let the first of the echo through.
 */
export const createDuplex = (onGate: (shut: boolean) => void): Duplex => {
  let half = false;
  let heard = false;
  let shut = false;
  let tail: ReturnType<typeof setTimeout> | undefined;
  const decide = (): void => {
    if (shut !== (half && heard)) onGate((shut = !shut));
  };
  const hear = (on: boolean): void => {
    heard = on;
    decide();
  };
  return {
    half: (on) => {
      half = on;
      decide();
    },
    played: ({ type }) => {
      // A gap in mid-turn opens nothing: it goes on at any moment, or counts as the end within a second (`dsp/player`).
      if (type === 'starved') return;
      clearTimeout(tail);
      if (type === 'started') hear(true);
      else tail = setTimeout(() => hear(false), TAIL_MS);
    },
    close: () => clearTimeout(tail),
  };
};
