import { INPUT_RATE } from './assumptions/index.ts';
import { readAudio } from './audio-input.ts';
import type { ClientMessage } from './client-message.ts';
import { concat } from './samples.ts';
import type { ReceivedKind, ReceivedMessage } from './received.ts';

/** All audio of a connection. */
export interface ReceivedAudio {
  /** Frames. */
  readonly frames: number;
  /** At the declared rate. */
  readonly samples: number;
  /** Hz, of the last frame. */
  readonly rate: number;
  /** The samples as they came; of more than ten minutes the last ten. */
  pcm(): Int16Array;
}

const KEPT_SECONDS = 600;
const KEPT_MESSAGES = 20_000;

const kindOf = (message: ClientMessage | undefined): ReceivedKind => {
  if (!message) return 'invalid';
  if (message.kind !== 'realtimeInput') return message.kind;
  const [only, ...others] = Object.keys(message.realtimeInput) as ReceivedKind[];
  return only !== undefined && others.length === 0 ? only : 'realtimeInput';
};

/** Keeps what a client sent, in order and within bounds. */
export class Traffic implements ReceivedAudio {
  readonly messages: ReceivedMessage[] = [];
  frames = 0;
  samples = 0;
  rate = INPUT_RATE;
  #kept: Int16Array[] = [];
  #keptSamples = 0;

  /**
   * `message` is `undefined` when the frame could not be read; `json` is then what could be. Throws `ProtocolError` for audio
   * that is none.
   */
  add(at: number, json: unknown, message: ClientMessage | undefined): void {
    const kind = kindOf(message);
    const audio = message?.kind === 'realtimeInput' ? message.realtimeInput.audio : undefined;
    const kept =
      kind === 'audio'
        ? { realtimeInput: { audio: { mimeType: audio?.mimeType, bytes: audio?.data?.length ?? 0 } } }
        : json;
    this.messages.push({ at, kind, message: kept });
    if (this.messages.length > KEPT_MESSAGES) this.messages.splice(0, KEPT_MESSAGES / 10);
    if (audio) this.#hear(audio);
  }

  pcm(): Int16Array {
    return concat(this.#kept);
  }

  #hear(blob: { readonly data?: Buffer; readonly mimeType?: string }): void {
    const { rate, samples } = readAudio(blob);
    this.frames += 1;
    this.samples += samples.length;
    this.rate = rate;
    this.#kept.push(samples);
    this.#keptSamples += samples.length;
    while (this.#keptSamples - (this.#kept[0]?.length ?? 0) > KEPT_SECONDS * rate) {
      this.#keptSamples -= this.#kept.shift()?.length ?? 0;
    }
  }
}
