import { INPUT_RATE } from '../assumptions/index.ts';
import { AudioInput, readAudio } from './audio-input.ts';
import type { MediaBlob, RealtimeInput } from '../protocol/client-message.ts';
import { refusal } from '../protocol/protocol-error.ts';
import type { Agreement } from '../models/setup-rules.ts';
import { TurnDetector, detectorSettings, type TurnListener } from './turn-detector.ts';
import { TurnRecorder, type HeardTurn, type OpenTurn } from './turn-recorder.ts';
import { coverageOf, type Coverage } from './turn-coverage.ts';
import type { Unfinished } from '../session/unfinished.ts';
import { NOTHING } from '../session/usage.ts';
import { EMPTY_TURN, type UserTurn } from './user-turn.ts';
import { VideoFrames } from './video-frames.ts';
import { activityEnded, activityStarted } from './voice-signals.ts';

export interface RealtimeListener {
  readonly activityStarted: () => void;
  /** More of a turn that is not over has been heard. */
  readonly heardMore: (turn: OpenTurn) => void;
  readonly userTurn: (turn: UserTurn) => void;
  /** Sends what the client asked to know of its visitor's activity. */
  readonly send: (message: object) => void;
}

/** Takes `realtimeInput` and makes turns of it, by automatic detection or by the client's own marks. */
export class RealtimeIntake {
  readonly #agreement: Agreement;
  readonly #listener: RealtimeListener;
  readonly #input = new AudioInput();
  readonly #detector: TurnDetector | undefined;
  readonly #manual: TurnRecorder;
  readonly #coverage: Coverage;
  readonly #frames = new VideoFrames();
  #speaking = false;
  #typed = '';

  constructor(agreement: Agreement, listener: RealtimeListener) {
    this.#agreement = agreement;
    this.#listener = listener;
    this.#coverage = coverageOf(agreement);
    const turns: TurnListener = {
      onStart: (sample) => this.#started(sample),
      onMore: (turn) => listener.heardMore(turn),
      onEnd: (turn) => this.#ended(turn),
    };
    const detection = agreement.setup.realtimeInputConfig?.automaticActivityDetection;
    this.#manual = new TurnRecorder(0, this.#coverage.allAudio);
    this.#detector = agreement.manualActivity
      ? undefined
      : new TurnDetector(detectorSettings(detection), turns, this.#coverage.allAudio);
  }

  /** Handles the fields of one message, in the order in which they make sense. Throws `ProtocolError`. */
  accept(input: RealtimeInput): void {
    const { profile, traits } = this.#agreement;
    if (input.mediaChunks && !traits.mediaChunks) throw refusal('mediaChunks');
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

  /** What the user has begun and not ended. */
  unfinished(): Unfinished {
    const audio = this.#detector?.kept ?? this.#manual.kept;
    return { audio, speaking: this.#speaking, typed: this.#typed, videoFrames: this.#frames.count };
  }

  /** Goes on with what was begun on an earlier connection. */
  resume({ audio, speaking, typed, videoFrames }: Unfinished): void {
    this.#frames.restore(videoFrames);
    if (this.#detector) this.#detector.push(audio);
    else if (speaking) {
      this.#manualStart();
      this.#manual.push(audio);
    }
    this.#typed = typed;
  }

  #media(blob: MediaBlob): void {
    if (blob.mimeType?.startsWith('image/') === true) this.#see(blob);
    else this.#hear(blob);
  }

  #hear(blob: MediaBlob): void {
    const samples = this.#input.native(readAudio(blob));
    if (this.#detector) return this.#detector.push(samples);
    this.#manual.push(samples);
    if (this.#speaking) this.#listener.heardMore(this.#manual);
  }

  #see({ mimeType, data }: MediaBlob): void {
    if (!this.#agreement.traits.video || mimeType?.startsWith('image/') !== true) throw refusal('media');
    this.#frames.add({ mimeType, bytes: data ?? new Uint8Array(0), startSample: this.#received });
  }

  get #received(): number {
    return (this.#detector ?? this.#manual).received;
  }

  /** Typed text is a turn of its own, except while the visitor speaks (`BEHAVIOURS.typedWhileSpeaking`). */
  #read(text: string): void {
    if (this.#speaking) {
      this.#typed += text;
      return;
    }
    const { frames, count } = this.#frames.take(0); // BEHAVIOURS.coverageOfText
    const consumption = { ...NOTHING, textCharacters: text.length, videoFrames: count };
    this.#listener.userTurn({ ...EMPTY_TURN, kind: 'text', text, frames, consumption });
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
    this.#started(this.#manual.received);
  }

  #manualEnd(): void {
    if (!this.#speaking) return; // BEHAVIOURS.secondActivityStart
    this.#ended(this.#manual.end());
  }

  #started(sample: number): void {
    this.#speaking = true;
    this.#typed = '';
    for (const message of activityStarted(this.#agreement, sample / INPUT_RATE)) this.#listener.send(message);
    this.#listener.activityStarted();
  }

  #ended({ samples, startSample, speechStart, speechEnd }: HeardTurn): void {
    this.#speaking = false;
    for (const message of activityEnded(this.#agreement, speechEnd / INPUT_RATE))
      this.#listener.send(message);
    const { frames, count } = this.#frames.take(this.#coverage.allVideo ? 0 : speechStart);
    const consumption = {
      ...NOTHING,
      textCharacters: this.#typed.length,
      audioSeconds: samples.length / INPUT_RATE,
      videoFrames: count,
    };
    this.#listener.userTurn({
      ...EMPTY_TURN,
      kind: 'speech',
      audio: samples,
      startSample,
      seconds: (speechEnd - speechStart) / INPUT_RATE,
      heardText: this.#typed,
      frames,
      consumption,
    });
  }
}
