import { GeminiLiveError } from '../errors.ts';

/** Where a worklet's module may be had from; tried in the order of `loadWorklet`. */
export interface WorkletSources {
  /** A folder of the host's (`worklet-base`). */
  readonly base?: string | undefined;
  /** The file beside the element's own script, where the build puts one. */
  readonly loadFile: () => Promise<string | undefined>;
  /** The module as text, for `blob:` and `data:`. */
  readonly loadText: () => Promise<string>;
}

/** Long enough for a slow network, short enough for a visitor. */
const GIVE_UP_AFTER_MS = 10_000;

/**
 * Adds a worklet's module to the context: the host's file, the file beside the script (whatever policy let the script in
 * lets it in too), `blob:`, then `data:`. Rejects with `worklet-blocked`, since the browsers' own AbortError says nothing.
 */
export const loadWorklet = async (
  context: BaseAudioContext,
  name: string,
  sources: WorkletSources,
): Promise<void> => {
  if (!context.audioWorklet) {
    throw new GeminiLiveError(
      'unsupported-browser',
      'AudioWorklet is missing: the page must be served over HTTPS.',
    );
  }
  let cause: unknown;
  for (const attempt of [fromBase, fromFile, asBlob, asData]) {
    try {
      const done = await attempt(context, sources, name);
      if (done) return;
    } catch (error) {
      cause = error;
    }
  }
  throw new GeminiLiveError(
    'worklet-blocked',
    `The page's Content-Security-Policy kept the ${name} worklet from loading. Serve the package's dist/worklets folder ` +
      "from an origin that script-src (in older Safari: worker-src) allows and name it in worklet-base; a nonce-only policy needs 'strict-dynamic'.",
    { cause },
  );
};

type Attempt = (context: BaseAudioContext, sources: WorkletSources, name: string) => Promise<boolean>;

const fromBase: Attempt = async (context, { base }, name) => {
  if (base === undefined) return false;
  const folder = new URL(`${base.replace(/\/*$/, '')}/`, document.baseURI);
  return add(context, new URL(`${name}.worklet.js`, folder).href);
};

const fromFile: Attempt = async (context, { loadFile }) => {
  const url = await loadFile();
  return url !== undefined && add(context, url);
};

const asBlob: Attempt = async (context, { loadText }) => {
  const url = URL.createObjectURL(new Blob([await loadText()], { type: 'text/javascript' }));
  try {
    return await add(context, url);
  } finally {
    URL.revokeObjectURL(url);
  }
};

const asData: Attempt = async (context, { loadText }) =>
  add(context, `data:text/javascript,${encodeURIComponent(await loadText())}`);

/** `addModule`, which in a closed context may never settle. */
const add = (context: BaseAudioContext, url: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`No answer within ${GIVE_UP_AFTER_MS} ms.`)),
      GIVE_UP_AFTER_MS,
    );
    context.audioWorklet
      .addModule(url)
      .then(() => resolve(true), reject)
      .finally(() => clearTimeout(timer));
  });
