import type { Engine } from '../engine/engine.ts';
import type { Run, RunContext } from './run.ts';

/** What loads later, and how: `src/lazy*.ts` differ by build. */
export interface Parts {
  loadSession(): Promise<{ readonly Run: new (context: RunContext) => Run }>;
  /** The sentences for developers: wanted only when one is due. */
  loadExplanations(): Promise<{ readonly explain: (message: string) => string }>;
  loadWorkerText(): Promise<string>;
  loadInlineEngine(): Promise<typeof Engine>;
  loadWorkletText(): Promise<string>;
  /** An address in the form that Trusted Types ask for, under the one policy that the element has. */
  readonly scriptUrl: (url: string) => string;
  workletFile(): Promise<string | undefined>;
}
