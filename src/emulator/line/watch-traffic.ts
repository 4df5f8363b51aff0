import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatorOptions } from '../options.ts';
import { TrafficLog } from '../page/traffic-log.ts';
import { TrafficPage } from '../page/traffic-page.ts';
import { Recorder } from '../recording/recorder.ts';
import { RecordingFolder, type RecordOptions } from '../recording/recording-folder.ts';
import type { TwinParts } from '../twin-parts.ts';

/** What watches a twin's connections. */
export interface TrafficWatch {
  readonly page: TrafficPage | undefined;
  /** Nothing more is written; what was kept for the page alone is deleted. */
  close(): void;
}

/** What the page keeps of a twin that is not recorded. */
const PAGE_BYTES = 500_000_000;

type Place = RecordOptions & { readonly remove: () => void };

const lasting = (record: string | RecordOptions): Place => ({
  ...(typeof record === 'string' ? { folder: record } : record),
  remove: () => undefined,
});

/** A folder that lasts as long as the twin. */
const temporary = (): Place => {
  const folder = mkdtempSync(join(tmpdir(), 'gemini-live-emulator-'));
  return { folder, maxBytes: PAGE_BYTES, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/**
 * Records and shows the traffic, as far as the options ask for it. The page shows what is in the recordings: without a
 * folder for them it has one of its own, until the twin is closed. Throws when the folder cannot be made.
 */
export const watchTraffic = (
  { record, page }: Pick<EmulatorOptions, 'record' | 'page'>,
  parts: Pick<TwinParts, 'taps'>,
): TrafficWatch => {
  if (record === undefined && !page) return { page: undefined, close: () => undefined };
  const place = record === undefined ? temporary() : lasting(record);
  const folder = new RecordingFolder(place);
  const log = page ? new TrafficLog() : undefined;
  const recorder = new Recorder(folder, log);
  const untap = parts.taps.add(recorder);
  const trafficPage = log && new TrafficPage(log, typeof page === 'object' ? page : {});
  return {
    page: trafficPage,
    close: () => {
      untap();
      trafficPage?.close();
      folder.close();
      place.remove();
    },
  };
};
