/**
 * Whether a connection can end with this code: what a close frame may carry (RFC 6455 §7.4), and 1005 and 1006 for a frame
 * without a code and for none.
 */
export const isCloseCode = (code: unknown): code is number =>
  typeof code === 'number' &&
  Number.isInteger(code) &&
  ((code >= 1000 && code <= 1014 && code !== 1004) || (code >= 3000 && code <= 4999));
