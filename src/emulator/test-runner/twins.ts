import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatorConnection } from '../line/emulator-connection.ts';
import { startLiveEmulator, type LiveEmulator } from '../emulator.ts';
import type { EmulatorOptions } from '../options.ts';
import { parseRecording, type RecordOptions } from '../recording/index.ts';
import type { TwinStart, TwinStarted } from './commands.ts';

const API_KEY = 'twin-key';

type Wish = Omit<TwinStart, 'record'> & { readonly record?: RecordOptions };

const optionsOf = ({ replay, ...options }: Wish): EmulatorOptions => {
  if (!replay) return { apiKeys: [API_KEY], ...options };
  const texts = typeof replay.recording === 'string' ? [replay.recording] : replay.recording;
  const recording = texts.map((text) => parseRecording(text));
  return { apiKeys: [API_KEY], ...options, replay: { ...replay, recording } };
};

/** Rejects for wrong options as well. */
const startTwin = async (wish: Wish): Promise<LiveEmulator> => startLiveEmulator(optionsOf(wish));

const folderOf = (record: NonNullable<TwinStart['record']>): RecordOptions => {
  if (record === true) return { folder: mkdtempSync(join(tmpdir(), 'gemini-live-emulator-')) };
  return typeof record === 'string' ? { folder: record } : record;
};

/** Several twins for the pages of a test run, each found by its id. */
export class Twins {
  readonly #twins = new Map<number, LiveEmulator>();
  readonly #folders = new Map<number, { readonly folder: string; readonly temporary: boolean }>();
  #count = 0;

  /** Rejects as `startLiveEmulator` does. */
  async start(options: TwinStart): Promise<TwinStarted> {
    const { record, ...rest } = options;
    const folder = record === undefined ? undefined : folderOf(record);
    const twin = await startTwin({ ...rest, ...(folder ? { record: folder } : {}) }).catch(
      (error: unknown) => {
        if (folder && record === true) rmSync(folder.folder, { recursive: true, force: true });
        throw error;
      },
    );
    const id = ++this.#count;
    this.#twins.set(id, twin);
    if (folder) this.#folders.set(id, { folder: folder.folder, temporary: record === true });
    return { id, url: twin.url, apiKey: options.apiKeys?.[0] ?? API_KEY };
  }

  /** The connection meant: counted from 1, the last one by default. */
  connection(id: number, number: number | undefined): EmulatorConnection {
    const { connections } = this.get(id);
    const found = number === undefined ? connections.at(-1) : connections.find((one) => one.id === number);
    if (!found) throw new Error(`Twin ${id} has no connection ${number ?? ''}`);
    return found;
  }

  get(id: number): LiveEmulator {
    const twin = this.#twins.get(id);
    if (!twin) throw new Error(`There is no twin ${id}`);
    return twin;
  }

  /** The texts of a twin's recordings so far, connection by connection. */
  async recordings(id: number): Promise<readonly string[]> {
    const { folder } = this.#folders.get(id) ?? {};
    if (folder === undefined) throw new Error(`Twin ${id} is not recorded`);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  }

  /** Whether there was such a twin. */
  async stop(id: number): Promise<boolean> {
    await this.#twins.get(id)?.close();
    const { folder, temporary } = this.#folders.get(id) ?? {};
    this.#folders.delete(id);
    if (folder !== undefined && temporary === true) await rm(folder, { recursive: true, force: true });
    return this.#twins.delete(id);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#twins.keys()].map((id) => this.stop(id)));
  }
}
