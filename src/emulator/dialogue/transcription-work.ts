import { heardMessages, heardWords } from './announcements.ts';
import type { Answer } from '../script/answer.ts';
import { INPUT_RATE } from '../assumptions/index.ts';
import type { DialogueContext } from './dialogue-context.ts';
import type { Work } from './interpreter.ts';
import { duration } from './transcription.ts';
import { NOTHING, type Consumption } from '../session/usage.ts';
import { EMPTY_TURN, type UserTurn } from '../listening/user-turn.ts';

/**
 * What a transcribing model makes of a stretch of speech: preliminary transcripts, each in the place of the one before
 * (`BEHAVIOURS.interimReplaces`), then the final one, and the script's `say` as text where it rewrites what was said.
 */
export class TranscriptionWork implements Work {
  readonly #context: DialogueContext;
  readonly #answer: Answer;
  #windows = 0;
  #words = '';
  #consumption: Consumption = NOTHING;

  constructor(context: DialogueContext, answer: Answer) {
    this.#context = context;
    this.#answer = answer;
  }

  get words(): string {
    return this.#words;
  }

  get consumption(): Consumption {
    return this.#consumption;
  }

  window(_: Int16Array, samples: number): void {
    const { agreement, send } = this.#context;
    this.#windows += 1;
    const soFar = { ...EMPTY_TURN, seconds: samples / INPUT_RATE };
    const known = heardWords(soFar, this.#answer);
    const words = this.#answer.heard === undefined ? known : known.slice(0, this.#windows);
    const timed = agreement.setup.realtimeInputConfig?.interimTranscriptTimestampEnabled === true;
    const text = words.join('');
    const times = timed ? { startOffset: duration(0), endOffset: duration(samples / INPUT_RATE) } : {};
    send({ serverContent: { interimInputTranscription: { text, ...times } } });
  }

  finish(turn: UserTurn): void {
    const { agreement, send } = this.#context;
    const wish = agreement.setup.inputAudioTranscription ?? {};
    for (const message of heardMessages(this.#context, turn, this.#answer, wish)) send(message);
    const steps = this.#answer.kind === 'steps' ? this.#answer.steps : [this.#answer];
    for (const step of steps) {
      if (step.kind !== 'say' && step.kind !== 'text') continue;
      this.#words += step.text;
      this.#consumption = { ...NOTHING, textCharacters: this.#words.length };
      send({ serverContent: { modelTurn: { parts: [{ text: step.text }] } } });
    }
    send({ serverContent: { generationComplete: true } });
  }
}
