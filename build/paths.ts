import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of a file or folder of the repository. */
export const path = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/** The module with both worklets. */
export const WORKLET_SOURCE = path('worklets/audio.worklet.ts');

/** The one that hears speech: a module of its own, since few conversations load it. */
export const SPEECH_WORKLET_SOURCE = path('worklets/speech.worklet.ts');

export const WORKER_SOURCE = path('src/engine/engine.worker.ts');

/** Language tags of the locale files: those named like a tag. English is part of the element, and a file all the same. */
export const localeTags = (): string[] =>
  globSync(path('src/locales/*.ts'))
    .map((file) => basename(file, '.ts'))
    .filter((name) => /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(name))
    .sort();
