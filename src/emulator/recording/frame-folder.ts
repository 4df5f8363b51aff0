import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FORMAT, FORMAT_VERSION, type RecordedFrame, type Recording } from './format.ts';
import { RecordingError } from './read-lines.ts';

/**
 * `0007.server.json`, `0007.server@1250.json`: a number that orders, who sent it, and, if known, when (ms since the
 * connection was opened).
 */
const NAME = /^(\d+)\.(client|server)(?:@(\d+(?:\.\d+)?))?\.(json|txt|bin)$/;

/** Whether a frame from that side is binary: as the service and its clients do it, unless the ending says so. */
const isBinary = (side: string, ending: string): boolean =>
  ending === 'bin' || (ending === 'json' && side === 'server');

/**
 * Reads a folder that holds one file a frame, its content byte for byte: `.json` as each side usually sends it (text from
 * clients, binary from the service), `.txt` in a text frame, `.bin` in a binary one. A frame without a time comes at that
 * of the one before. Other files do not matter.
 */
export const readFrameFolder = async (folder: string, names: readonly string[]): Promise<Recording> => {
  const found = names
    .map((name) => NAME.exec(name))
    .filter((match) => match !== null)
    .sort(([, a], [, b]) => Number(a) - Number(b));
  if (found.length === 0) {
    throw new RecordingError(1, 'there is neither a .jsonl nor a frame such as 0001.client.json', folder);
  }
  const frames: RecordedFrame[] = [];
  for (const [index, [name, , side = '', time, ending = '']] of found.entries()) {
    const before = frames.at(-1)?.ms ?? 0;
    const ms = time === undefined ? before : Number(time);
    if (ms < before)
      throw new RecordingError(index + 1, `${name} is earlier than the frame before it`, folder);
    const data = await readFile(join(folder, name));
    frames.push({ ms, from: side === 'client' ? 'client' : 'server', binary: isBinary(side, ending), data });
  }
  return { header: { format: FORMAT, version: FORMAT_VERSION }, frames, name: basename(folder) };
};
