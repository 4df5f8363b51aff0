import { PLAYBACK_PROCESSOR } from '../src/audio/messages.ts';
import type { NodeMessage, PlaybackCommand, PlaybackOptions, PlaybackReport } from '../src/audio/messages.ts';
import { Player } from '../src/dsp/player.ts';

/** The engine's chunks → sound; silence while there are none. Reports to the engine what was really heard. */
class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #player: Player;
  #engine: MessagePort | undefined;
  #alive = true;

  constructor(options?: { processorOptions?: PlaybackOptions }) {
    super();
    const { sourceRate = 24000, maxStartDelayMs = 120 } = options?.processorOptions ?? {};
    this.#player = new Player(
      { sourceRate, outputRate: sampleRate, maxStartDelayMs },
      (type, turn, playedMs) => this.#report({ type, turn, playedMs, contextTime: currentTime }),
    );
    this.port.onmessage = ({ data }: MessageEvent<NodeMessage>) =>
      data.type === 'connect' ? this.#connect(data.port) : data.type === 'close' && this.#close();
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channels = outputs[0];
    const first = channels?.[0];
    if (!this.#alive || !channels || !first) return this.#alive;
    this.#player.render(first);
    for (let c = 1; c < channels.length; c += 1) channels[c]?.set(first);
    return true;
  }

  #connect(engine: MessagePort): void {
    this.#engine?.close();
    this.#engine = engine;
    engine.onmessage = ({ data }: MessageEvent<PlaybackCommand>) => this.#obey(data);
  }

  #obey(command: PlaybackCommand): void {
    switch (command.type) {
      case 'chunk':
        return this.#player.push(command.turn, new Uint8Array(command.data));
      case 'end':
        return this.#player.end(command.turn);
      case 'flush':
        return this.#player.flush();
    }
  }

  #report(report: PlaybackReport): void {
    this.#engine?.postMessage(report);
  }

  #close(): void {
    this.#alive = false;
    this.#engine?.close();
    this.port.close();
  }
}

registerProcessor(PLAYBACK_PROCESSOR, PlaybackProcessor);
