import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A folder, and the address under which its files are served. */
export interface Mount {
  /** Begins and ends with a slash. */
  readonly prefix: string;
  readonly folder: string;
}

/** Files of any other kind are not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wav': 'audio/wav',
};

/**
 * Serves the file that `path` (of the request line, still percent-encoded) names below one of the mounts. Resolves to
 * false, with nothing written, when there is none: so do paths that lead out of the folder, by `..` or by a link.
 */
export const serveFile = async (
  mounts: readonly Mount[],
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> => {
  const found = await findFile(mounts, path);
  if (found === undefined) return false;
  response.writeHead(200, {
    'Content-Type': found.type,
    'Content-Length': found.size,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(found.file), response);
  return true;
};

const findFile = async (
  mounts: readonly Mount[],
  path: string,
): Promise<{ readonly file: string; readonly type: string; readonly size: number } | undefined> => {
  const mount = mounts.find(({ prefix }) => path.startsWith(prefix));
  const name = mount && decode(path.slice(mount.prefix.length));
  if (!mount || name === undefined) return undefined;
  const type = TYPES[extname(name)];
  const isPlain = name
    .split('/')
    .every((part) => part !== '' && !part.startsWith('.') && !/[\\\0]/.test(part));
  if (type === undefined || !isPlain) return undefined;
  try {
    const folder = await realpath(mount.folder);
    const file = await realpath(join(folder, name));
    const facts = await stat(file);
    return file.startsWith(folder + sep) && facts.isFile() ? { file, type, size: facts.size } : undefined;
  } catch {
    return undefined;
  }
};

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
