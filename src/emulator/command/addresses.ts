/** Addresses that mean all of this machine's, and by which of them one can reach it. */
const ALL: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' };

/** An address at which this machine reaches a twin that listens at all of them; without a slash at its end. */
const reachable = (twinUrl: string): string => {
  const url = new URL(twinUrl);
  url.hostname = ALL[url.hostname] ?? url.hostname;
  return url.origin;
};

/** What the command says when the twin is there: its address, the page's, and what a client needs. */
export const addressLines = (twinUrl: string, page: boolean): string => {
  const url = reachable(twinUrl);
  return [
    `Live API twin  ${url}`,
    ...(page ? [`Traffic        ${url}/`] : []),
    `Clients        base URL ${url}, any API key`,
    '(Ctrl+C ends it)',
  ].join('\n');
};
