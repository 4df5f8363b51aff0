import { encodeBase64 } from '../wire/base64.ts';
import { Loudness } from './loudness.ts';
import type { ClientMessage } from './messages.ts';
import { Outbox, type OutboxItem } from './outbox.ts';
import type { SentLog } from './sent-log.ts';
import { BEGIN, END, PAUSE, TurnMarks } from './turn-marks.ts';

/** What the uplink needs of a connection. */
export interface UplinkTarget {
  readonly bufferedAmount: number;
  send(message: ClientMessage): void;
}

/** What a new line begins with. */
export interface Handover {
  /** Typed turns and stretches of speech that went out once more. */
  readonly again: number;
  /** How many of them were spoken. */
  readonly spoken: number;
  /** Voice with words in it that is gone, ms. */
  readonly lost: number;
}

/** Bytes of a millisecond of voice: 16 kHz, 16 bit. */
const BYTES_PER_MS = 32;
/** Native input rate of the Live API, declared with every frame. */
const MIME_TYPE = 'audio/pcm;rate=16000';
/** Above this the network is behind by about six seconds of voice: frames wait here, where the oldest can be dropped. */
const HOLD_ABOVE_BYTES = 256 * 1024;
/** A socket does not tell when it has room again: it is asked this often while something waits. */
const ASK_AGAIN_MS = 50;
/** Buffers go back to the worklet several at a time: a message each costs more main-thread time than the pool saves. */
export const RETURN_BATCH = 8;
/** Push to talk: 300 ms of voice kept from before the button went down, and sent after it went up, so that no word is clipped. */
const PRE_ROLL_BYTES = 9600;
const TAIL_MS = 120;
/**
 * A microphone that gives nothing is gone after so many looks, a second apart. Not after one: where the engine runs on the page, a busy
 * page looks before it takes the frames that wait.
 */
const SILENT_LOOKS = 2;

/**
 * The visitor's side of the line: frames from the capture worklet, and messages, in one order. Owns the mute gate and the
 * push-to-talk gate; keeps what cannot be sent yet.
 */
export class Uplink {
  readonly #outbox = new Outbox();
  readonly #loudness = new Loudness();
  readonly #log: SentLog;
  readonly #onDropped: (dropped: number, held: boolean) => void;
  #target: TurnMarks | undefined;
  #port: MessagePort | undefined;
  #muted = false;
  /** The model is heard, and it is half duplex. */
  #gated = false;
  #manual = false;
  #talking = false;
  /** The talk button is down. */
  #pressed = false;
  /** Why nothing goes out but answers to calls; empty while everything does. */
  readonly #holds = new Set<string>();
  #lostMs = 0;
  /** How often was looked since a frame went out, or the service was told that none comes. */
  #looks = SILENT_LOOKS;
  /** When the visitor, or the page for them, last said or sent something, by `performance.now()`. */
  activeAt = -Infinity;
  /** When they last said something. */
  #spokeAt = -Infinity;
  #tail: ReturnType<typeof setTimeout> | undefined;
  #held: ReturnType<typeof setTimeout> | undefined;
  readonly #preRoll: ArrayBuffer[] = [];
  #toReturn: ArrayBuffer[] = [];

  /** `onDropped` hears how many frames were lost so far, each time that one is, and whether they were held back (`hold`). */
  constructor(log: SentLog, onDropped: (dropped: number, held: boolean) => void) {
    this.#log = log;
    this.#onDropped = onDropped;
  }

  /** For how long the visitor has said nothing, ms; 0 while something that they do keeps the line. */
  get quietMs(): number {
    return this.#talking || this.#holds.size > 0 ? 0 : performance.now() - this.#spokeAt;
  }

  /** The network takes nothing more for now. */
  get stuck(): boolean {
    return this.#target !== undefined && this.#holds.size === 0 && this.#outbox.size > 0;
  }

  /** Listens to the capture worklet's channel; the previous one is closed. */
  listen(port: MessagePort): void {
    this.#port?.close();
    this.#toReturn = [];
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.#frame(data);
  }

  /**
   * The line is up, set up with this handle and for turns that the visitor marks (`manual`) or the service finds: what it may not know
   * goes out once more, then what was kept, then everything straight through.
   */
  attach(line: UplinkTarget, handle: string | undefined, manual = this.#manual): Handover {
    this.manual = manual;
    const target = (this.#target = new TurnMarks(line, manual));
    const { messages, spoken, turns } = this.#log.again(handle);
    for (const message of messages) target.send(message);
    this.#flush();
    if (!this.#talking && this.#outbox.size === 0) target.end();
    const lost = this.#lostMs + this.#log.takeLost();
    this.#lostMs = 0;
    return { again: turns, spoken, lost };
  }

  /** The line is down: from here on things are kept. */
  detach(): void {
    this.#target = undefined;
  }

  set manual(manual: boolean) {
    this.#manual = manual;
    if (manual) return;
    clearTimeout(this.#tail);
    this.#tail = undefined;
    this.#talking = false;
  }

  /** False when it cannot be sent, and is not kept either: an answer to a call, which the session of another line may not know. */
  send(message: ClientMessage): boolean {
    // What a call waits for must not wait behind what waits for the call.
    const answers = 'toolResponse' in message;
    this.activeAt = performance.now();
    if (!answers) this.#put({ kind: 'message', message });
    else this.#target?.send(message);
    return !answers || this.#target !== undefined;
  }

  /** A function call that blocks is under way: the service would end the session at the next input (reported: 1008). */
  hold(on: boolean, why: string): void {
    if (on) this.#holds.add(why);
    else this.#holds.delete(why);
    this.#flush();
  }

  /** Pictures are worth sending only now; the next one is never far. Whether it was sent. */
  show(data: ArrayBuffer, mimeType: string): boolean {
    const target = this.#target;
    if (!target || this.#holds.size > 0 || this.#outbox.size > 0 || target.bufferedAmount > HOLD_ABOVE_BYTES)
      return false;
    target.send({ realtimeInput: { video: { data: encodeBase64(new Uint8Array(data)), mimeType } } });
    return true;
  }

  mute(muted: boolean): void {
    if (muted === this.#muted) return;
    this.#muted = muted;
    if (!muted) return this.talk(this.#pressed);
    this.#recycle(...this.#preRoll.splice(0));
    if (this.#manual) this.#endActivity();
    else if (this.#port) this.#pause();
  }

  /** Half duplex: what the visitor says while this is shut is lost. Not for push to talk. */
  gate(shut: boolean): void {
    this.#gated = shut;
    if (shut && !this.#muted && this.#port) this.#pause();
  }

  /** Push to talk. Without it (`manual` off) this does nothing. */
  talk(active: boolean): void {
    this.#pressed = active;
    if (!this.#manual || active === (this.#talking && this.#tail === undefined)) return;
    if (!active) {
      this.#tail = setTimeout(() => this.#endActivity(), TAIL_MS);
      return;
    }
    if (this.#tail !== undefined) {
      // Pressed again within the tail: the same turn goes on.
      clearTimeout(this.#tail);
      this.#tail = undefined;
      return;
    }
    this.#talking = true;
    this.send(BEGIN);
    for (const frame of this.#preRoll.splice(0)) this.#put({ kind: 'frame', frame, speech: true });
  }

  /** Every second. A microphone may fall silent without a word: its device is unplugged, or a phone call takes it. */
  look(): void {
    if (++this.#looks === SILENT_LOOKS) this.#pause();
  }

  close(): void {
    clearTimeout(this.#tail);
    clearTimeout(this.#held);
    this.#target = undefined;
    this.#port?.close();
    this.#port = undefined;
    this.#outbox.clear();
  }

  /** The service finds the end of a turn in the silence that it gets: when no voice comes for now, it must be told (documented). */
  #pause(): void {
    this.#looks = SILENT_LOOKS;
    this.#put({ kind: 'message', message: PAUSE });
  }

  #endActivity(): void {
    clearTimeout(this.#tail);
    this.#tail = undefined;
    if (!this.#talking) return;
    this.#talking = false;
    this.send(END);
  }

  #frame(frame: ArrayBuffer): void {
    if (this.#muted || this.#gated) {
      this.#recycle(frame);
    } else if (this.#manual && !this.#talking) {
      this.#preRoll.push(frame);
      const full = this.#preRoll.length * frame.byteLength > PRE_ROLL_BYTES;
      const oldest = full ? this.#preRoll.shift() : undefined;
      if (oldest) this.#recycle(oldest);
    } else {
      this.#looks = 0;
      const speech = this.#loudness.isSpeech(frame);
      if (speech) this.#spokeAt = this.activeAt = performance.now();
      this.#put({ kind: 'frame', frame, speech: speech || this.#manual });
    }
  }

  #put(item: OutboxItem): void {
    const { dropped } = this.#outbox;
    const gone = this.#outbox.add(item);
    if (gone) {
      if (this.#outbox.dropped > dropped) this.#gone(gone.byteLength / BYTES_PER_MS);
      this.#recycle(gone);
    }
    this.#flush();
  }

  /** While there is no line, the next one tells how much went. */
  #gone(ms: number): void {
    if (this.#target) this.#onDropped(this.#outbox.dropped, this.#holds.size > 0);
    else this.#lostMs += ms;
  }

  #flush(): void {
    clearTimeout(this.#held);
    const target = this.#target;
    if (!target || this.#holds.size > 0) return;
    target.late ||= this.#outbox.size > 1;
    while (this.#outbox.size > 0 && target.bufferedAmount <= HOLD_ABOVE_BYTES) {
      const item = this.#outbox.take();
      if (item?.kind === 'message') {
        target.send(item.message);
        this.#log.message(item.message);
      } else if (item) {
        const { frame, speech } = item;
        const data = encodeBase64(new Uint8Array(frame));
        const message: ClientMessage = { realtimeInput: { audio: { data, mimeType: MIME_TYPE } } };
        const ms = frame.byteLength / BYTES_PER_MS;
        this.#recycle(frame);
        target.send(message);
        this.#log.voice(message, ms, { speech, whole: this.#manual });
      }
    }
    target.late = this.#outbox.size > 0;
    if (target.late) this.#held = setTimeout(() => this.#flush(), ASK_AGAIN_MS);
  }

  /** Gives frames' buffers back to the worklet's pool. */
  #recycle(...frames: ArrayBuffer[]): void {
    this.#toReturn.push(...frames);
    if (this.#toReturn.length < RETURN_BATCH) return;
    this.#port?.postMessage(this.#toReturn, this.#toReturn);
    this.#toReturn = [];
  }
}
