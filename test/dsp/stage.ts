import { Player } from '../../src/dsp/player.ts';
import { join, sine, toBytes } from '../support/signals.ts';

/** Rate of the chunks, Hz. */
export const SOURCE = 24000;
/** The tone of all these tests, Hz. */
export const TONE = 440;
/** The most residual that is no click, for a tone of half of full scale. */
export const CLICK = 0.005;

interface Heard {
  type: string;
  turn: number;
  ms: number;
  /** Frame at which the report came. */
  at: number;
}

/** A player with everything it rendered and reported. */
export class Stage {
  readonly player: Player;
  readonly rate: number;
  readonly reports: Heard[] = [];
  readonly #parts: Float32Array[] = [];
  readonly #quantum: () => number;
  #frames = 0;

  constructor(rate = 48000, quantum: () => number = () => 128) {
    this.rate = rate;
    this.#quantum = quantum;
    this.player = new Player({ sourceRate: SOURCE, outputRate: rate }, (type, turn, ms) =>
      this.reports.push({ type, turn, ms, at: this.#frames }),
    );
  }

  /** Renders about so much. */
  run(ms: number): void {
    const end = this.#frames + (ms * this.rate) / 1000;
    while (this.#frames < end) this.quantum();
  }

  quantum(): void {
    const part = new Float32Array(this.#quantum()).fill(NaN);
    this.#frames += part.length;
    this.player.render(part);
    this.#parts.push(part);
  }

  get sound(): Float32Array {
    return join(this.#parts);
  }

  /** Reports as text: "started 1". */
  get told(): string[] {
    return this.reports.map(({ type, turn }) => `${type} ${turn}`);
  }
}

/** Bytes of a tone of so many ms, from so many ms into it. */
export const tone = (ms: number, fromMs = 0, amplitude = 0.5): Uint8Array => {
  const whole = sine(TONE, SOURCE, ((fromMs + ms) * SOURCE) / 1000, amplitude);
  return toBytes(whole.subarray((fromMs * SOURCE) / 1000));
};
