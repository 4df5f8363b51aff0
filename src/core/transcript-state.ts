import type { TranscriptEntry } from './transcript.ts';

/** The entries and what is known of the turn that runs. Plain data. */
export interface Transcript {
  readonly entries: readonly TranscriptEntry[];
  /** Indexes of the entries that grow; −1 for none. */
  readonly user: number;
  readonly model: number;
  /** Index of the first entry of this turn's answer, −1 before there is one. */
  readonly answer: number;
  /** This turn has an entry of the visitor's already. */
  readonly heard: boolean;
  /** The visitor's text without the current guess. */
  readonly settled: string;
  /** When the visitor's entry last grew. */
  readonly heardAt: number;
  /**
   * After an interruption, until its turn ends: `dropping` what still comes of the answer; `ending` once the visitor has
   * gone on, so that the next text of the model is a new answer.
   */
  readonly cut: 'no' | 'dropping' | 'ending';
  /** Number of the next id. */
  readonly next: number;
  /** So many of the visitor's next utterances have been sent before. */
  readonly again: number;
}

/** Characters (UTF-16 units) of an entry; what a runaway or hostile service sends beyond is not kept. About an hour of speech. */
export const MAX_ENTRY_LENGTH = 20_000;
/** Entries kept; the oldest goes first. */
export const MAX_ENTRIES = 2_000;
/**
 * While the model answers, pieces of the visitor's words that come later than this after the last one, ms, are a new
 * utterance and not the late rest of the old (assumed: transcription trails speech by 1 to 2 s).
 */
export const LATE_MS = 3_000;

const NUMBERED_ID = /^t(\d{1,12})$/;

/** A transcript to begin with; `entries`, from an earlier page, count as final. */
export const startTranscript = (entries: readonly TranscriptEntry[] = []): Transcript => ({
  entries: entries.slice(-MAX_ENTRIES).map((entry) => (entry.final ? entry : { ...entry, final: true })),
  user: -1,
  model: -1,
  answer: -1,
  heard: false,
  settled: '',
  heardAt: 0,
  cut: 'no',
  again: 0,
  next: 1 + entries.reduce((highest, { id }) => Math.max(highest, Number(NUMBERED_ID.exec(id)?.[1] ?? 0)), 0),
});

/** The text as far as it is kept; never cut in the middle of a surrogate pair. */
export const cap = (text: string): string =>
  text.length <= MAX_ENTRY_LENGTH ? text : text.slice(0, MAX_ENTRY_LENGTH).replace(/[\uD800-\uDBFF]$/, '');

/** The same with one entry replaced; the others stay the very objects they were. */
export const replaceEntry = (
  state: Transcript,
  index: number,
  change: Partial<TranscriptEntry>,
): Transcript => {
  const entry = state.entries[index];
  if (!entry) return state;
  const entries = state.entries.slice();
  entries[index] = { ...entry, ...change };
  return { ...state, entries };
};

/** Puts a new entry at `at`, and keeps the indexes right when it goes in between or the oldest falls out. */
export const insertEntry = (
  state: Transcript,
  at: number,
  entry: Omit<TranscriptEntry, 'id' | 'interrupted'>,
): Transcript => {
  const excess = state.entries.length >= MAX_ENTRIES ? 1 : 0;
  const added: TranscriptEntry = { id: `t${state.next}`, interrupted: false, ...entry };
  const entries = [...state.entries.slice(excess, at), added, ...state.entries.slice(at)];
  const move = (index: number): number => Math.max(-1, (index >= at ? index + 1 : index) - excess);
  return {
    ...state,
    entries,
    user: move(state.user),
    model: move(state.model),
    answer: move(state.answer),
    next: state.next + 1,
  };
};

/** No more text for the visitor's entry. */
export const finishUser = (state: Transcript): Transcript =>
  state.user < 0 ? state : { ...replaceEntry(state, state.user, { final: true }), user: -1, settled: '' };

/** No more text for the model's entry. */
export const finishModel = (state: Transcript): Transcript =>
  state.model < 0 ? state : { ...replaceEntry(state, state.model, { final: true }), model: -1 };

/**
 * The turn is over. Words of the visitor that stand after the answer belong to the turn to come, and stay open.
 */
export const finishTurn = (state: Transcript): Transcript => {
  const ahead = state.answer >= 0 && state.user > state.answer;
  return { ...finishModel(ahead ? state : finishUser(state)), answer: -1, heard: ahead };
};
