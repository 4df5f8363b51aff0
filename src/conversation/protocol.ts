import type { Content } from '@google/genai/web';
import {
  reduceTranscript,
  startTranscript,
  type Transcript,
  type TranscriptEntry,
  type TranscriptEvent,
} from '../core/transcript.ts';
import { addUsage, type Usage } from '../core/usage.ts';
import type { ConversationHost, Snapshot } from './host.ts';

export interface ProtocolContext {
  readonly host: ConversationHost;
  readonly publish: (change: Partial<Snapshot>) => void;
  readonly onActivity: () => void;
}

/** The record of a conversation: what was said and what it cost. Each change goes to the page as an event. */
export class Protocol {
  readonly #context: ProtocolContext;
  #transcript: Transcript = startTranscript();
  #usage: Usage | undefined;
  /** What was said until the line went; `undefined` while there is one, or was none yet. */
  #beforeLoss: readonly TranscriptEntry[] | undefined = [];

  constructor(context: ProtocolContext) {
    this.#context = context;
  }

  /** Whether the visitor had the last word. */
  get lastIsVisitors(): boolean {
    return this.#transcript.entries.at(-1)?.role === 'user';
  }

  add(event: TranscriptEvent): void {
    const before = this.#transcript.entries;
    this.#transcript = reduceTranscript(this.#transcript, event);
    const { entries } = this.#transcript;
    if (entries === before) return;
    this.#publish();
    const known = new Set<TranscriptEntry>(before);
    for (const entry of entries) {
      if (!known.has(entry)) this.#context.host.emit({ type: 'transcript', entry });
    }
    this.#context.onActivity();
  }

  /** Counts one `usageMetadata` in. */
  spent(metadata: unknown): void {
    const usage = addUsage(this.#usage, metadata);
    if (usage === this.#usage || !usage) return;
    this.#usage = usage;
    this.#publish();
    this.#context.host.emit({ type: 'usage', usage });
  }

  lineOpened(): void {
    this.#beforeLoss = undefined;
  }

  lineEnded(): void {
    this.add({ type: 'closed' });
    this.#beforeLoss ??= this.#transcript.entries;
  }

  /** What the service has heard of. What is typed while there is no line is sent as soon as there is one. */
  turns(): readonly Content[] {
    const entries = this.#beforeLoss ?? this.#transcript.entries;
    return entries.map(({ role, text }) => ({ role, parts: [{ text }] }));
  }

  #publish(): void {
    this.#context.publish({ transcript: this.#transcript.entries, usage: this.#usage });
  }
}
