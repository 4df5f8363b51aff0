import { REASONS, REASON_MAX_BYTES, REFUSALS } from '../assumptions/index.ts';

/** Why a connection ends: thrown anywhere below a message's handling, it closes that one connection with this code. */
export class ProtocolError extends Error {
  readonly code: number;
  /** Which situation it was, in words of this project's: the service does not tell. */
  readonly why: string | undefined;

  constructor(code: number, reason: string, why?: string) {
    super(reason);
    this.why = why;
    this.name = 'ProtocolError';
    this.code = code;
  }
}

/** What stands for the values of a reason where there are none, as in a fault that a script names. */
const NAMELESS: Readonly<Record<string, string>> = { model: 'models/unknown', version: 'v1beta' };

/** A reason with its values in place. */
export const worded = (reason: string, values: Readonly<Record<string, string>> = {}): string =>
  reason.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? NAMELESS[name] ?? whole);

/** The error with which the service ends a connection in this situation; `values` are named in its reason. */
export const refusal = (
  situation: keyof typeof REFUSALS,
  values: Readonly<Record<string, string>> = {},
): ProtocolError => {
  const [name, , why] = REFUSALS[situation];
  const [code, reason] = REASONS[name];
  return new ProtocolError(code, worded(reason, values), why);
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
