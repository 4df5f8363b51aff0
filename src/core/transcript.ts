/** One utterance, as shown. Entries are never changed; a new one replaces the old under the same `id`. */
export interface TranscriptEntry {
  /** Unique within the conversation, stable while the text grows. */
  readonly id: string;
  readonly role: 'user' | 'model';
  readonly text: string;
  /** No more text comes. */
  readonly final: boolean;
  /** The visitor spoke over it, or it was silenced. */
  readonly interrupted: boolean;
  /** When it began, ms since the epoch. */
  readonly time: number;
}
