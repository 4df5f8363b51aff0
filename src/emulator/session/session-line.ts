import type { Identity } from '../access/auth.ts';
import type { Endpoint } from '../access/endpoints.ts';
import type { Moment } from '../script/fault.ts';

/** The connection under a session. */
export interface SessionLine {
  readonly id: number;
  readonly endpoint: Endpoint;
  readonly identity: Identity;
  readonly send: (message: object) => void;
  /** Ends the connection because of an error, in the way that its kind asks for. */
  readonly fail: (error: unknown) => void;
  /** Does what the script has planned for this moment; `true` when that ended the connection. */
  readonly moment: (moment: Moment, turn: number) => boolean;
}
