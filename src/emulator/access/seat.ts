import type { ScriptRunner } from '../script/script-runner.ts';
import type { ScriptClient } from '../script/script.ts';
import type { ShapedSocket } from '../line/shaped-socket.ts';

/** Whose connection it is, and what goes for it. */
export interface Seat {
  readonly client: ScriptClient;
  readonly runner: ScriptRunner;
  /** The slow network, where the script can ask for one. */
  readonly shaped: ShapedSocket | undefined;
  /** Called once, at the end. */
  readonly ended: () => void;
}
