import { heardWords } from './announcements.ts';
import type { Answer, Delivery, SpokenStep } from '../script/answer.ts';
import { INPUT_RATE, OUTPUT_RATE } from '../assumptions/index.ts';
import type { DialogueContext } from './dialogue-context.ts';
import type { Work } from './interpreter.ts';
import { render, type Sound } from './render.ts';
import { StreamResampler } from '../listening/resample.ts';
import { bytesOf, wordsBetween } from './spoken-steps.ts';
import { transcription } from './transcription.ts';
import type { Turn } from '../script/turn.ts';
import { NOTHING, type Consumption } from '../session/usage.ts';
import { EMPTY_TURN, type UserTurn } from '../listening/user-turn.ts';

const spokenOf = (answer: Answer): SpokenStep | undefined =>
  (answer.kind === 'steps' ? answer.steps : [answer]).find(
    (step) => step.kind === 'say' || step.kind === 'tone' || step.kind === 'audio' || step.kind === 'parrot',
  );

const language = (code: string | undefined): string | undefined => code?.split('-')[0]?.toLowerCase();

/** What a translating model makes of a stretch of speech: as much sound as has come in, and the words for it. */
export class TranslationWork implements Work {
  readonly #context: DialogueContext;
  readonly #delivery: Delivery;
  /** The translation; `undefined`: the visitor's own voice, or nothing. */
  readonly #sound: Sound | undefined;
  readonly #own: StreamResampler | undefined;
  #heard: string[] = [];
  #at = 0;
  #words = '';
  #consumption: Consumption = NOTHING;

  private constructor(context: DialogueContext, delivery: Delivery, sound: Sound | undefined, own: boolean) {
    this.#context = context;
    this.#delivery = delivery;
    this.#sound = sound;
    this.#own = own ? new StreamResampler(INPUT_RATE, OUTPUT_RATE) : undefined;
    this.#heard = delivery.heard === undefined ? [] : [...heardWords(EMPTY_TURN, delivery)];
  }

  /** Makes the translation ready. What is in the target language already is repeated or left out (`BEHAVIOURS.echoTargetLanguage`). */
  static async begin(context: DialogueContext, answer: Answer, turn: Turn): Promise<TranslationWork> {
    const { targetLanguageCode, echoTargetLanguage } =
      context.agreement.setup.generationConfig?.translationConfig ?? {};
    const target = language(targetLanguageCode);
    const same = target !== undefined && language(answer.heardLanguage) === target;
    const step = spokenOf(answer);
    if (same) return new TranslationWork(context, answer, undefined, echoTargetLanguage === true);
    if (!step || step.kind === 'parrot')
      return new TranslationWork(context, answer, undefined, step !== undefined);
    const sound = await render(step, turn, context.voice, answer.spoken);
    return new TranslationWork(context, answer, sound, false);
  }

  get words(): string {
    return this.#words;
  }

  get consumption(): Consumption {
    return this.#consumption;
  }

  window(sound: Int16Array): void {
    const [word] = this.#heard.splice(0, 1);
    if (word !== undefined) this.#tellHeard(word);
    if (this.#own) return this.#speak(this.#own.push(sound), word ?? '');
    const count = Math.round((sound.length * OUTPUT_RATE) / INPUT_RATE);
    this.#translate(count);
  }

  finish(turn: UserTurn): void {
    const words =
      this.#delivery.heard === undefined ? heardWords(turn, this.#delivery) : this.#heard.splice(0);
    for (const word of words) this.#tellHeard(word);
    this.#translate(Infinity);
    this.#context.send({ serverContent: { generationComplete: true } });
  }

  /** The next samples of the translation, if there are any. */
  #translate(count: number): void {
    const { audio, deltas } = this.#sound ?? { audio: new Int16Array(0), deltas: [] };
    if (this.#at >= audio.length) return;
    const to = Math.min(audio.length, this.#at + count);
    const words = wordsBetween(deltas, this.#at / audio.length, to / audio.length);
    const piece = audio.subarray(this.#at, to);
    this.#at = to;
    this.#speak(piece, words);
  }

  #speak(audio: Int16Array, words: string): void {
    if (audio.length === 0) return;
    const { send, moment, agreement } = this.#context;
    const { outputAudioTranscription: wish, generationConfig } = agreement.setup;
    const before = this.#consumption.audioSeconds;
    const seconds = audio.length / OUTPUT_RATE;
    const target = { languageCode: generationConfig?.translationConfig?.targetLanguageCode };
    const data = bytesOf(audio).toString('base64');
    const parts = [{ inlineData: { mimeType: `audio/pcm;rate=${OUTPUT_RATE}`, data } }];
    const span = { from: before, to: before + seconds };
    const carried =
      wish && words !== '' ? { outputTranscription: transcription(words, span, wish, target) } : {};
    send({ serverContent: { modelTurn: { parts }, ...carried } });
    if (before === 0) moment('first-audio');
    this.#words += words;
    this.#consumption = { ...this.#consumption, audioSeconds: before + seconds };
  }

  #tellHeard(text: string): void {
    const { agreement, send } = this.#context;
    const wish = agreement.setup.inputAudioTranscription;
    if (!wish) return;
    const { heardLanguage: languageCode, heardSpeaker: speakerLabel } = this.#delivery;
    // The windows keep no times of single words: the twin cannot know them while they are spoken.
    const inputTranscription = transcription(
      text,
      { from: 0, to: 0 },
      { ...wish, wordTimestamp: false },
      { languageCode, speakerLabel },
    );
    send({ serverContent: { inputTranscription } });
  }
}
