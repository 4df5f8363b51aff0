/**
 * The folder around the one that the element itself was loaded from: the package's `dist/`, on a CDN that many share. A page that
 * runs its script trusts that origin already, but another folder there may hold a stranger's code (docs/decisions/0018).
 */
const SCRIPT = /^https?:/.test(import.meta.url) && new URL('..', import.meta.url);

/**
 * Google's service hosts: the Developer API, Firebase AI Logic, and Vertex AI of a region (`us-central1-aiplatform`) or of
 * several (`aiplatform.eu.rep`). What else is below them may be anybody's, such as a bucket's host.
 */
const SERVICE_HOST =
  /^(generativelanguage|firebasevertexai|([\w-]+-)?aiplatform(\.\w+\.rep)?)\.googleapis\.com$/;
const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Origins that a script of the page added; see `GeminiLiveElement.allowedOrigins`. */
export const allowedOrigins = new Set<string>();

/**
 * Whether an address that stands in markup, or in an answer from elsewhere, may be given the visitor's microphone and
 * token: the page's and the script's origin, Google's service, this machine, and what a script allowed. Of the script's origin,
 * code (`worklet-base`) may come from its own package alone.
 */
export const isTrustedAddress = (address: string, isCode?: boolean): boolean => {
  if (!URL.canParse(address, document.baseURI)) return false;
  const url = new URL(address, document.baseURI);
  const origin = url.origin.replace(/^ws/, 'http');
  if (LOCAL_HOST.test(url.hostname)) return true;
  if (SERVICE_HOST.test(url.hostname)) return url.protocol === 'https:' || url.protocol === 'wss:';
  return (
    origin === location.origin ||
    allowedOrigins.has(origin) ||
    (SCRIPT && origin === SCRIPT.origin && (!isCode || url.href.startsWith(SCRIPT.href)))
  );
};

/** The two questions, for what is loaded later: the list of origins is the entry's, and there is one. */
export interface Trust {
  readonly isTrustedAddress: typeof isTrustedAddress;
  readonly isLocalAddress: typeof isLocalAddress;
}

/** Whether the address is on this machine. */
export const isLocalAddress = (address: string): boolean =>
  LOCAL_HOST.test(new URL(address, document.baseURI).hostname);
