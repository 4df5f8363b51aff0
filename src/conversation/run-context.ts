import type { Failure } from '../core/error-code.ts';
import type { MachineEvent } from '../core/machine.ts';
import type { Warning } from '../core/state.ts';
import type { LoadFeature } from './features/features.ts';
import type { ConversationHost, Snapshot } from './host.ts';
import type { Parts } from './parts.ts';
import type { Trust } from './trust.ts';

/** What a run is made with. */
export interface RunContext {
  /** The machine's number of this run. */
  readonly number: number;
  /** Made in the visitor's gesture; closed by the conversation. */
  readonly audio: AudioContext;
  /** Aborted when the run is over: nothing may be opened any more. */
  readonly signal: AbortSignal;
  /** Of an earlier session, to go on with it. */
  readonly handle: string | undefined;
  readonly host: ConversationHost;
  readonly parts: Parts;
  readonly dispatch: (event: MachineEvent) => void;
  readonly loadFeature: LoadFeature;
  readonly begun: Snapshot;
  readonly publish: (snapshot: Snapshot) => void;
  /** The microphone could not be had, and the conversation goes on without it. */
  readonly refused: (failure: Failure) => void;
  /** It came back. */
  readonly regained: () => void;
  readonly trust: Trust;
  readonly warn: (warning: Warning) => void;
}
