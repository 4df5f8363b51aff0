import { REASONS, REASON_MAX_BYTES, REFUSALS } from './assumptions/index.ts';

/** Why a connection ends: thrown anywhere below a message's handling, it closes that one connection with this code. */
export class ProtocolError extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.name = 'ProtocolError';
    this.code = code;
  }
}

/** The error with which the service ends a connection in this situation. */
export const refusal = (situation: keyof typeof REFUSALS): ProtocolError => {
  const [code, reason] = REASONS[REFUSALS[situation][0]];
  return new ProtocolError(code, reason);
};

/**
 * A reason as the service sends it: cut at 123 bytes, in mid-word if need be. A character of several bytes that does not
 * fit goes whole, because a close frame must hold valid UTF-8.
 */
export const cutReason = (reason: string): string => {
  const bytes = Buffer.from(reason, 'utf8');
  if (bytes.length <= REASON_MAX_BYTES) return reason;
  let end = REASON_MAX_BYTES;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
};
