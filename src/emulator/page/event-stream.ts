import type { ServerResponse } from 'node:http';
import type { EmulatorClock } from '../time/clock.ts';
import { PEAKS_PER_SECOND, type AudioTrack } from './audio-track.ts';
import { meaningOf } from './close-meaning.ts';
import type { ConnectionLog } from './connection-log.ts';
import type { ConnectionData, ConnectionsMessage, FramesMessage, TrackData } from './page-messages.ts';
import type { TrafficLog } from './traffic-log.ts';

/** How often a page hears of what is new, ms: more often than that nobody sees. */
const BATCH_MS = 100;
/** Rows in a batch; a page that is behind by more skips what lies between. */
const MAX_ROWS = 500;
/** The same in the first batch: what a page keeps. */
const MAX_FIRST = 5_000;

const connectionData = (log: ConnectionLog): ConnectionData => ({
  id: log.id,
  path: log.path,
  ...(log.origin === undefined ? {} : { origin: log.origin }),
  openedAt: log.openedAt,
  ...(log.model === undefined ? {} : { model: log.model }),
  totals: log.totals,
  ...(log.close
    ? { close: { ms: log.close.ms, by: log.close.by, ...log.close.closing, meaning: meaningOf(log.close) } }
    : {}),
});

const trackData = (track: AudioTrack, from: number): TrackData => ({
  rate: track.rate,
  seconds: track.seconds,
  peaksPerSecond: PEAKS_PER_SECOND,
  from,
  peaks: Buffer.from(track.peaksFrom(from)).toString('base64'),
  segments: track.segments,
});

/**
 * Tells one page what happens, by server-sent events: `connections` for all of them, as far as they have changed, `frames`
 * for the one that it looks at. What is new is asked for ten times a second, so that a page costs the same however busy
 * the connections are, and nothing while it does not read.
 */
export class EventStream {
  readonly #log: TrafficLog;
  readonly #response: ServerResponse;
  readonly #connection: number;
  readonly #clock: EmulatorClock;
  readonly #seen = new Map<number, number>();
  readonly #peaks = { client: 0, server: 0 };
  #row = 0;
  #shown = -1;
  #cancel: (() => void) | undefined;

  /** @param connection the one whose frames are wanted; 0 for none */
  constructor(log: TrafficLog, response: ServerResponse, connection: number, clock: EmulatorClock) {
    this.#log = log;
    this.#response = response;
    this.#connection = connection;
    this.#clock = clock;
    response.once('close', () => this.close());
    this.#send('connections', this.#connections());
    this.#tick();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#response.end();
  }

  #tick(): void {
    if (this.#response.destroyed || this.#response.writableEnded) return;
    if (!this.#response.writableNeedDrain) {
      const changed = this.#connections();
      if (changed.list.length > 0 || changed.gone.length > 0) this.#send('connections', changed);
      this.#sendFrames();
    }
    this.#cancel = this.#clock.schedule(BATCH_MS, () => this.#tick());
  }

  #send(event: string, data: object): void {
    this.#response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #connections(): ConnectionsMessage {
    const { connections } = this.#log;
    const gone = [...this.#seen.keys()].filter((id) => !connections.has(id));
    for (const id of gone) this.#seen.delete(id);
    const changed = [...connections.values()].filter(({ id, revision }) => this.#seen.get(id) !== revision);
    for (const { id, revision } of changed) this.#seen.set(id, revision);
    return { list: changed.map(connectionData), gone };
  }

  #sendFrames(): void {
    const log = this.#log.connections.get(this.#connection);
    if (!log || log.revision === this.#shown) return;
    this.#shown = log.revision;
    const first = Math.max(
      this.#row,
      log.count - Math.min(this.#row === 0 ? MAX_FIRST : MAX_ROWS, log.rows.length),
    );
    const skipped = first - this.#row;
    const rows = log.rows
      .slice(log.rows.length - (log.count - first), log.rows.length)
      .map(({ place: _, ...row }) => row);
    this.#row = log.count;
    const { client, server } = log.tracks;
    const tracks = {
      client: trackData(client, this.#peaks.client),
      server: trackData(server, this.#peaks.server),
    };
    this.#peaks.client = client.peakCount;
    this.#peaks.server = server.peakCount;
    const message: FramesMessage = { connection: log.id, skipped, rows, tracks };
    this.#send('frames', message);
  }
}
