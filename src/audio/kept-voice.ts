import { wavHeader } from '../dsp/wav.ts';

/** Rate of the model's voice, Hz. */
const RATE = 24_000;
const BYTES_PER_SECOND = 2 * RATE;

/** How much of the model's voice is kept, s: an hour, 173 MB. Then the oldest turns go. */
export const KEPT_VOICE_S = 3600;

interface KeptTurn {
  readonly turn: number;
  /** What came since it was last put together. */
  pieces: BlobPart[];
  bytes: number;
  /** Of it were heard, bytes; Infinity while it may still be heard. */
  heard: number;
  /** The speaker has told something of it. */
  known: boolean;
}

/**
 * What the model said, turn by turn, as it was heard: a turn that was cut short ends where it was cut, and one that was
 * dropped before anything of it sounded is left out. Where nothing is heard at all (a page without sound) turns are whole.
 */
export class KeptVoice {
  readonly #turns: KeptTurn[] = [];
  readonly #most: number;
  #bytes = 0;

  /** @param seconds how much is kept */
  constructor(seconds = KEPT_VOICE_S) {
    this.#most = seconds * BYTES_PER_SECOND;
  }

  /** More of a turn: 16-bit mono PCM of 24 kHz, any length, half a sample included. */
  add(turn: number, data: ArrayBuffer): void {
    const last = this.#turns.at(-1);
    const kept = last?.turn === turn ? last : { turn, pieces: [], bytes: 0, heard: Infinity, known: false };
    if (kept !== last) {
      // As a Blob it need not stay in the page's own memory.
      if (last) last.pieces = [new Blob(last.pieces)];
      this.#turns.push(kept);
    }
    kept.pieces.push(data);
    kept.bytes += data.byteLength;
    this.#bytes += data.byteLength;
    while (this.#bytes > this.#most && this.#turns.length > 1) {
      this.#bytes -= this.#turns.shift()?.bytes ?? 0;
    }
  }

  /** Something of a turn sounds or has sounded: earlier ones of which that was never told were dropped. */
  sounded(turn: number): void {
    for (const kept of this.#turns) {
      if (kept.turn === turn) kept.known = true;
      else if (kept.turn < turn && !kept.known) kept.heard = 0;
    }
  }

  /** A turn was cut short when so much of it had been heard, ms. */
  cut(turn: number, playedMs: number): void {
    const kept = this.#turns.find((one) => one.turn === turn);
    // Silenced again, it is told of again.
    if (!kept || kept.heard < Infinity) return;
    kept.known = true;
    kept.heard = 2 * Math.round((playedMs * RATE) / 1000);
  }

  /** It ends while this turn sounds, of which so much was heard, ms; of later ones, nothing. */
  endIn(turn: number, playedMs: number): void {
    this.cut(turn, playedMs);
    for (const kept of this.#turns) if (kept.turn > turn) kept.heard = 0;
  }

  /** All of it: WAV, 24 kHz, mono, 16 bit. */
  wav(): Blob {
    const turns = this.#turns.map(({ bytes, heard, pieces }) => {
      // Half a sample at the end of a turn is none.
      const length = Math.min(bytes - (bytes % 2), heard);
      return { length, sound: new Blob(pieces).slice(0, length) };
    });
    const total = turns.reduce((sum, { length }) => sum + length, 0);
    return new Blob([wavHeader(RATE, total), ...turns.map(({ sound }) => sound)], { type: 'audio/wav' });
  }
}
