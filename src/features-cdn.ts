import hashes from 'virtual:features';
import type { LoadFeature } from './conversation/features/features.ts';
import type { Parts } from './conversation/parts.ts';
import type { LoadLooks } from './features.ts';

/**
 * The same for the script-tag build. The hashes of these chunks lie in the session's chunk, whose own hash lies in the
 * entry: whoever vouches for the entry vouches for all of them.
 */
export const loadFeature =
  ({ loadChunk }: Parts): LoadFeature & LoadLooks =>
  (name: string) =>
    loadChunk?.(name, hashes[name] ?? '') as Promise<never>;
