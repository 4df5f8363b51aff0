import type { Delivery } from '../script/answer.ts';
import type { Agreement } from '../models/setup-rules.ts';

/** What goes with the end of a turn. */
export interface Ending {
  readonly agreement: Agreement;
  /** Whether the model is not done: calls run, or more turns follow. */
  readonly busy: boolean;
  /** `usageMetadata`, unless it comes by itself or not at all. */
  readonly usage: object | undefined;
  /** Other fields of the content. */
  readonly before: object;
}

/** The message that completes a turn; with extended thinking it says whether more follows (`BEHAVIOURS.interactionStatus`). */
export const completion = (message: object, { agreement, busy, usage, before }: Ending): object => {
  const { serverContent = {} } = message as { readonly serverContent?: object };
  const status = agreement.traits.interactionStatus
    ? { interactionStatus: busy ? 'IN_PROGRESS' : 'IDLE' }
    : {};
  return {
    serverContent: { ...before, ...serverContent, turnComplete: true, ...status },
    ...(usage ? { usageMetadata: usage } : {}),
  };
};

const INTERRUPTED = { interrupted: true };

/** What comes before the completion of an interrupted turn, in it and after it. */
export const interruption = (
  how: Delivery['bargeIn'] = 'interrupted-first',
): {
  readonly first?: object;
  readonly along: object;
  readonly last?: object;
  readonly completes: boolean;
} => {
  switch (how) {
    case 'interrupted-first':
      return { first: { serverContent: INTERRUPTED }, along: {}, completes: true };
    case 'together':
      return { along: INTERRUPTED, completes: true };
    case 'complete-first':
      return { along: {}, last: { serverContent: INTERRUPTED }, completes: true };
    case 'interrupted-only':
      return { first: { serverContent: INTERRUPTED }, along: {}, completes: false };
  }
};
