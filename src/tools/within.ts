import { after } from './after.ts';

export interface Limits {
  /** ms; what no timer can wait for is no limit. */
  readonly ms: number;
  readonly signal: AbortSignal;
  /** What the `TimeoutError` says. */
  readonly late: string;
}

/** Begins the work at once and settles with it; rejects when the signal aborts, or with a `TimeoutError`. */
export const within = <Result>(
  { late, ms, signal }: Limits,
  work: () => Result | PromiseLike<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const stop = new AbortController();
    const fail: (error: unknown) => void = reject;
    const give = (error: unknown): void => {
      stop.abort();
      fail(error);
    };
    if (signal.aborted) return give(signal.reason);
    signal.addEventListener('abort', () => give(signal.reason), { signal: stop.signal });
    after(ms, stop.signal, () => give(new DOMException(late, 'TimeoutError')));
    new Promise<Result>((begin) => begin(work())).then((result) => {
      stop.abort();
      resolve(result);
    }, give);
  });
