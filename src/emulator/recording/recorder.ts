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
import { blotFrame, blotReason, blotText } from './secrets.ts';

/**
 * Somebody who wants to know what is recorded, and where it lies. `file` and `place` are absent when there was no room, or
 * the disk failed.
 */
export interface RecorderListener {
  readonly opened: (connection: ConnectionInfo, at: number) => void;
  readonly frame: (
    connection: ConnectionInfo,
    frame: RecordedFrame,
    file: RecordingFile | undefined,
    place: LinePlace | undefined,
  ) => void;
  /** Once for each connection, at its end. */
  readonly closed: (
    connection: ConnectionInfo,
    close: RecordedClose,
    file: RecordingFile | undefined,
  ) => void;
}

/** A connection that is being recorded. */
interface Running {
  readonly openedAt: number;
  /** Of the last line: a clock that is set back does not take the recording along. */
  ms: number;
  /** Made with the first line, so that the header can name the model. */
  file: RecordingFile | undefined;
  /** A line is missing: what comes after it is left out too, so that nothing is missing in between. */
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
    this.#running.set(connection.id, { openedAt: at, ms: 0, file: undefined, full: false });
    this.#listener?.opened(connection, at);
  };

  readonly frame = (connection: ConnectionInfo, { direction, at, binary, data }: TappedFrame): void => {
    const running = this.#running.get(connection.id);
    if (!running) return;
    const from = direction === 'in' ? 'client' : 'server';
    running.ms = Math.max(running.ms, at - running.openedAt);
    const frame: RecordedFrame = { ms: running.ms, from, binary, data: blotFrame(data) };
    let place: LinePlace | undefined;
    try {
      place = this.#write(connection, running, frameLine(frame), frame);
    } finally {
      this.#listener?.frame(connection, frame, running.file, place);
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
    const close: RecordedClose = {
      ms: Math.max(running.ms, at - running.openedAt),
      by,
      closing: { code, reason: blotReason(reason) },
      ...(why === undefined ? {} : { why }),
    };
    try {
      this.#write(connection, running, closeLine(close), undefined);
      if (running.file) this.#folder.complete(running.file);
    } finally {
      this.#listener?.closed(connection, close, running.file);
    }
  };

  /** Writes a line, the header before the first. Throws when the disk fails, once: nothing more is written then. */
  #write(
    connection: ConnectionInfo,
    running: Running,
    line: string,
    frame: RecordedFrame | undefined,
  ): LinePlace | undefined {
    if (running.full) return undefined;
    running.full = true;
    running.file ??= this.#begin(connection, running.openedAt, frame);
    const place = running.file && this.#folder.append(running.file, line);
    running.full = place === undefined;
    return place;
  }

  /** A file with its header; `undefined` when there is no room for that. */
  #begin(
    { id, path }: ConnectionInfo,
    openedAt: number,
    first: RecordedFrame | undefined,
  ): RecordingFile | undefined {
    const date = new Date(openedAt);
    const model = modelIn(first);
    const header = headerLine({
      format: FORMAT,
      version: FORMAT_VERSION,
      date: date.toISOString(),
      path: blotText(path),
      ...(model === undefined ? {} : { model }),
    });
    return this.#folder.create(date, id, header);
  }
}
