import { loudness } from '../dsp/level.ts';

/** Time-domain samples that are looked at: 21 ms at 48 kHz, about a frame of the display. */
const WINDOW = 1024;

/** Loudness at a point of the graph, pulled when somebody wants to know: it costs nothing while nobody looks. */
export class Meter {
  /** Connect what is to be measured to this node. */
  readonly node: AnalyserNode;
  readonly #samples = new Float32Array(WINDOW);

  constructor(context: AudioContext) {
    this.node = new AnalyserNode(context, { fftSize: WINDOW });
  }

  /** 0…1, linear in dB from −60 dBFS to full scale. */
  get level(): number {
    this.node.getFloatTimeDomainData(this.#samples);
    return loudness(this.#samples);
  }
}
