import type { LiveServerMessage } from '@google/genai/web';
import { AnswerCourse } from '../core/answer-course.ts';
import type { ClientMessage } from './messages.ts';

/** What was sent, and may have to be sent once more. */
export interface Sent {
  readonly message: ClientMessage;
  /** Length of voice, ms; 0 for a message. */
  readonly ms: number;
  /** Something that wants an answer begins with it: a typed turn, or speech after a pause. */
  begins: boolean;
  /** There are words in it. */
  readonly words?: boolean;
}

/** What goes out on a new line before anything else. */
export interface Again {
  readonly messages: readonly ClientMessage[];
  /** How many typed turns and stretches of speech are among them. */
  readonly turns: number;
  /** How many of them were spoken. */
  readonly spoken: number;
}

/** Voice that is kept, ms: as much as while there is no line. */
export const KEPT_MS = 10_000;
/** Messages and frames kept at most; what is older has been answered, or the service never answers. */
const MOST = 2_000;
/** Silence before and after speech that is kept with it, ms: soft consonants, and a pause between two words. */
const BEFORE_MS = 300;
const AFTER_MS = 600;
/**
 * After a shorter pause the visitor is still speaking, ms: no answer that begins is one to that. The service may be asked to end turns
 * after 200 ms of silence.
 */
const OPEN_MS = 100;
/** Less speech than this may be a cough, ms: nobody waits for an answer to it. */
const OWED_MS = 300;
/** So long after an answer began, ms, all that was said before has had its answer, or is not to get one. */
const FOLLOWS_MS = 5_000;

/**
 * What the service has been sent and may not know: it acknowledges nothing. A resumption handle covers what was answered before
 * it was given; without a handle, the transcript tells a new session of whatever had its answer. All that is younger goes out
 * once more on the next line. Silence is not kept.
 */
export class SentLog {
  readonly #course = new AnswerCourse();
  #items: Sent[] = [];
  /** Number of the first item; those of items only grow. */
  #start = 0;
  /** Items before this one have had their answer. */
  #answered = 0;
  /** … before the last answer had. */
  #answeredBefore = 0;
  /** … or were met with silence: the service has heard them, and the transcript does not tell of every one. */
  #heard = 0;
  /** … when a line was asked for that knows no handle, but what the transcript told it then. */
  #told = Infinity;
  /** What the answer under way settles, also when it is cut short: the first of what waited when it began. */
  #mark = 0;
  /** Of each of the last answers: what had been said before it, and when it began, by `performance.now()`. */
  #began: (readonly [upTo: number, at: number])[] = [];
  /** What each of the last handles covers. */
  readonly #covered = new Map<string, number>();
  #before: Sent[] = [];
  #beforeMs = 0;
  #voiceMs = 0;
  #sinceSpeech = Infinity;
  /** Where the last stretch of speech begins. */
  #stretch = 0;
  #lost = 0;
  /** Speech since the last answer began or ended, ms; a typed turn is enough by itself. What goes out again is not asked twice. */
  #spokenMs = 0;
  /** A recording is on its way. */
  #recording = false;

  /** An answer has begun and is not over. */
  get answering(): boolean {
    return this.#course.running;
  }

  /** The model has said that more follows, and may take its time. */
  get thinking(): boolean {
    return this.#course.thinking;
  }

  /** Enough was said since for the service to owe an answer. */
  get owed(): boolean {
    return this.#spokenMs >= OWED_MS;
  }

  /** A message went out. */
  message(message: ClientMessage): void {
    if ('toolResponse' in message) return;
    this.#flushBefore();
    this.#sinceSpeech = Infinity;
    const recording = isVoice(message);
    const begins = isTurn(message) || (recording && !this.#recording);
    this.#recording = recording;
    if (begins) this.#spokenMs = OWED_MS;
    this.#keep({ message, ms: 0, begins });
  }

  /** A frame of voice went out. `whole`: silence in it counts, too (push to talk). */
  voice(message: ClientMessage, ms: number, { speech, whole }: { speech: boolean; whole: boolean }): void {
    const item: Sent = {
      message,
      ms,
      begins: speech && !whole && this.#sinceSpeech > AFTER_MS,
      words: speech || whole,
    };
    this.#sinceSpeech = speech ? 0 : this.#sinceSpeech + ms;
    if (speech) this.#spokenMs += ms;
    if (item.begins) this.#stretch = this.#end;
    if (speech || whole || this.#sinceSpeech <= AFTER_MS) {
      this.#flushBefore();
      return this.#keep(item);
    }
    this.#before.push(item);
    this.#beforeMs += ms;
    if (this.#beforeMs > BEFORE_MS) this.#beforeMs -= this.#before.shift()?.ms ?? 0;
  }

  /** Something came: answers and handles settle what was sent. Whether an answer began or ended. */
  received(message: LiveServerMessage): boolean {
    this.#settleRest();
    const steps = this.#course.read(message);
    if (steps.length > 0) this.#spokenMs = 0;
    for (const step of steps) {
      if (step === 'began') {
        this.#mark = this.#first;
        this.#began.push([this.#said, performance.now()]);
      } else if (step === 'goes-on') this.#answered = this.#heard = this.#answeredBefore;
      else if (step === 'silent') this.#heard = this.#first;
      else if (step !== 'cut') {
        this.#answeredBefore = this.#answered;
        this.#answered = Math.max(this.#answered, this.#mark);
        this.#heard = Math.max(this.#heard, this.#answered);
      }
    }
    if (this.#answered >= this.#start) this.#lost = 0;
    const { newHandle, resumable } = message.sessionResumptionUpdate ?? {};
    if (resumable && newHandle) this.#cover(newHandle);
    return steps.length > 0;
  }

  /** A line is asked for, set up with this handle; without one it knows of what had its answer until now, and of no more. */
  asked(handle: string | undefined): void {
    this.#told = handle === undefined ? this.#answered : Infinity;
  }

  /**
   * What goes out on a line that is set up with this handle. From now on it counts as sent there.
   */
  again(handle: string | undefined): Again {
    this.#drop(handle === undefined ? this.#answered : (this.#covered.get(handle) ?? 0));
    this.#told = Infinity;
    this.#course.cut();
    this.#answered = this.#answeredBefore = this.#heard = this.#mark = this.#start;
    this.#covered.clear();
    this.#began = [];
    if (handle !== undefined) this.#covered.set(handle, this.#start);
    // The rest of a stretch whose beginning is settled counts, too.
    const first = this.#items.find(({ begins, words }) => begins || words);
    if (first) first.begins = true;
    const turns = this.#items.filter(({ begins }) => begins);
    this.#spokenMs = 0;
    return {
      messages: this.#items.map(({ message }) => message),
      turns: turns.length,
      spoken: turns.filter(isSpoken).length,
    };
  }

  /** How much voice, in ms, found no room and was never answered; counted anew from here. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  get #end(): number {
    return this.#start + this.#items.length;
  }

  /** Up to where the visitor has finished. */
  get #said(): number {
    return this.#sinceSpeech < OPEN_MS ? this.#stretch : this.#end;
  }

  /** An answer that had been held up is the answer to the first turn that waits alone; but others follow it soon, or never. */
  #settleRest(): void {
    while (!this.#course.running) {
      const [upTo, at] = this.#began[0] ?? [0, Infinity];
      if (performance.now() - at < FOLLOWS_MS) return;
      this.#began.shift();
      if (upTo <= this.#heard) continue;
      // Handles that came since the answer.
      for (const [handle, covered] of this.#covered)
        if (covered === this.#heard) this.#covered.set(handle, upTo);
      this.#answered = this.#heard = upTo;
    }
  }

  /** Up to where the first of what waits for an answer goes. */
  get #first(): number {
    return this.#waiting()[1] ?? this.#said;
  }

  /** Where what waits for an answer begins. */
  #waiting(): readonly number[] {
    return this.#items
      .map(({ begins }, index) => (begins ? this.#start + index : -1))
      .filter((at) => at >= this.#heard);
  }

  #cover(handle: string): void {
    this.#covered.set(handle, this.#heard);
    // A successor may have been set up with the one before.
    const [oldest = '', , third] = this.#covered.keys();
    if (third) this.#covered.delete(oldest);
    const [settled = 0] = this.#covered.values();
    this.#drop(settled);
  }

  #flushBefore(): void {
    for (const item of this.#before.splice(0)) this.#keep(item);
    this.#beforeMs = 0;
  }

  #keep(item: Sent): void {
    this.#items.push(item);
    this.#voiceMs += item.ms;
    if (this.#items.length > MOST) this.#forget(0);
    if (this.#voiceMs > KEPT_MS) this.#forget(this.#items.findIndex(({ ms }) => ms > 0));
  }

  /** There is no room for it. */
  #forget(index: number): void {
    const [gone] = this.#items.splice(index, 1);
    if (!gone) return;
    this.#voiceMs -= gone.ms;
    if (gone.words && this.#start + index >= this.#answered) this.#lost += gone.ms;
    // The numbers of those before it move up, so that all others keep theirs.
    this.#start += 1;
  }

  /** It is settled. */
  #drop(before: number): void {
    const settled = this.#items.splice(0, Math.max(0, Math.min(before, this.#told) - this.#start));
    this.#start += settled.length;
    for (const { ms } of settled) this.#voiceMs -= ms;
  }
}

/** A piece of a recording, or the beginning of an activity. */
const isVoice = (message: ClientMessage): boolean =>
  'realtimeInput' in message && (message.realtimeInput.audio ?? message.realtimeInput.activityStart) != null;

const isSpoken = ({ message, ms }: Sent): boolean => ms > 0 || isVoice(message);

/** Whether it asks for an answer. */
const isTurn = (message: ClientMessage): boolean => {
  if ('clientContent' in message) return message.clientContent.turnComplete !== false;
  return (
    'realtimeInput' in message && (message.realtimeInput.text ?? message.realtimeInput.activityStart) != null
  );
};
