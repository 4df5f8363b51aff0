import type { Engine } from '../engine/engine.ts';
import type { LoadFeature } from './features/features.ts';
import type { ConversationSettings } from './host.ts';
import type { Run } from './run.ts';
import type { RunContext } from './run-context.ts';

/** The chunk of a conversation, as far as it is used here. */
export interface SessionChunk {
  readonly Run: new (context: RunContext) => Run;
  readonly loadFeature: (parts: Parts) => LoadFeature;
  readonly preloadFeatures: (settings: ConversationSettings, load: LoadFeature) => void;
}

/** What loads later, and how: `src/lazy*.ts` differ by build. */
export interface Parts {
  loadSession(): Promise<SessionChunk>;
  /** A chunk by its name and hash, in the script-tag build; the other builds know their features by themselves. */
  readonly loadChunk?: (name: string, hash: string) => Promise<unknown>;
  /** The sentences for developers: wanted only when one is due. */
  loadExplanations(): Promise<{ readonly explain: (message: string) => string }>;
  loadWorkerText(): Promise<string>;
  loadInlineEngine(): Promise<typeof Engine>;
  loadWorkletText(): Promise<string>;
  /** An address in the form that Trusted Types ask for, under the one policy that the element has. */
  readonly scriptUrl: (url: string) => string;
  workletFile(): Promise<string | undefined>;
}
