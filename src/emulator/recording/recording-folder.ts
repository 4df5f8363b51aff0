import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RecordingFile, type LinePlace } from './recording-file.ts';

/** Where recordings are written, and how much room they may take. */
export interface RecordOptions {
  /** Made when there is none. */
  readonly folder: string;
  /**
   * Most that the recordings of this twin take on the disk, bytes. Past it the oldest of those that are complete is deleted;
   * when there is none, nothing more is written. Default 2 GB.
   */
  readonly maxBytes?: number;
}

const MAX_BYTES = 2_000_000_000;
/** Tries for a name that is free. */
const TRIES = 1_000;

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** The files of one twin. */
export class RecordingFolder {
  readonly folder: string;
  readonly #maxBytes: number;
  readonly #files: RecordingFile[] = [];
  readonly #complete = new Set<RecordingFile>();
  #used = 0;

  /** Throws when the folder cannot be made, and `RangeError` for a limit that is none. */
  constructor({ folder, maxBytes = MAX_BYTES }: RecordOptions) {
    if (!(maxBytes > 0)) throw new RangeError(`Recordings cannot take ${maxBytes} bytes at most.`);
    this.folder = folder;
    this.#maxBytes = maxBytes;
    mkdirSync(folder, { recursive: true });
  }

  /**
   * A new file for a connection, with its header: `2026-01-01T00-00-00.000Z-1.jsonl`; with a number behind it when there is
   * one already. `undefined`, and no file, when there is no room for the header. Throws when the disk fails.
   */
  create(date: Date, connection: number, header: string): RecordingFile | undefined {
    if (!this.#makeRoom(Buffer.byteLength(header))) return undefined;
    const file = this.#open(date, connection);
    try {
      this.append(file, header);
      return file;
    } catch (error) {
      file.remove();
      this.#files.splice(this.#files.indexOf(file), 1);
      throw error;
    }
  }

  /** Writes a line; `undefined` when there is no room for it. Old recordings are deleted to make some. */
  append(file: RecordingFile, line: string): LinePlace | undefined {
    if (!this.#makeRoom(Buffer.byteLength(line))) return undefined;
    const place = file.append(line);
    this.#used += place.length;
    return place;
  }

  /** Nothing more is written to this file. */
  complete(file: RecordingFile): void {
    file.close();
    this.#complete.add(file);
  }

  /** Closes all files. */
  close(): void {
    for (const file of this.#files) file.close();
  }

  #open(date: Date, connection: number): RecordingFile {
    const name = `${date.toISOString().replaceAll(':', '-')}-${connection}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const file = new RecordingFile(
          join(this.folder, `${name}${attempt === 1 ? '' : `.${attempt}`}.jsonl`),
        );
        this.#files.push(file);
        return file;
      } catch (error) {
        if (!isTaken(error) || attempt === TRIES) throw error;
      }
    }
  }

  /** Whether there is room for so many bytes, if need be without the oldest recordings. */
  #makeRoom(bytes: number): boolean {
    while (this.#used + bytes > this.#maxBytes) if (!this.#removeOldest()) return false;
    return true;
  }

  #removeOldest(): boolean {
    const oldest = this.#files.find((file) => this.#complete.has(file));
    if (!oldest) return false;
    this.#used -= oldest.bytes;
    oldest.remove();
    this.#complete.delete(oldest);
    this.#files.splice(this.#files.indexOf(oldest), 1);
    return true;
  }
}
