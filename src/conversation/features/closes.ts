import { classifyClose, type Verdict } from '../../core/close-reasons.ts';
import { quote } from '../../core/redact.ts';
import { say } from '../../core/say.ts';
import type { LineEnd } from '../../engine/messages.ts';

/** What else is known of a connection that has ended. */
export interface Ended {
  /** How long it had been set up, ms; 0 when it never was. */
  readonly healthyMs: number;
  /** It was set up with a resumption handle. */
  readonly resuming: boolean;
  /** An earlier connection of the conversation was set up. */
  readonly proven: boolean;
}

/** What the end of a connection means, and whether to try again. */
export const verdictOn = (end: LineEnd, { healthyMs, proven, resuming }: Ended): Verdict => {
  switch (end.kind) {
    case 'closed': {
      const verdict = classifyClose({ ...end, opened: healthyMs > 0, healthyMs, resuming, proven });
      // There was no handle to blame.
      const blamed = verdict.retry === 'without-handle' && !resuming;
      return blamed ? { ...verdict, retry: 'resume' } : verdict;
    }
    case 'timeout':
      return { error: 'timeout', retry: 'resume', message: say('setup-late') };
    case 'csp':
      return { error: 'blocked-by-csp', retry: 'no', message: say('line-blocked') };
    case 'refused':
      return { error: 'config', retry: 'no', message: say('setup-unsent', quote(end.message)) };
    default:
      return end satisfies never;
  }
};
