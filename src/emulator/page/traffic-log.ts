import type { ConnectionInfo } from '../line/connection.ts';
import type { RecordedClose, RecordedFrame } from '../recording/format.ts';
import type { LinePlace, RecordingFile } from '../recording/recording-file.ts';
import type { RecorderListener } from '../recording/recorder.ts';
import { ConnectionLog } from './connection-log.ts';

/** Ended connections that the page still lists. */
const KEPT_ENDED = 200;

/** What the page shows: every connection that is open, and the last of those that have ended. */
export class TrafficLog implements RecorderListener {
  readonly connections = new Map<number, ConnectionLog>();

  readonly opened = (connection: ConnectionInfo, at: number): void => {
    this.connections.set(connection.id, new ConnectionLog(connection, at));
    this.#forget();
  };

  readonly frame = (
    { id }: ConnectionInfo,
    frame: RecordedFrame,
    file: RecordingFile | undefined,
    place: LinePlace | undefined,
  ): void => {
    const log = this.connections.get(id);
    if (!log) return;
    log.file = file;
    log.add(frame, place);
  };

  readonly closed = ({ id }: ConnectionInfo, close: RecordedClose, file: RecordingFile | undefined): void => {
    const log = this.connections.get(id);
    if (!log) return;
    log.file = file;
    log.end(close);
  };

  #forget(): void {
    const ended = [...this.connections.values()].filter(({ close }) => close);
    for (const { id } of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) this.connections.delete(id);
  }
}
