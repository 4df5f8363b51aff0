/** Tells whether the page's content security policy refused a request, which `fetch` reports as a network failure. */
export interface CspWatch {
  /** Resolves to whether a refusal of a connection to the watched address was reported. */
  wasBlocked(): Promise<boolean>;
  /** Ends the watch. */
  dispose(): void;
}

/** The report is a task of its own, which the browser may run after the failed `fetch` was told. Milliseconds. */
const REPORT_DELAY = 100;

/** Watches for refusals by `connect-src` (or `default-src` in its place) of requests to the origin of `url`. */
export const watchCsp = (url: URL): CspWatch => {
  const ended = new AbortController();
  const reported = new Promise<boolean>((resolve) => {
    document.addEventListener(
      'securitypolicyviolation',
      (violation) => {
        if (isRefusal(violation, url)) resolve(true);
      },
      { signal: ended.signal },
    );
  });
  return {
    wasBlocked: () => Promise.race([reported, delay(REPORT_DELAY)]),
    dispose: () => ended.abort(),
  };
};

const isRefusal = (
  { disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent,
  url: URL,
): boolean =>
  disposition === 'enforce' &&
  effectiveDirective === 'connect-src' &&
  URL.canParse(blockedURI) &&
  new URL(blockedURI).origin === url.origin;

const delay = (milliseconds: number): Promise<false> =>
  new Promise((resolve) => setTimeout(() => resolve(false), milliseconds));
