import { messageOf } from './result.ts';
import { isCallable, offeredBy } from './tool-set.ts';
import { tookTooLong } from './run-call.ts';
import { within } from './within.ts';

/** A set of tools that takes longer to say what it has does not hold up the conversation, ms. */
const LIST_WITHIN_MS = 10_000;

/**
 * The declarations of what a page offers, in order, unchecked; in the place of a set that cannot say what it has, the error. Only
 * where there is a set, this takes time.
 */
export const declarationsOf = async (tools: readonly unknown[]): Promise<readonly unknown[]> => {
  const asked = tools.map(async (tool) => {
    if (!isCallable(tool)) return offeredBy(tool);
    const limits = {
      ms: LIST_WITHIN_MS,
      signal: new AbortController().signal,
      late: tookTooLong(LIST_WITHIN_MS),
    };
    return within(limits, () => offeredBy(tool)).catch((error: unknown) => new Error(messageOf(error)));
  });
  const offered = await Promise.all(asked);
  return offered.flatMap((given) =>
    given instanceof Error ? [given] : given.map(({ declaration }) => declaration),
  );
};
