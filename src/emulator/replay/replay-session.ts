import type { EmulatorClock } from '../time/clock.ts';
import type { Closing } from '../line/emulator-connection.ts';
import { contentOf, marksIn, soundsIn, type ClientMark } from '../recording/frame-content.ts';
import { ReplayDeviation } from './deviation.ts';
import type { ReplayPlan, ReplayStep } from './plan.ts';

/** The connection under a replay. */
export interface ReplayLine {
  readonly clock: EmulatorClock;
  /** Multiple of the recorded pace; 0 = without any waiting for time. */
  readonly speed: number;
  readonly send: (data: Buffer, binary: boolean) => void;
  readonly close: (closing: Closing) => void;
  /** The client does something else. When it returns `true`, the replay goes on as best it can. */
  readonly deviates: (deviation: ReplayDeviation) => boolean;
}

/** Floating-point sums of the same frames in another order may differ by less than a sample. */
const ROUNDING_S = 1e-6;

/** Says again to one client what a server once said, each thing when the client has done what it followed from. */
export class ReplaySession {
  readonly #plan: ReplayPlan;
  readonly #line: ReplayLine;
  /** When each of the client's marks came; the first is the opening. */
  readonly #marks: number[] = [];
  /** How much audio had come since which mark, and when. */
  #audio: { readonly marks: number; readonly seconds: number; readonly at: number }[] = [];
  #next = 0;
  #previousAt = 0;
  #cancel: (() => void) | undefined;
  #ended = false;

  constructor(plan: ReplayPlan, line: ReplayLine) {
    this.#plan = plan;
    this.#line = line;
    this.#previousAt = line.clock.now();
    this.#marks.push(this.#previousAt);
  }

  /** The connection is open. */
  start(): void {
    this.#run();
  }

  /** Takes a frame of the client's. */
  accept(data: Buffer): void {
    if (this.#ended) return;
    const content = contentOf(data);
    for (const { rate, samples } of soundsIn('client', content)) this.#hear(samples / rate);
    for (const mark of marksIn(content)) this.#pass(mark);
    this.#run();
  }

  /** The connection has ended. */
  end(): void {
    this.#ended = true;
    this.#cancel?.();
  }

  get #passed(): number {
    return this.#marks.length - 1;
  }

  #hear(seconds: number): void {
    const last = this.#audio.at(-1);
    const before = last?.marks === this.#passed ? last.seconds : 0;
    this.#audio.push({ marks: this.#passed, seconds: before + seconds, at: this.#line.clock.now() });
  }

  #pass(mark: ClientMark): void {
    if (this.#ended) return;
    const { marks, name } = this.#plan;
    const expected = marks[this.#passed];
    if (expected !== mark) {
      const deviation = new ReplayDeviation(expected, mark, this.#passed + 1, name);
      if (!this.#line.deviates(deviation)) return this.end();
    }
    const found = marks.indexOf(mark, this.#passed);
    // What the recording never comes to is passed over; what it comes to later takes all before it along.
    while (found >= 0 && this.#passed <= found) this.#marks.push(this.#line.clock.now());
  }

  #run(): void {
    for (;;) {
      const step = this.#plan.steps[this.#next];
      const due = step && !this.#ended ? this.#dueOf(step) : undefined;
      if (!step || due === undefined) return;
      const wait = due - this.#line.clock.now();
      this.#cancel?.();
      if (wait > 0) {
        this.#cancel = this.#line.clock.schedule(wait, () => this.#run());
        return;
      }
      this.#next += 1;
      this.#previousAt = due;
      if ('closing' in step.entry) this.#line.close(step.entry.closing);
      else this.#line.send(step.entry.data, step.entry.binary);
    }
  }

  /** When it is to be done; `undefined` as long as the client has not done what it waits for. */
  #dueOf({ marks, seconds, after, gapMs }: ReplayStep): number | undefined {
    const marked = this.#marks[marks];
    if (marked === undefined) return undefined;
    const heard = seconds > 0 ? this.#heardAt(marks, seconds) : marked;
    if (heard === undefined) return undefined;
    const from = { previous: this.#previousAt, mark: marked, audio: heard }[after];
    const gap = this.#line.speed > 0 ? gapMs / this.#line.speed : 0;
    return Math.max(from + gap, this.#previousAt, marked, heard);
  }

  /** When so much audio had come; a later mark means that no more of it will. */
  #heardAt(marks: number, seconds: number): number | undefined {
    const enough = this.#audio.findIndex(
      (one) => one.marks > marks || (one.marks === marks && one.seconds >= seconds - ROUNDING_S),
    );
    const later = this.#marks[marks + 1];
    if (enough < 0) {
      this.#audio = this.#audio.slice(-1);
      return later;
    }
    if (enough > 0) this.#audio = this.#audio.slice(enough);
    const at = this.#audio[0]?.at ?? later;
    return later !== undefined && at !== undefined ? Math.min(at, later) : at;
  }
}
