/** A browser that does not say it by then does not know it, ms. */
const PATIENCE_MS = 5_000;
/** Beyond the end of every file, s. */
const FAR = 1e9;

/**
 * Seconds that a recording takes, read off the file by a media element, which decodes little of it. `undefined` when that
 * does not know: it does not play the file, the page's policy has no `blob:` in `media-src`, or `signal` has aborted.
 */
export const soundLength = (sound: Blob, signal: AbortSignal): Promise<number | undefined> =>
  new Promise((resolve) => {
    const audio = new Audio();
    const url = URL.createObjectURL(sound);
    const done = new AbortController();
    const end = (): void => {
      const { duration } = audio;
      clearTimeout(timer);
      done.abort();
      audio.removeAttribute('src');
      audio.load();
      URL.revokeObjectURL(url);
      resolve(Number.isFinite(duration) ? duration : undefined);
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const known = (): void => {
      if (Number.isFinite(audio.duration)) end();
    };
    const listening = { signal: done.signal };
    audio.addEventListener(
      'loadedmetadata',
      () => {
        known();
        // What a recorder of the browser's wrote does not tell its length: at the end of it, that is known.
        if (!done.signal.aborted) audio.currentTime = FAR;
      },
      listening,
    );
    audio.addEventListener('durationchange', known, listening);
    for (const last of ['seeked', 'error']) audio.addEventListener(last, end, listening);
    signal.addEventListener('abort', end, listening);
    audio.preload = 'metadata';
    audio.src = url;
    if (signal.aborted) end();
  });
