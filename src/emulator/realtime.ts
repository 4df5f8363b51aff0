import { INPUT_RATE } from './assumptions/index.ts';
import { AudioInput, readAudio } from './audio-input.ts';
import type { MediaBlob, RealtimeInput } from './client-message.ts';
import { refusal } from './protocol-error.ts';
import type { Agreement } from './setup-rules.ts';
import { TurnDetector, detectorSettings, type TurnListener } from './turn-detector.ts';
import { TurnRecorder, type HeardTurn } from './turn-recorder.ts';
import { NOTHING } from './usage.ts';
import { EMPTY_TURN, type UserTurn } from './user-turn.ts';

export interface RealtimeListener {
  readonly activityStarted: () => void;
  readonly userTurn: (turn: UserTurn) => void;
}

/** Takes `realtimeInput` and makes turns of it, by automatic detection or by the client's own marks. */
export class RealtimeIntake {
  readonly #agreement: Agreement;
  readonly #listener: RealtimeListener;
  readonly #input = new AudioInput();
  readonly #detector: TurnDetector | undefined;
  readonly #manual = new TurnRecorder(0);
  #speaking = false;
  #typed = '';
  #videoFrames = 0;

  constructor(agreement: Agreement, listener: RealtimeListener) {
    this.#agreement = agreement;
    this.#listener = listener;
    const turns: TurnListener = { onStart: () => this.#started(), onEnd: (turn) => this.#ended(turn) };
    const detection = agreement.setup.realtimeInputConfig?.automaticActivityDetection;
    this.#detector = agreement.manualActivity
      ? undefined
      : new TurnDetector(detectorSettings(detection), turns);
  }

  /** Handles the fields of one message, in the order in which they make sense. Throws `ProtocolError`. */
  accept(input: RealtimeInput): void {
    const { profile } = this.#agreement;
    if (input.mediaChunks && !profile.mediaChunks) throw refusal('mediaChunks');
    if (input.text !== undefined && !profile.realtimeText) throw refusal('text');
    if (input.activityStart) this.#manualOnly(() => this.#manualStart());
    if (input.audio) this.#hear(input.audio);
    const [first] = input.mediaChunks ?? []; // BEHAVIOURS.firstMediaChunk
    if (first) this.#media(first);
    if (input.video) this.#see(input.video);
    if (input.text !== undefined) this.#read(input.text);
    if (input.audioStreamEnd === true) this.#streamEnd();
    if (input.activityEnd) this.#manualOnly(() => this.#manualEnd());
  }

  #media(blob: MediaBlob): void {
    if (blob.mimeType?.startsWith('image/') === true) this.#see(blob);
    else this.#hear(blob);
  }

  #hear(blob: MediaBlob): void {
    const samples = this.#input.native(readAudio(blob));
    if (this.#detector) this.#detector.push(samples);
    else this.#manual.push(samples);
  }

  #see({ mimeType }: MediaBlob): void {
    if (!this.#agreement.profile.video || mimeType?.startsWith('image/') !== true) throw refusal('media');
    this.#videoFrames += 1;
  }

  /** Typed text is a turn of its own, except while the visitor speaks (`BEHAVIOURS.typedWhileSpeaking`). */
  #read(text: string): void {
    if (this.#speaking) {
      this.#typed += text;
      return;
    }
    const consumption = { ...NOTHING, textCharacters: text.length, videoFrames: this.#takeFrames() };
    this.#listener.userTurn({ ...EMPTY_TURN, kind: 'text', text, consumption });
  }

  #streamEnd(): void {
    if (!this.#detector) throw refusal('streamEnd');
    this.#detector.flush();
  }

  #manualOnly(act: () => void): void {
    if (this.#detector) throw refusal('activity');
    act();
  }

  #manualStart(): void {
    if (this.#speaking) return; // BEHAVIOURS.secondActivityStart
    this.#manual.begin(0);
    this.#started();
  }

  #manualEnd(): void {
    if (!this.#speaking) return; // BEHAVIOURS.secondActivityStart
    this.#ended(this.#manual.end());
  }

  #started(): void {
    this.#speaking = true;
    this.#typed = '';
    this.#listener.activityStarted();
  }

  #ended({ samples, startSample, speechSamples }: HeardTurn): void {
    this.#speaking = false;
    const seconds = speechSamples / INPUT_RATE;
    const audioSeconds = samples.length / INPUT_RATE;
    const consumption = {
      textCharacters: this.#typed.length,
      audioSeconds,
      videoFrames: this.#takeFrames(),
    };
    const heardText = this.#typed;
    this.#listener.userTurn({
      ...EMPTY_TURN,
      kind: 'speech',
      audio: samples,
      startSample,
      seconds,
      heardText,
      consumption,
    });
  }

  #takeFrames(): number {
    const frames = this.#videoFrames;
    this.#videoFrames = 0;
    return frames;
  }
}
