import {
  reduceTranscript,
  startTranscript,
  type Transcript,
  type TranscriptEntry,
  type TranscriptEvent,
} from '../core/transcript.ts';
import type { Aside } from './asides.ts';
import type { Kept } from './context-messages.ts';
import type { ConversationHost, Snapshot } from './host.ts';

export interface ProtocolContext {
  readonly host: ConversationHost;
  readonly publish: (change: Partial<Snapshot>) => void;
  readonly onActivity: () => void;
  /** What was said before the run. */
  readonly said: readonly TranscriptEntry[];
  readonly kept: Kept;
}

/** Id of the last utterance, and what the page had told the model beside. */
type Mark = readonly [string | undefined, (readonly Aside[] | undefined)?];

/** The record of what was said. Each change goes to the page as an event. */
export class Protocol {
  readonly #context: ProtocolContext;
  #transcript: Transcript;
  /** Up to the last utterance of a turn that is over: all that came after it has had no whole answer. */
  #answered: Mark;
  /** The last utterance of a turn that is over, answered or not. */
  #over: string | undefined;
  /** Where the record stood when the answer under way began. */
  #mark: Mark | undefined;

  constructor(context: ProtocolContext) {
    this.#context = context;
    this.#transcript = startTranscript(context.said);
    this.#answered = [context.said.at(-1)?.id];
  }

  /** Whether the visitor had the last word, and has not been met with silence. */
  get lastIsVisitors(): boolean {
    const last = this.#transcript.entries.at(-1);
    return last?.role === 'user' && last.id !== this.#over;
  }

  add(event: TranscriptEvent): void {
    const before = this.#transcript.entries;
    this.#transcript = reduceTranscript(this.#transcript, event);
    const { entries } = this.#transcript;
    if (event.type === 'turn-end' || event.type === 'interrupted') this.answerEnds();
    if (event.type === 'turn-end') this.#over = entries.at(-1)?.id;
    if (entries === before) return;
    this.#context.publish({ transcript: entries });
    const known = new Set<TranscriptEntry>(before);
    for (const entry of entries) {
      if (!known.has(entry)) this.#context.host.emit({ type: 'transcript', entry });
    }
    this.#context.onActivity();
  }

  /** The first of an answer came. */
  answerBegins(): void {
    this.#mark ??= [this.#transcript.entries.at(-1)?.id, this.#context.kept.asides];
  }

  /** All of it has come. What the visitor has said since it began waits for an answer of its own; not every answer has words. */
  answerEnds(): void {
    const { entries } = this.#transcript;
    const [answered] = this.#answered;
    const [mark, asides] = this.#mark ?? this.#answered;
    const known = entries.filter(({ id, role }) => role === 'model' || id === mark || id === answered);
    this.#answered = [known.at(-1)?.id, asides];
    this.#mark = undefined;
  }

  /** `spoken`: how many stretches of speech were sent once more; what is transcribed of them is marked. */
  lineOpened(spoken: number): void {
    this.add({ type: 'again', spoken });
  }

  lineEnded(): void {
    this.#mark = undefined;
    this.add({ type: 'closed' });
  }

  /** How many utterances belong to turns that are over. */
  get answered(): number {
    return 1 + this.#transcript.entries.findIndex(({ id }) => id === this.#answered[0]);
  }

  /** What was said in turns that are over, and what the model was told beside it. */
  turns(): readonly unknown[] {
    const said = this.#transcript.entries.slice(0, this.answered);
    return this.#context.kept.seed?.(said, this.#answered[1]) ?? said;
  }
}
