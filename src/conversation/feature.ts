import type { Failure } from '../core/error-code.ts';
import type { MachineEvent } from '../core/machine.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { Warning } from '../core/state.ts';
import type { TranscriptEvent } from '../core/transcript.ts';
import type { Usage } from '../core/usage.ts';
import type { ClientMessage, FromEngine, ToEngine } from '../engine/messages.ts';
import type { AudioPath } from './audio-path.ts';
import type { Extras } from './extras.ts';
import type { Feature, FeatureName } from './features/features.ts';
import type { ConversationHost } from './host.ts';
import type { Parts } from './parts.ts';

/** What a feature has to work with in one run. It gives everything back when `signal` aborts. */
export interface FeatureContext {
  readonly host: ConversationHost;
  readonly parts: Parts;
  /** The run's audio, at the device's rate. */
  readonly audio: AudioContext;
  /** Microphone and speaker. */
  readonly audioPath: AudioPath;
  /** How loud the visitor is now, 0…1; 0 while nothing of it is sent. */
  readonly inputLevel: () => number;
  /** Aborted when the run is over. */
  readonly signal: AbortSignal;
  /** The machine's number of this run. */
  readonly run: number;
  readonly dispatch: (event: MachineEvent) => void;
  /** In order with the visitor's voice; kept while the line is down. What cannot be sent is dropped, with a warning. */
  readonly send: (message: ClientMessage) => void;
  /** Settles when what was said so far has been handed to the engine; `undefined` when it has. */
  readonly ahead: () => Promise<unknown> | undefined;
  /** `transfer`: what the message gives away. */
  readonly post: (message: ToEngine, transfer?: Transferable[]) => void;
  readonly warn: (warning: Warning) => void;
  /** The microphone is gone, and the conversation goes on without it: the visitor is told why. */
  readonly refused: (failure: Failure) => void;
  /** It is there again. */
  readonly regained: () => void;
  /** Another feature, if it runs. */
  readonly running: <Name extends FeatureName>(name: Name) => Feature<Name> | undefined;
  /** What the last setup was made from; `undefined` before the first. */
  readonly plan: () => SessionPlan | undefined;
  /** Whether the connection under way goes on with a session that the service remembers. */
  readonly resuming: () => boolean;
  /** Id of the newest utterance; `undefined` when nothing was said. */
  readonly lastEntry: () => string | undefined;
  /** What the conversation has cost so far. */
  readonly usage: () => Usage | undefined;
  /** It has cost more. */
  readonly spent: (usage: Usage) => void;
  /** Changes the record of what was said. */
  readonly record: (event: TranscriptEvent) => void;
  readonly extras: () => Extras;
  /** Changes what the interface shows beside the utterances. */
  readonly show: (change: Partial<Extras>) => void;
}

/** A feature as its run sees it. */
export interface FeatureInstance {
  /** Everything the engine tells, in order, from the message on that made the run load the feature. `before`: `lastEntry` as it was then. */
  receive?(message: FromEngine, before: string | undefined): void;
  /** Properties of the element have changed. */
  settingsChanged?(names: readonly string[]): void;
}
