import type { LiveServerContent, LiveServerMessage, Part } from '@google/genai/web';
import type { PlaybackCommand, PlaybackReport } from '../audio/messages.ts';
import { isObject } from '../core/merge.ts';
import { decodeBase64 } from '../wire/base64.ts';

/** What the downlink tells. */
export interface DownlinkEvents {
  /** A server message without its audio. Not called for one that held nothing but audio. */
  message(message: LiveServerMessage): void;
  /** First audio of a turn. */
  audio(turn: number): void;
  /** Audio on its way to the speaker, while it is recorded. */
  sound(turn: number, data: ArrayBuffer): void;
  /** From the playback worklet: what was really heard. */
  playback(report: PlaybackReport): void;
}

/**
 * The model's side of the line: audio goes to the playback worklet, everything else to the conversation. Owns the turn
 * ids, and what must not wait for the page: flush on `interrupted`, and dropping what is stale.
 */
export class Downlink {
  readonly #events: DownlinkEvents;
  #port: MessagePort | undefined;
  #turn = 1;
  /** The model's audio is handed to the conversation, too. */
  recording = false;
  /** Audio of the current turn came, and its end has not. */
  #sounding = false;
  /** The visitor silenced the turn: the rest of it is dropped. */
  #silenced = false;

  constructor(events: DownlinkEvents) {
    this.#events = events;
  }

  /** Plays through this channel from now on; the previous one is closed. */
  playTo(port: MessagePort): void {
    this.#port?.close();
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<PlaybackReport>) => this.#events.playback(data);
  }

  /** Every field stands alone: a message may bundle any of them. */
  receive(message: LiveServerMessage): void {
    const content = isObject(message.serverContent)
      ? (message.serverContent as LiveServerContent)
      : undefined;
    if (message.toolCall || content?.inputTranscription) this.#silenced = false;
    // Audio bundled with `interrupted` belongs to what was interrupted.
    if (content?.interrupted) this.#flush();
    const rest = content ? Object.assign({}, message, { serverContent: this.#takeAudio(content) }) : message;
    if (content?.interrupted || content?.generationComplete || content?.turnComplete) this.#endTurn();
    if (!isAudioOnly(rest)) this.#events.message(rest);
  }

  /** Silences the model now; the protocol has no cancel, so what still comes of this turn is dropped. */
  interrupt(): void {
    if (this.#sounding) this.#silenced = true;
    this.#flush();
  }

  /** The line is gone: no end will come for the turn that was being sent. What is queued plays out. */
  lineEnded(): void {
    this.#endTurn();
  }

  close(): void {
    // What was reported before may still be on its way here.
    if (this.#port) this.#port.onmessage = null;
    this.#port?.close();
    this.#port = undefined;
  }

  #takeAudio(content: LiveServerContent): LiveServerContent {
    const parts: unknown = content.modelTurn?.parts;
    if (!Array.isArray(parts)) return content;
    const others: Part[] = [];
    for (const part of parts as unknown[]) {
      const audio = audioOf(part);
      if (audio === undefined) {
        if (isObject(part)) others.push(part);
      } else if (!content.interrupted && !this.#silenced) this.#play(audio);
    }
    return { ...content, modelTurn: { ...content.modelTurn, parts: others } };
  }

  #play(base64: string): void {
    const bytes = decodeBase64(base64);
    if (!bytes || bytes.length === 0) return;
    if (!this.#sounding) {
      this.#sounding = true;
      this.#events.audio(this.#turn);
    }
    if (this.recording) this.#events.sound(this.#turn, bytes.slice().buffer);
    this.#command({ type: 'chunk', turn: this.#turn, data: bytes.buffer }, bytes.buffer);
  }

  #endTurn(): void {
    this.#silenced = false;
    if (!this.#sounding) return;
    this.#sounding = false;
    this.#command({ type: 'end', turn: this.#turn });
    this.#turn += 1;
  }

  /** The worklet drops what belongs to a flushed turn: what comes next must count as another. */
  #flush(): void {
    this.#command({ type: 'flush' });
    if (this.#sounding) this.#turn += 1;
    this.#sounding = false;
  }

  #command(command: PlaybackCommand, ...transfer: ArrayBuffer[]): void {
    this.#port?.postMessage(command, transfer);
  }
}

/** The base64 text of an audio part. */
const audioOf = (part: unknown): string | undefined => {
  if (!isObject(part) || !isObject(part['inlineData'])) return undefined;
  const { data, mimeType } = part['inlineData'];
  return typeof data === 'string' && typeof mimeType === 'string' && mimeType.startsWith('audio/')
    ? data
    : undefined;
};

/** Nothing is left to tell: one content field, and of it only a turn without parts. */
const isAudioOnly = (message: object): boolean => {
  const { serverContent, ...others } = message as { serverContent?: object };
  if (!serverContent || Object.keys(others).length > 0) return false;
  const { modelTurn, ...fields } = serverContent as { modelTurn?: { parts?: unknown[] } };
  return modelTurn?.parts?.length === 0 && Object.keys(fields).length === 0;
};
