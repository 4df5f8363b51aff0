/** What the relay closes a page's connection with, beside the service's own codes, which it hands on. */
export const RELAY_CLOSES = {
  /** With `refusals: 'close'`: the ticket is no good; a new one may be. */
  ticket: 4401,
  /** A frame that is none of the protocol's. */
  frame: 4400,
  /** No setup in time, or nothing said for too long. */
  idle: 4408,
  /** Too many messages, bytes or connections. */
  flood: 4429,
  /** Going away (RFC 6455, 7.4.1): the relay shuts down. */
  closing: 1001,
  /** Policy violation: said in the words of the service, which the element knows. */
  denied: 1008,
  /** Try again later. */
  busy: 1013,
  /** Bad gateway: the service cannot be reached, or broke off. */
  gateway: 1014,
  /** What the service itself says at its own time limit. */
  limit: 1011,
} as const;

/** Whether a close frame may carry it: 1005, 1006 and 1015 only ever describe (RFC 6455, 7.4.1). */
const isSendable = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);

/** How a connection that the service ended ends for the page. */
export const passedOn = (code: number, reason: string): readonly [code: number, reason: string] => {
  if (isSendable(code)) return [code, reason];
  return code === 1005 ? [1000, reason] : [RELAY_CLOSES.gateway, 'The line to the service broke.'];
};

/** At most 123 bytes, for a close frame (RFC 6455, 5.5), without cutting a character. */
export const fitReason = (reason: string): string => {
  const bytes = new TextEncoder().encode(reason);
  if (bytes.length <= 123) return reason;
  return new TextDecoder().decode(bytes.subarray(0, 123)).replace(/\uFFFD+$/, '');
};

/** A text from outside, for the host's records. */
export const quotable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200);
