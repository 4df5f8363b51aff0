import type { Answer } from '../script/answer.ts';
import { INPUT_RATE, INTERIM_MS, TRANSLATION_WINDOW_MS } from '../assumptions/index.ts';
import type { DialogueContext } from './dialogue-context.ts';
import type { FunctionResponse } from '../protocol/function-response.ts';
import type { Partner } from './partner.ts';
import { refusal } from '../protocol/protocol-error.ts';
import { TranscriptionWork } from './transcription-work.ts';
import { TranslationWork } from './translation-work.ts';
import type { OpenTurn } from '../listening/turn-recorder.ts';
import { EMPTY_TURN, type UserTurn } from '../listening/user-turn.ts';
import type { Consumption } from '../session/usage.ts';

/** What is made of one stretch of speech, window by window. */
export interface Work {
  /** A window of sound has been received; `samples` so far, of the stretch. */
  readonly window: (sound: Int16Array, samples: number) => void;
  /** The stretch is over: what is left. */
  readonly finish: (turn: UserTurn) => void;
  readonly words: string;
  readonly consumption: Consumption;
}

/** A stretch of speech on its way. */
interface Stretch {
  /** Windows that have been worked on. */
  windows: number;
  open: OpenTurn | undefined;
  ended: UserTurn | undefined;
  work: Work | undefined;
  answer: Answer | undefined;
}

/**
 * Models that translate or transcribe: they give what they make of the visitor's words while these still come, in windows of
 * received samples. Nobody takes turns, so nothing is interrupted.
 */
export class Interpreter implements Partner {
  readonly #context: DialogueContext;
  readonly #pipeline: 'translation' | 'transcription';
  readonly #window: number;
  readonly #stretches: Stretch[] = [];
  #disposed = false;

  constructor(context: DialogueContext, pipeline: 'translation' | 'transcription') {
    this.#context = context;
    this.#pipeline = pipeline;
    const ms = pipeline === 'translation' ? TRANSLATION_WINDOW_MS : INTERIM_MS;
    this.#window = (ms * INPUT_RATE) / 1000;
  }

  realtimeInput(): void {
    // It never waits for anything.
  }

  activityStarted(): void {
    const { memory, handles, moment, fail } = this.#context;
    memory.turns += 1;
    if (moment('turn')) return;
    handles.busy();
    const stretch: Stretch = {
      windows: 0,
      open: undefined,
      ended: undefined,
      work: undefined,
      answer: undefined,
    };
    this.#stretches.push(stretch);
    this.#ask(stretch).catch((error: unknown) => {
      if (!this.#disposed) fail(error);
    });
  }

  heardMore(turn: OpenTurn): void {
    const stretch = this.#stretches.at(-1);
    if (!stretch || stretch.ended) return;
    stretch.open = turn;
    if (stretch.work) this.#advance(stretch, turn.length, (from, to) => turn.slice(from, to));
  }

  userTurn(turn: UserTurn): void {
    const stretch = this.#stretches.at(-1);
    if (turn.kind !== 'speech' || !stretch) return; // content is history: nobody answers it
    stretch.ended = turn;
    stretch.open = undefined;
    if (stretch.work) this.#finish(stretch, turn);
  }

  toolResponse(_: readonly FunctionResponse[]): void {
    throw refusal('unknownCall');
  }

  interrupt(): void {
    // Nothing waits for its turn.
  }

  dispose(): void {
    this.#disposed = true;
    this.#stretches.length = 0;
  }

  /** Asks the script what comes of words that have only begun. */
  async #ask(stretch: Stretch): Promise<void> {
    const { describe, answer: ask } = this.#context;
    const turn = describe({ ...EMPTY_TURN, kind: 'speech', simultaneous: true });
    const answer = await ask(turn);
    const work =
      this.#pipeline === 'translation'
        ? await TranslationWork.begin(this.#context, answer, turn)
        : new TranscriptionWork(this.#context, answer);
    if (this.#disposed) return;
    stretch.answer = answer;
    stretch.work = work;
    const { open, ended } = stretch;
    if (ended) this.#finish(stretch, ended);
    else if (open) this.#advance(stretch, open.length, (from, to) => open.slice(from, to));
  }

  /** Works on every window that is complete. */
  #advance(stretch: Stretch, length: number, slice: (from: number, to: number) => Int16Array): void {
    while ((stretch.windows + 1) * this.#window <= length) {
      const from = stretch.windows * this.#window;
      stretch.windows += 1;
      stretch.work?.window(slice(from, from + this.#window), from + this.#window);
    }
  }

  #finish(stretch: Stretch, turn: UserTurn): void {
    const { work, answer } = stretch;
    const { keeper, handles, moment, send } = this.#context;
    const { audio } = turn;
    if (!work) return;
    this.#advance(stretch, audio.length, (from, to) => audio.slice(from, to));
    const rest = audio.slice(stretch.windows * this.#window);
    if (rest.length > 0) work.window(rest, audio.length);
    work.finish(turn);
    this.#stretches.splice(this.#stretches.indexOf(stretch), 1);
    keeper.hear(turn);
    keeper.settle();
    const usageMetadata = keeper.usage(work.consumption);
    keeper.speak(work.words, work.consumption);
    // BEHAVIOURS.pipelineUsage; the model itself never completes a turn, a script may have it do so.
    const completes = answer?.turnComplete !== undefined && answer.turnComplete !== 'never';
    send({ ...(completes ? { serverContent: { turnComplete: true } } : {}), usageMetadata });
    handles.free();
    moment('turn-complete');
  }
}
