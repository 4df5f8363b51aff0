import { isTooDeep } from './json-depth.ts';
import { ProtocolError, refusal } from './protocol-error.ts';

/** Messages of the server as they travel (`BEHAVIOURS.frames`). */
export const encodeMessage = (message: object): string => `${JSON.stringify(message, null, 2)}\n`;

/** A frame of the client as JSON. Text and binary frames count alike. */
export const decodeMessage = (data: string): unknown => {
  if (isTooDeep(data)) throw refusal('tooDeep');
  try {
    return JSON.parse(data) as unknown;
  } catch {
    // The service goes on to show the place; clients look at the front only.
    throw new ProtocolError(
      1007,
      `Invalid JSON payload received. Unexpected token.\n${data.slice(0, 40)}\n^`,
    );
  }
};
