const BYTES = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const COUNT = new Intl.NumberFormat('en');

/** @param {number} bytes */
export const size = (bytes) => {
  if (bytes < 1_000) return `${COUNT.format(bytes)} B`;
  return bytes < 1_000_000 ? `${BYTES.format(bytes / 1_000)} kB` : `${BYTES.format(bytes / 1_000_000)} MB`;
};

/** @param {number} value */
export const count = (value) => COUNT.format(value);

/**
 * Time since the opening: `0.532`, `1:02.100`.
 *
 * @param {number} ms
 */
export const since = (ms) => {
  const minutes = Math.floor(ms / 60_000);
  const seconds = ((ms % 60_000) / 1000).toFixed(3);
  return minutes > 0 ? `${minutes}:${seconds.padStart(6, '0')}` : seconds;
};

/**
 * A length: `1.04 s`, `2 min 5 s`.
 *
 * @param {number} seconds
 */
export const length = (seconds) => {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
};

/**
 * The time of day, to the second.
 *
 * @param {number} ms since the epoch
 */
export const clock = (ms) => new Date(ms).toLocaleTimeString('en-GB');

/** @param {'client' | 'server'} from */
export const sender = (from) => (from === 'client' ? 'from the client' : 'from the twin');
