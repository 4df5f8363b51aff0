/** Name of a chunk's file, which carries the beginning of its hash (SHA-256, base64). */
export const chunkFile = (name: string, hash: string): string =>
  `gemini-live.${name}.${hash.replace(/[^a-zA-Z0-9]/g, '').slice(0, 8)}.js`;
