import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';

/** Where a worklet's module may be had from; tried in the order of `loadWorklet`. */
export interface WorkletSources {
  /** A folder of the host's (`worklet-base`). */
  readonly base?: string | undefined;
  /** The file beside the element's own script, where the build puts one. */
  readonly loadFile: () => Promise<string | undefined>;
  /** The module as text, for `blob:` and `data:`. */
  readonly loadText: () => Promise<string>;
  /** Aborted when the worklet is no longer wanted. */
  readonly signal?: AbortSignal | undefined;
}

/** Long enough for a slow network, short enough for a visitor. */
const GIVE_UP_AFTER_MS = 10_000;

/**
 * Adds a worklet's module to the context: the host's file, the file beside the script (whatever policy let the script in
 * lets it in too), `blob:`, then `data:`. Rejects with `worklet-blocked`, since the browsers' own AbortError says nothing;
 * in an insecure page, which has no worklets, with `insecure-context`; and with the signal's reason once that is aborted.
 */
export const loadWorklet = async (
  context: BaseAudioContext,
  name: string,
  sources: WorkletSources,
): Promise<void> => {
  if (!context.audioWorklet) {
    throw isSecureContext
      ? new LiveFailure('unsupported-browser', say('worklet-unknown'))
      : new LiveFailure('insecure-context', say('worklet-insecure'));
  }
  let cause: unknown;
  for (const attempt of [fromBase, fromFile, asBlob, asData]) {
    try {
      const done = await attempt(context, sources, name);
      if (done) return;
    } catch (error) {
      sources.signal?.throwIfAborted();
      cause = error;
    }
  }
  throw new LiveFailure('worklet-blocked', say('worklet-blocked', name), cause);
};

type Attempt = (context: BaseAudioContext, sources: WorkletSources, name: string) => Promise<boolean>;

const fromBase: Attempt = async (context, { base, signal }, name) => {
  if (base === undefined) return false;
  const folder = new URL(`${base.replace(/\/*$/, '')}/`, document.baseURI);
  return add(context, new URL(`${name}.worklet.js`, folder).href, signal);
};

const fromFile: Attempt = async (context, { loadFile, signal }) => {
  const url = await loadFile();
  return url !== undefined && add(context, url, signal);
};

const asBlob: Attempt = async (context, { loadText, signal }) => {
  const url = URL.createObjectURL(new Blob([await loadText()], { type: 'text/javascript' }));
  try {
    return await add(context, url, signal);
  } finally {
    URL.revokeObjectURL(url);
  }
};

const asData: Attempt = async (context, { loadText, signal }) =>
  add(context, `data:text/javascript,${encodeURIComponent(await loadText())}`, signal);

/** `addModule`, which in a closed context may never settle. */
const add = async (context: BaseAudioContext, url: string, signal?: AbortSignal): Promise<boolean> => {
  signal?.throwIfAborted();
  const settled = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gaveUp = new Promise<never>((_, reject) => {
    const late = new DOMException('No answer in time.', 'TimeoutError');
    timer = setTimeout(() => reject(late), GIVE_UP_AFTER_MS);
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { signal: settled.signal });
  });
  try {
    await Promise.race([context.audioWorklet.addModule(url), gaveUp]);
    return true;
  } finally {
    clearTimeout(timer);
    settled.abort();
  }
};
