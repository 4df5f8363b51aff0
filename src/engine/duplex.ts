import type { PlaybackReport } from '../audio/messages.ts';

/**
 * How long after its last sample the model may still be in the microphone, ms. Assumed: 60 to 90 for the way out of the
 * worklet and back into it by ordinary devices (measured), the rest for a living room to fall silent by some 30 dB.
 */
export const TAIL_MS = 300;

/** What comes from the service is heard within so long, ms, or was silenced before. */
export const LEAD_MS = 1_000;

export interface Duplex {
  /** Whether the visitor is kept back while the model is heard. */
  half(on: boolean): void;
  /** A turn of the model's is on its way to the speaker. */
  came(): void;
  /** What the speaker reports. */
  played(report: PlaybackReport): void;
  close(): void;
}

/**
 * Half duplex: `onGate` hears when the visitor is to be kept back, and when no longer. It begins with the first sound that comes: the
 * speaker's report of it and the microphone's frames reach the engine in whatever order the browser likes. It ends with what the
 * speaker really plays.
 */
export const createDuplex = (onGate: (shut: boolean) => void): Duplex => {
  let half = false;
  let heard = false;
  let shut = false;
  let playing = false;
  let tail: ReturnType<typeof setTimeout> | undefined;
  const decide = (): void => {
    if (shut !== (half && heard)) onGate((shut = !shut));
  };
  const hear = (on: boolean): void => {
    heard = on;
    decide();
  };
  const openIn = (ms: number): void => {
    clearTimeout(tail);
    tail = setTimeout(() => hear(false), ms);
  };
  return {
    half: (on) => {
      half = on;
      decide();
    },
    came: () => {
      if (playing) return;
      openIn(LEAD_MS);
      hear(true);
    },
    played: ({ type }) => {
      // A gap in mid-turn opens nothing: it goes on at any moment, or counts as the end within a second (`dsp/player`).
      if (type === 'starved') return;
      playing = type === 'started';
      if (!playing) return openIn(TAIL_MS);
      clearTimeout(tail);
      hear(true);
    },
    close: () => clearTimeout(tail),
  };
};
