import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readFrameFolder } from './frame-folder.ts';
import type { Recording } from './format.ts';
import { parseRecording } from './read-lines.ts';

/**
 * Reads what can be replayed: a recording (`.jsonl`); a folder of them, in the order of their names, one a connection; or
 * a folder that holds a file a frame.
 *
 * @throws RecordingError for a recording that is none; the system's error when there is nothing to read
 */
export const readRecordings = async (path: string): Promise<readonly Recording[]> => {
  if (!(await stat(path)).isDirectory())
    return [parseRecording(await readFile(path, 'utf8'), basename(path))];
  const names = (await readdir(path)).sort();
  const recordings = names.filter((name) => name.endsWith('.jsonl'));
  if (recordings.length === 0) return [await readFrameFolder(path, names)];
  return Promise.all(
    recordings.map(async (name) => parseRecording(await readFile(join(path, name), 'utf8'), name)),
  );
};
