import { unwatchFile, watchFile } from 'node:fs';
import { basename } from 'node:path';
import { loadFile } from './load-module.ts';
import { wordsOf } from './usage-error.ts';

/** How often the file is looked at, ms. Asking works on every disk, and with editors that replace the file. */
const LOOK_MS = 300;

/** A file's value that follows the file. */
export class WatchedFile<Value> {
  #value: Value;
  #revision = 0;
  readonly #file: string;
  readonly #check: (value: unknown) => Value;
  readonly #tell: (sentence: string) => void;

  private constructor(
    file: string,
    value: Value,
    check: (value: unknown) => Value,
    tell: (sentence: string) => void,
  ) {
    this.#file = file;
    this.#value = value;
    this.#check = check;
    this.#tell = tell;
    watchFile(file, { interval: LOOK_MS, persistent: false }, ({ mtimeMs }, { mtimeMs: before }) => {
      if (mtimeMs > 0 && mtimeMs !== before) void this.#reload();
    });
  }

  /**
   * Reads the file, and again whenever it changes. Rejects with `UsageError` when it cannot be read at first; later that
   * is told, and the last good value stays.
   *
   * @param check makes a value of what the file holds, or throws
   */
  static async open<Value>(
    file: string,
    check: (value: unknown) => Value,
    tell: (sentence: string) => void,
  ): Promise<WatchedFile<Value>> {
    return new WatchedFile(file, check(await loadFile(file)), check, tell);
  }

  get value(): Value {
    return this.#value;
  }

  close(): void {
    unwatchFile(this.#file);
  }

  async #reload(): Promise<void> {
    this.#revision += 1;
    try {
      this.#value = this.#check(await loadFile(this.#file, this.#revision));
      this.#tell(`${basename(this.#file)} has changed: the next connection has it.`);
    } catch (error) {
      this.#tell(`${basename(this.#file)} has changed, but the last good one stays. ${wordsOf(error)}`);
    }
  }
}
