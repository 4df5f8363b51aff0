import type { ConnectionInfo } from '../line/connection.ts';
import type { Tap, TappedClosing, TappedFrame } from '../line/tap.ts';
import {
  closeLine,
  FORMAT,
  FORMAT_VERSION,
  frameLine,
  headerLine,
  type RecordedClose,
  type RecordedFrame,
} from './format.ts';
import { asFields, contentOf, fieldOf } from './frame-content.ts';
import type { LinePlace, RecordingFile } from './recording-file.ts';
import type { RecordingFolder } from './recording-folder.ts';
import { blotAddress, blotFrame, blotText } from './secrets.ts';

/** Somebody who wants to know what is recorded, and where it lies. */
export interface RecorderListener {
  readonly opened: (connection: ConnectionInfo, at: number) => void;
  /** `place` is absent when there was no room for it. */
  readonly frame: (
    connection: ConnectionInfo,
    frame: RecordedFrame,
    file: RecordingFile,
    place: LinePlace | undefined,
  ) => void;
  readonly closed: (connection: ConnectionInfo, close: RecordedClose, file: RecordingFile) => void;
}

/** A connection that is being recorded. */
interface Running {
  readonly openedAt: number;
  /** Made with the first line, so that the header can name the model. */
  file: RecordingFile | undefined;
  /** There was no room for a frame: what comes after it is left out too, so that nothing is missing in between. */
  full: boolean;
}

const modelIn = (frame: RecordedFrame | undefined): string | undefined => {
  const setup = frame?.from === 'client' ? fieldOf(contentOf(frame.data), 'setup') : undefined;
  const model = asFields(setup)?.['model'];
  return typeof model === 'string' ? model : undefined;
};

/**
 * Writes every connection to a file of its own, as it happens, with keys and tokens blotted out. A disk that is full ends
 * the recording, not the conversation: the tap's owner is told.
 */
export class Recorder implements Tap {
  readonly #folder: RecordingFolder;
  readonly #listener: RecorderListener | undefined;
  readonly #running = new Map<number, Running>();

  constructor(folder: RecordingFolder, listener?: RecorderListener) {
    this.#folder = folder;
    this.#listener = listener;
  }

  readonly opened = (connection: ConnectionInfo, at: number): void => {
    this.#running.set(connection.id, { openedAt: at, file: undefined, full: false });
    this.#listener?.opened(connection, at);
  };

  readonly frame = (connection: ConnectionInfo, { direction, at, binary, data }: TappedFrame): void => {
    const running = this.#running.get(connection.id);
    if (!running) return;
    const from = direction === 'in' ? 'client' : 'server';
    const frame: RecordedFrame = { ms: at - running.openedAt, from, binary, data: blotFrame(data) };
    try {
      const file = (running.file ??= this.#begin(connection, running.openedAt, frame));
      const place = running.full ? undefined : this.#folder.append(file, frameLine(frame));
      running.full = place === undefined;
      this.#listener?.frame(connection, frame, file, place);
    } catch (error) {
      // Told once, not with every frame: what is written so far stays.
      this.#running.delete(connection.id);
      if (running.file) this.#folder.complete(running.file);
      throw error;
    }
  };

  readonly closed = (
    connection: ConnectionInfo,
    { by, code, reason, why }: TappedClosing,
    at: number,
  ): void => {
    const running = this.#running.get(connection.id);
    if (!running) return;
    this.#running.delete(connection.id);
    const ms = at - running.openedAt;
    const close: RecordedClose = {
      ms,
      by,
      closing: { code, reason: blotText(reason) },
      ...(why === undefined ? {} : { why }),
    };
    const file = (running.file ??= this.#begin(connection, running.openedAt, undefined));
    if (!running.full) this.#folder.append(file, closeLine(close));
    this.#folder.complete(file);
    this.#listener?.closed(connection, close, file);
  };

  #begin({ id, path }: ConnectionInfo, openedAt: number, first: RecordedFrame | undefined): RecordingFile {
    const date = new Date(openedAt);
    const file = this.#folder.create(date, id);
    const model = modelIn(first);
    const header = headerLine({
      format: FORMAT,
      version: FORMAT_VERSION,
      date: date.toISOString(),
      path: blotAddress(path),
      ...(model === undefined ? {} : { model }),
    });
    this.#folder.append(file, header);
    return file;
  }
}
