import { INPUT_RATE } from '../assumptions/index.ts';
import { readAudio, type AudioFrame } from '../listening/audio-input.ts';
import type { ClientMessage } from '../protocol/client-message.ts';
import type { KeptBudget, KeptPage } from './kept-budget.ts';
import { ReceivedAudioFrame, type ReceivedKind, type ReceivedMessage } from './received.ts';
import { concat } from '../listening/samples.ts';

/** All audio of a connection. */
export interface ReceivedAudio {
  /** Frames. */
  readonly frames: number;
  /** At the declared rate. */
  readonly samples: number;
  /** Hz, of the last frame. */
  readonly rate: number;
  /** The samples as they came; of more than ten minutes the last ten, and less when the twin's memory is full. */
  pcm(): Int16Array;
}

const KEPT_SECONDS = 600;
const KEPT_MESSAGES = 20_000;
/** A page is full with so many messages, or so many bytes. */
const PAGE_MESSAGES = 256;
const PAGE_BYTES = 65_536;
/** What a message takes beside its text, and a frame of audio beside its samples, bytes; about, in today's V8. */
const MESSAGE_BYTES = 200;
const FRAME_BYTES = 240;

const kindOf = (message: ClientMessage | undefined): ReceivedKind => {
  if (!message) return 'invalid';
  if (message.kind !== 'realtimeInput') return message.kind;
  const [only, ...others] = Object.keys(message.realtimeInput) as ReceivedKind[];
  return only !== undefined && others.length === 0 ? only : 'realtimeInput';
};

/** What came in a stretch of time; it goes as a whole, the oldest first. */
class Page implements KeptPage {
  readonly drop: () => void;
  bytes = 0;
  messages = 0;
  frames = 0;
  samples = 0;

  constructor(drop: () => void) {
    this.drop = drop;
  }

  get full(): boolean {
    return this.messages >= PAGE_MESSAGES || this.bytes >= PAGE_BYTES;
  }
}

/** Keeps what a client sent, in order and within bounds. */
export class Traffic implements ReceivedAudio {
  frames = 0;
  samples = 0;
  rate = INPUT_RATE;
  /** All messages so far, those that are gone included. */
  count = 0;
  readonly messages: ReceivedMessage[] = [];
  readonly #budget: KeptBudget;
  /** Only a full page counts towards the budget: what is open is small. */
  readonly #pages: Page[] = [];
  readonly #sounds: Int16Array[] = [];
  #keptSamples = 0;

  constructor(budget: KeptBudget) {
    this.#budget = budget;
  }

  /** The messages after the first `count`, as far as they are kept. */
  since(count: number): readonly ReceivedMessage[] {
    return count < this.count ? this.messages.slice(count - this.count) : [];
  }

  /** `message` is `undefined` when the frame could not be read; `json`, from a text of `length`, is then what could be. */
  add(at: number, length: number, json: unknown, message: ClientMessage | undefined): void {
    const kind = kindOf(message);
    const blob = message?.kind === 'realtimeInput' ? message.realtimeInput.audio : undefined;
    const page = this.#page();
    this.count += 1;
    page.messages += 1;
    if (blob && kind === 'audio') {
      this.messages.push(new ReceivedAudioFrame(at, blob.mimeType, blob.data?.length ?? 0));
      page.bytes += FRAME_BYTES;
    } else {
      this.messages.push({ at, kind, message: json });
      page.bytes += MESSAGE_BYTES + 2 * length;
    }
    const sound = blob && soundOf(blob);
    if (sound) this.#hear(page, sound);
    if (page.full) this.#close(page);
  }

  pcm(): Int16Array {
    return concat(this.#sounds);
  }

  /** Lets all of it go. */
  forget(): void {
    for (const page of [...this.#pages]) {
      this.#budget.remove(page);
      this.#dropOldest();
    }
  }

  #page(): Page {
    const last = this.#pages.at(-1);
    if (last && !last.full) return last;
    // The budget lets pages go in the order in which they came: this one's turn comes when it is the oldest here.
    const page = new Page(() => this.#dropOldest());
    this.#pages.push(page);
    return page;
  }

  #close(page: Page): void {
    this.#budget.add(page);
    while (this.messages.length > KEPT_MESSAGES || this.#keptSamples > KEPT_SECONDS * this.rate) {
      const oldest = this.#pages.length > 1 ? this.#pages[0] : undefined;
      if (!oldest) return;
      this.#budget.remove(oldest);
      this.#dropOldest();
    }
  }

  #dropOldest(): void {
    const page = this.#pages.shift();
    if (!page) return;
    this.messages.splice(0, page.messages);
    this.#sounds.splice(0, page.frames);
    this.#keptSamples -= page.samples;
  }

  #hear(page: Page, { rate, samples }: AudioFrame): void {
    this.frames += 1;
    this.samples += samples.length;
    this.rate = rate;
    this.#sounds.push(samples);
    page.frames += 1;
    page.samples += samples.length;
    page.bytes += samples.byteLength;
    this.#keptSamples += samples.length;
  }
}

/** `undefined` for audio that is none: the session is about to say so. */
const soundOf = (blob: Parameters<typeof readAudio>[0]): AudioFrame | undefined => {
  try {
    return readAudio(blob);
  } catch {
    return undefined;
  }
};
