import type { ConnectionInfo } from '../line/connection.ts';
import { asFields, contentOf, fieldOf, soundsIn, type Fields } from '../recording/frame-content.ts';
import type { RecordedClose, RecordedFrame } from '../recording/format.ts';
import type { LinePlace, RecordingFile } from '../recording/recording-file.ts';
import { blotText } from '../recording/secrets.ts';
import { AudioTrack } from './audio-track.ts';
import type { FrameData } from './page-messages.ts';
import { samplesOf } from './samples-of.ts';
import { summarize } from './summary.ts';

/** A frame as the page lists it, and where it lies in the recording; absent when there was no room for it. */
export interface FrameRow extends FrameData {
  readonly place: LinePlace | undefined;
}

/** Rows that are kept; what is older is in the recording. */
const KEPT_ROWS = 20_000;

/** What the page knows of a connection. */
export class ConnectionLog {
  readonly id: number;
  readonly path: string;
  readonly origin: string | undefined;
  readonly openedAt: number;
  readonly rows: FrameRow[] = [];
  readonly tracks = { client: new AudioTrack(true), server: new AudioTrack(false) };
  readonly totals = { client: { frames: 0, bytes: 0 }, server: { frames: 0, bytes: 0 } };
  model: string | undefined;
  close: RecordedClose | undefined;
  file: RecordingFile | undefined;
  /** Grows with every change. */
  revision = 0;
  #count = 0;

  constructor({ id, path, origin }: ConnectionInfo, openedAt: number) {
    this.id = id;
    this.path = blotText(path);
    this.origin = origin;
    this.openedAt = openedAt;
  }

  /** How many frames there were. */
  get count(): number {
    return this.#count;
  }

  row(index: number): FrameRow | undefined {
    return this.rows[index - (this.#count - this.rows.length)];
  }

  add({ ms, from, data }: RecordedFrame, place: LinePlace | undefined): void {
    const content = contentOf(data);
    const track = this.tracks[from];
    const start = track.seconds;
    const turn = asFields(fieldOf(content, 'serverContent'));
    if (fieldOf(turn, 'interrupted') === true) track.end();
    for (const sound of soundsIn(from, content)) {
      if (from === 'server') track.begin();
      track.add(samplesOf(sound), sound.rate, place);
    }
    // An answer ends when all of it has come, whether or not the service goes on to declare the turn complete.
    if (['generationComplete', 'turnComplete'].some((name) => fieldOf(turn, name) === true)) track.end();
    if (from === 'client') this.#learn(content);
    const seconds = track.seconds - start;
    const { kinds, text, onlyAudio } = summarize(content, seconds);
    const row = { index: this.#count, ms, from, bytes: data.length, start, seconds, place };
    this.rows.push({ ...row, kinds, text, onlyAudio });
    this.#count += 1;
    if (this.rows.length > KEPT_ROWS) this.#forget();
    this.totals[from].frames += 1;
    this.totals[from].bytes += data.length;
    this.revision += 1;
  }

  end(close: RecordedClose): void {
    this.close = close;
    this.tracks.client.end();
    this.tracks.server.end();
    this.revision += 1;
  }

  /** The oldest rows go, and what belongs to them in the tracks. */
  #forget(): void {
    this.rows.splice(0, KEPT_ROWS / 10);
    for (const side of ['client', 'server'] as const) {
      const track = this.tracks[side];
      track.forget(this.rows.find(({ from }) => from === side)?.start ?? track.seconds);
    }
  }

  #learn(content: Fields | undefined): void {
    const model = asFields(fieldOf(content, 'setup'))?.['model'];
    if (typeof model === 'string') this.model ??= model;
  }
}
