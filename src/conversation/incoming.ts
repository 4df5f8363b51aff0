import type { LiveServerContent, LiveServerMessage } from '@google/genai/web';
import type { PlaybackReport } from '../audio/messages.ts';
import type { MachineEvent } from '../core/machine.ts';
import { isObject } from '../core/merge.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { TranscriptEntry, TranscriptEvent } from '../core/transcript.ts';
import type { Kept } from './context-messages.ts';
import type { ConversationHost, Snapshot } from './host.ts';
import { Protocol } from './protocol.ts';

export interface IncomingContext {
  readonly run: number;
  readonly host: ConversationHost;
  readonly dispatch: (event: MachineEvent) => void;
  readonly publish: (change: Partial<Snapshot>) => void;
  /** Whether what is queued can be heard at all: the audio context runs. */
  readonly audible: () => boolean;
  /** Somebody said something. */
  readonly onActivity: () => void;
  /** Aborted when the run is over. */
  readonly signal: AbortSignal;
  readonly kept: Kept;
  /** What was said before the run, and the handle of that session. */
  readonly said: readonly TranscriptEntry[];
  readonly handle: string | undefined;
  /** What the session was set up from. */
  readonly plan: () => SessionPlan | undefined;
  /** The connection will be closed, in so many ms when the service said it. */
  readonly goesAway: (timeLeft: number | undefined) => void;
  /** The service has given a new handle, or a turn has had its answer. */
  readonly moved: () => void;
}

/**
 * An answer that does not come, and is not refused either, is waited for no longer than this, ms: a proactive model may stay
 * silent without a word, and the visitor is to see that they can go on. What comes later is an answer all the same.
 */
export const PATIENCE_MS = 30_000;

/**
 * Reads what the service sends, and what the speaker reports, and tells machine, page and protocol. Every field of a
 * message stands alone; none is trusted to have the type that the documentation gives it.
 */
export class Incoming {
  readonly #context: IncomingContext;
  readonly #protocol: Protocol;
  readonly #debug: boolean;
  /** Last resumption handle; `undefined` when the service would not remember. */
  handle: string | undefined;
  /** Audio has come and nothing of it is heard yet. */
  #awaitingSound = false;
  #sounding = false;
  /** Id of the last turn of which audio came. */
  #turn = 0;
  /** The service has sent all of the answer. */
  #sent = false;
  /** … before anything of it was heard, or while the speaker waits for the rest. */
  #allSent = false;
  /** Extended thinking: turns are complete, and the answer is still to come. */
  #inProgress = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** The service has generated all of the answer. Some models say nothing after that: the turn ends when it was heard. */
  #generated = false;

  constructor(context: IncomingContext) {
    this.#context = context;
    this.handle = context.handle;
    this.#debug = context.host.settings().debug;
    this.#protocol = new Protocol(context);
  }

  receive(message: LiveServerMessage): void {
    const { host } = this.#context;
    if (this.#debug) host.emit({ type: 'message', message });
    const { goAway, serverContent, sessionResumptionUpdate, voiceActivity } = message;
    const content = isObject(serverContent) ? serverContent : undefined;
    // Documented beside the turn's end, and at the top of a message.
    this.#progress(content?.interactionStatus ?? (message as LiveServerContent).interactionStatus);
    if (content) {
      this.#context.onActivity();
      this.#content(content);
    }
    if (isObject(message.toolCall)) {
      this.#protocol.answerBegins();
      this.#answering();
      // How long a function takes is the page's to say.
      this.#calm();
    }
    if (isObject(sessionResumptionUpdate)) {
      const { newHandle, resumable } = sessionResumptionUpdate;
      if (resumable && typeof newHandle === 'string' && newHandle !== '') this.handle = newHandle;
    }
    if (isObject(goAway)) {
      const timeLeft = milliseconds(goAway.timeLeft);
      host.emit({ type: 'goaway', timeLeft });
      this.#context.goesAway(timeLeft);
    }
    this.#context.moved();
    // Noises end an activity, too: what is waited for already is waited for no longer because of them.
    if (isObject(voiceActivity) && voiceActivity.voiceActivityType === 'ACTIVITY_END') {
      this.#answering(this.#patience);
    }
  }

  /** A typed turn of the visitor's. */
  typed(text: string): void {
    this.#protocol.add({ type: 'typed', text, now: Date.now() });
    this.#answering();
  }

  /** The visitor silenced the model; the speaker's report of it follows. */
  silenced(): void {
    if (this.#sounding || this.#awaitingSound) this.#protocol.add({ type: 'interrupted' });
  }

  /** The visitor let the talk button go. */
  visitorFinished(): void {
    this.#answering();
  }

  /** First audio of a turn. */
  audioBegan(turn: number): void {
    this.#turn = turn;
    this.#awaitingSound = true;
    this.#protocol.answerBegins();
    this.#sent = this.#allSent = this.#generated = false;
    this.#answering();
  }

  /** What the speaker reports. */
  played({ playedMs, turn, type }: PlaybackReport): void {
    const { dispatch, host, run } = this.#context;
    // A report of the turn before may come when the next one has begun on the wire: that one is still to be heard.
    const ofThisTurn = turn >= this.#turn;
    const cut = type === 'flushed' && (this.#sounding || (this.#awaitingSound && ofThisTurn));
    this.#sounding = type === 'started';
    // Starved, it waits for more of the same turn: that is thinking, not listening, though all of it may be on its way.
    if (ofThisTurn) {
      this.#awaitingSound = type === 'starved';
      if (this.#awaitingSound && this.#sent) {
        this.#allSent = true;
        this.#answering();
      }
    }
    dispatch({ type: 'sounding', run, on: this.#sounding });
    if (this.#allSent && !this.#awaitingSound) this.#answered();
    if (type === 'drained' && this.#generated) this.#protocol.add({ type: 'turn-end' });
    if (!cut) return;
    if (ofThisTurn) this.#protocol.add({ type: 'interrupted' });
    host.emit({ type: 'interrupted', playedMs });
  }

  /** A connection is set up: what was said meanwhile is on its way, and so many stretches of speech, `spoken`, once more. */
  lineOpened(spoken: number): void {
    this.#protocol.lineOpened(spoken);
    if (this.#protocol.lastIsVisitors) this.#answering();
  }

  lineEnded(): void {
    this.close();
    this.#protocol.lineEnded();
  }

  /** Nothing is waited for any more. */
  close(): void {
    this.#inProgress = false;
    this.#calm();
  }

  /** From now on an answer may take so long, and no longer. */
  wait(): void {
    const { dispatch, run, signal } = this.#context;
    this.#calm();
    if (signal.aborted) return;
    this.#patience = setTimeout(() => {
      if (this.#sounding || this.#awaitingSound) return this.wait();
      this.close();
      dispatch({ type: 'answered', run });
    }, PATIENCE_MS);
  }

  /** Changes the record. */
  record(event: TranscriptEvent): void {
    this.#protocol.add(event);
  }

  /** How many utterances belong to turns that are over. */
  get answered(): number {
    return this.#protocol.answered;
  }

  /** What was said and told in turns that are over, for a session that is to know it. All else is sent once more. */
  turns(): readonly unknown[] {
    return this.#protocol.turns();
  }

  #content(content: LiveServerContent): void {
    const { inputTranscription, interimInputTranscription, modelTurn, outputTranscription } = content;
    const now = Date.now();
    // The model is at it. Captions of the visitor's say nothing of that.
    if (this.#patience && (modelTurn ?? outputTranscription)) this.wait();
    if (isObject(interimInputTranscription)) {
      this.#protocol.add({ type: 'interim', text: textOf(interimInputTranscription), now });
    }
    if (isObject(inputTranscription)) {
      this.#transcribed('user', inputTranscription, now);
    }
    if (isObject(outputTranscription)) {
      this.#transcribed('model', outputTranscription, now);
    }
    const parts: unknown = modelTurn?.parts;
    if (Array.isArray(parts)) for (const part of parts as unknown[]) this.#part(part, now);
    if (content.generationComplete) {
      this.#generated = true;
      this.#protocol.answerEnds();
    }
    if (content.interrupted) {
      this.#inProgress &&= (content.interactionStatus as unknown) === 'IN_PROGRESS';
      this.#protocol.add({ type: 'interrupted' });
    }
    const turnEnds = content.turnComplete === true || content.waitingForInput === true;
    if (turnEnds) this.#protocol.add({ type: 'turn-end' });
    // What is said while it thinks on is generated, too: only the end of that turn tells whether more follows.
    const generated = content.generationComplete && !this.#context.plan()?.profile.interactionStatus;
    if (turnEnds || content.interrupted || generated) this.#answered();
  }

  #transcribed(
    role: 'user' | 'model',
    transcription: { text?: unknown; finished?: unknown },
    now: number,
  ): void {
    const finished = transcription.finished === true;
    this.#protocol.add({ type: 'transcription', role, text: textOf(transcription), finished, now });
  }

  /** Written answers; thoughts are not for the transcript. */
  #part(part: unknown, now: number): void {
    if (!isObject(part) || part['thought'] === true) return;
    const { text } = part as { text?: unknown };
    if (typeof text !== 'string') return;
    this.#protocol.answerBegins();
    this.#answering();
    this.#protocol.add({ type: 'transcription', role: 'model', text, now });
  }

  #progress(status: unknown): void {
    if (status === undefined) return;
    const ends = this.#inProgress;
    this.#inProgress = status === 'IN_PROGRESS';
    if (this.#inProgress) this.#answering();
    else if (ends) this.#answered();
  }

  /** An answer is due; a wait that is not to begin anew is passed on. */
  #answering(running?: ReturnType<typeof setTimeout>): void {
    const { dispatch, onActivity, plan, run } = this.#context;
    onActivity();
    // A pipeline owes no answer: it speaks, or listens.
    if (plan()?.profile.turns === false) return;
    if (!running) this.wait();
    dispatch({ type: 'answering', run });
  }

  #calm(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  /** The service has sent all. While its first sound is still to come, the visitor goes on seeing that it comes. */
  #answered(): void {
    const { audible, dispatch, run } = this.#context;
    if (this.#inProgress) return;
    this.#sent = true;
    this.#allSent = this.#awaitingSound && audible();
    if (this.#allSent) return;
    this.#calm();
    dispatch({ type: 'answered', run });
  }
}

const textOf = ({ text }: { text?: unknown }): string => (typeof text === 'string' ? text : '');

/** A proto-JSON duration (`"50s"`, `"1.5s"`) in ms. */
const milliseconds = (duration: unknown): number | undefined => {
  const seconds = typeof duration === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(duration)?.[1] : undefined;
  return seconds === undefined ? undefined : Number(seconds) * 1000;
};
