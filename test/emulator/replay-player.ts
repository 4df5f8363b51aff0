import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  ManualClock,
  readRecordings,
  startLiveEmulator,
  type EmulatorOptions,
  type LiveEmulator,
  type RecordedFrame,
  type Recording,
} from '../../src/emulator/index.ts';
import { Client, shape, socketUrl } from './client.ts';

const FRAME = 320;
const FRAME_MS = 20;

/** A client whose time is the twin's: nothing passes but what it lets pass. */
export class Player {
  readonly client: Client;
  readonly #twin: LiveEmulator;
  readonly #clock: ManualClock;
  #sent = 0;

  constructor(twin: LiveEmulator, clock: ManualClock, client: Client) {
    this.client = client;
    this.#twin = twin;
    this.#clock = clock;
  }

  static async open(twin: LiveEmulator, clock: ManualClock, setup: object = {}): Promise<Player> {
    const client = new Client(socketUrl(twin));
    await client.opened;
    const player = new Player(twin, clock, client);
    await player.send({ setup: { model: 'models/gemini-3.8-live', ...setup } });
    await player.wait(200);
    return player;
  }

  /** Sends, and comes back when the twin has it. */
  async send(message: object): Promise<void> {
    this.client.send(message);
    this.#sent += 1;
    const connection = this.#twin.connections.at(-1);
    await this.#twin.until(() => (connection?.received.length ?? 0) >= this.#sent || connection?.closed);
    await settle();
  }

  /** Lets time pass, 20 ms at a time. */
  async wait(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += FRAME_MS) {
      this.#clock.advance(FRAME_MS);
      await settle();
    }
  }

  /** Speaks in real time; `pace` says how many frames go in 20 ms. */
  async speak(samples: Int16Array, pace = 1): Promise<void> {
    for (let at = 0; at < samples.length; at += FRAME * pace) {
      for (let frame = at; frame < Math.min(samples.length, at + FRAME * pace); frame += FRAME) {
        const data = Buffer.from(samples.slice(frame, frame + FRAME).buffer).toString('base64');
        await this.send({ realtimeInput: { audio: { data, mimeType: 'audio/pcm;rate=16000' } } });
      }
      await this.wait(FRAME_MS);
    }
  }
}

/** Answers are prepared in promises: all that is ready to happen happens. */
const settle = async (): Promise<void> => {
  for (let round = 0; round < 4; round += 1) await setImmediate();
};

/** Runs a twin on a clock that stands still, and reads what was recorded of it. */
export const perform = async (
  options: EmulatorOptions,
  act: (twin: LiveEmulator, clock: ManualClock) => Promise<void>,
): Promise<readonly Recording[]> => {
  const record = await mkdtemp(joinPath(tmpdir(), 'replay-test-'));
  const clock = new ManualClock();
  const twin = await startLiveEmulator({ clock, record, onError: () => undefined, ...options });
  try {
    await act(twin, clock);
    for (const connection of twin.connections) connection.close();
    for (const connection of twin.connections) await connection.once('closed');
    await twin.close();
    return await readRecordings(record);
  } finally {
    await twin.close();
    await rm(record, { recursive: true, force: true });
  }
};

export const only = ([first]: readonly Recording[]): Recording => {
  assert(first);
  return first;
};
export const sent = ({ frames }: Recording): readonly RecordedFrame[] =>
  frames.filter(({ from }) => from === 'server');
export const texts = (recording: Recording): string[] =>
  sent(recording).map(({ data }) => data.toString('utf8'));
export const times = (recording: Recording): number[] => sent(recording).map(({ ms }) => ms);
export const shapes = (recording: Recording): string[] =>
  texts(recording).map((text) => shape(JSON.parse(text) as object));
/** What the client had sent before the first message of this shape. */
export const audioBefore = ({ frames }: Recording, part: string): number => {
  const at = frames.findIndex(({ from, data }) => from === 'server' && data.includes(part));
  assert(at >= 0, part);
  return frames.slice(0, at).filter(({ data }) => data.includes('"audio"')).length;
};

/** Two typed turns, as they were answered. */
export const recordTyped = async (): Promise<Recording> =>
  only(
    await perform({ script: { answers: [{ kind: 'say', text: 'Hi.' }] } }, async (twin, clock) => {
      const player = await Player.open(twin, clock);
      for (const text of ['one', 'two']) {
        await player.send({ realtimeInput: { text } });
        await player.wait(1_500);
      }
    }),
  );
