import {
  LATE_MS,
  cap,
  finishModel,
  finishTurn,
  finishUser,
  insertEntry,
  replaceEntry,
  type Transcript,
} from './transcript-state.ts';

export { startTranscript, type Transcript } from './transcript-state.ts';

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
  /** It was sent once more on a new line, and may stand above already. */
  readonly again?: true;
}

/** What changes a transcript. `now`: ms since the epoch. */
export type TranscriptEvent =
  /** A piece of `inputTranscription` or `outputTranscription`, or of a written answer; spaces at its front count. */
  | {
      readonly type: 'transcription';
      readonly role: TranscriptEntry['role'];
      readonly text?: string | undefined;
      readonly finished?: boolean | undefined;
      readonly now: number;
    }
  /** `interimInputTranscription`: a guess that replaces the guess before, and gives way to the next real piece. */
  | { readonly type: 'interim'; readonly text: string; readonly now: number }
  /** Typed by the visitor. */
  | { readonly type: 'typed'; readonly text: string; readonly now: number }
  /** The visitor spoke over the answer, or it was silenced here. Any number of times, at any moment. */
  | { readonly type: 'interrupted' }
  /** `turnComplete`, or `waitingForInput`; for a model that may leave it out, the end of playback. */
  | { readonly type: 'turn-end' }
  /** The connection is gone: what was open gets no more text. */
  | { readonly type: 'closed' }
  /** A new line has been sent so many stretches of the visitor's speech once more. */
  | { readonly type: 'again'; readonly spoken: number };

const textOf = (text: unknown): string => (typeof text === 'string' ? text : '');

/** While the model answers, the visitor's entry waits only so long for late pieces. */
const stopWaiting = (state: Transcript, now: number): Transcript =>
  state.user >= 0 && state.user < state.answer && now - state.heardAt > LATE_MS ? finishUser(state) : state;

/** The visitor has gone on: what the model says from here is a new answer. */
const goOn = (state: Transcript): Transcript =>
  state.cut === 'dropping' ? { ...state, cut: 'ending' } : state;

const hear = (state: Transcript, piece: string, guess: boolean, now: number): Transcript => {
  const waited = goOn(stopWaiting(state, now));
  const settled = waited.user < 0 ? '' : waited.settled;
  const text = cap(settled === '' ? piece.trimStart() : settled + piece);
  if (text === '') return state;
  const known = { settled: guess ? settled : text, heardAt: now };
  if (waited.user >= 0) {
    const same = waited.entries[waited.user]?.text === text;
    return { ...(same ? waited : replaceEntry(waited, waited.user, { text })), ...known };
  }
  // Transcription trails speech: the first words of a turn may come when its answer has begun. They go before it.
  const late = waited.answer >= 0 && !waited.heard;
  const at = late ? waited.answer : waited.entries.length;
  const time = late ? Math.min(now, waited.entries[at]?.time ?? now) : now;
  const again = waited.again > 0 ? ({ again: true } as const) : {};
  const marked = { ...waited, again: Math.max(0, waited.again - 1) };
  const next = insertEntry(marked, at, { role: 'user', text, final: false, time, ...again });
  const user = late ? next.answer - 1 : next.entries.length - 1;
  return { ...next, ...known, user, heard: true };
};

const say = (state: Transcript, piece: string, now: number): Transcript => {
  // What still comes of an answer that was silenced is not heard, and so not shown.
  if (state.cut === 'dropping' || piece === '') return state;
  const waited = stopWaiting(state, now);
  const open = waited.entries[waited.model];
  if (open) {
    const text = cap(open.text + piece);
    return text === open.text ? waited : replaceEntry(waited, waited.model, { text });
  }
  const text = cap(piece.trimStart());
  if (text === '') return state;
  const next = insertEntry(waited, waited.entries.length, { role: 'model', text, final: false, time: now });
  const model = next.entries.length - 1;
  return { ...next, model, answer: next.answer < 0 ? model : next.answer, cut: 'no' };
};

const type = (state: Transcript, piece: string, now: number): Transcript => {
  const text = cap(piece.trim());
  if (text === '') return state;
  const spoken = finishUser(state);
  // An answer that still grows goes on above it; one that had all its text belongs to a turn that is over.
  const before = goOn(spoken.answer >= 0 && spoken.model < 0 ? finishTurn(spoken) : spoken);
  const next = insertEntry(before, before.entries.length, { role: 'user', text, final: true, time: now });
  return { ...next, heard: true };
};

const interrupt = (state: Transcript): Transcript => {
  if (state.answer < 0) return state;
  const ahead = state.user > state.answer;
  const marked = replaceEntry(state, state.model < 0 ? state.answer : state.model, { interrupted: true });
  return { ...finishTurn(marked), cut: ahead ? 'ending' : 'dropping' };
};

const endTurn = (state: Transcript): Transcript => {
  // The end of the turn that was interrupted: what the visitor says by now is not its part.
  if (state.cut !== 'no' && state.answer < 0) return { ...state, cut: 'no' };
  return state.answer < 0 && state.user < 0 && !state.heard ? state : finishTurn(state);
};

/**
 * The transcript after one more event. Pure; entries that do not change keep their identity, and a call that changes
 * nothing returns the same object. Text stays text: it is neither parsed nor cleaned, only bounded in length.
 */
export const reduceTranscript = (state: Transcript, event: TranscriptEvent): Transcript => {
  switch (event.type) {
    case 'transcription': {
      const text = textOf(event.text);
      const user = event.role === 'user';
      const grown = user ? hear(state, text, false, event.now) : say(state, text, event.now);
      if (event.finished !== true) return grown;
      return user ? finishUser(grown) : finishModel(grown);
    }
    case 'interim':
      return hear(state, textOf(event.text), true, event.now);
    case 'typed':
      return type(state, textOf(event.text), event.now);
    case 'interrupted':
      return interrupt(state);
    case 'turn-end':
      return endTurn(state);
    case 'closed': {
      const open = state.user >= 0 || state.answer >= 0 || state.heard || state.cut !== 'no';
      return open ? { ...finishUser(finishTurn(state)), heard: false, cut: 'no' } : state;
    }
    case 'again':
      return { ...state, again: event.spoken };
    default:
      return event satisfies never;
  }
};
