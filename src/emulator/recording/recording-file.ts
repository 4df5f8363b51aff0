import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';

/** Where a line lies in its file. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

/** A file that is written line by line, at once: whatever ends the process, no more than the line at hand is lost. */
export class RecordingFile {
  readonly path: string;
  #bytes = 0;
  #fd: number | undefined;
  #removed = false;

  /** Makes the file. Throws when there is one already, or it cannot be made. */
  constructor(path: string) {
    this.path = path;
    this.#fd = openSync(path, 'wx+', 0o600);
  }

  /** Its length so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether it was deleted to make room. */
  get removed(): boolean {
    return this.#removed;
  }

  /** Writes a line, its newline included. Throws when the disk is full. */
  append(line: string): LinePlace {
    const bytes = Buffer.from(line, 'utf8');
    const place = { offset: this.#bytes, length: bytes.length };
    if (this.#fd === undefined) throw new Error(`${this.path} is closed`);
    for (let at = 0; at < bytes.length;) at += writeSync(this.#fd, bytes, at);
    this.#bytes += bytes.length;
    return place;
  }

  /** Reads a line again; `undefined` when the file is gone. */
  read({ offset, length }: LinePlace): string | undefined {
    if (this.#removed) return undefined;
    try {
      const fd = this.#fd ?? openSync(this.path, 'r');
      const bytes = Buffer.alloc(length);
      const read = readSync(fd, bytes, 0, length, offset);
      if (this.#fd === undefined) closeSync(fd);
      return read === length ? bytes.toString('utf8') : undefined;
    } catch {
      return undefined;
    }
  }

  /** Nothing more is written. */
  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  /** Deletes it. */
  remove(): void {
    this.close();
    this.#removed = true;
    try {
      unlinkSync(this.path);
    } catch {
      // Somebody else has deleted it.
    }
  }
}
