/** Where the element itself was loaded from; a page that runs its script trusts that origin already. */
const SCRIPT_ORIGIN = /^https?:/.test(import.meta.url) ? new URL(import.meta.url).origin : undefined;

/** Google's service hosts: the Developer API, Vertex AI and Firebase AI Logic. */
const SERVICE_HOST =
  /^([\w-]+-)?(generativelanguage|aiplatform|firebasevertexai)(\.[\w-]+)*\.googleapis\.com$/;
const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Origins that a script of the page added; see `GeminiLiveElement.allowedOrigins`. */
export const allowedOrigins = new Set<string>();

/**
 * Whether an address that stands in markup, or in an answer from elsewhere, may be given the visitor's microphone and
 * token: the page's and the script's origin, Google's service, this machine, and what a script allowed.
 */
export const isTrustedAddress = (address: string): boolean => {
  if (!URL.canParse(address, document.baseURI)) return false;
  const url = new URL(address, document.baseURI);
  const origin = url.origin.replace(/^ws/, 'http');
  if (LOCAL_HOST.test(url.hostname)) return true;
  if (SERVICE_HOST.test(url.hostname)) return url.protocol === 'https:' || url.protocol === 'wss:';
  return origin === location.origin || origin === SCRIPT_ORIGIN || allowedOrigins.has(origin);
};

/** The two questions, for what is loaded later: the list of origins is the entry's, and there is one. */
export interface Trust {
  readonly isTrustedAddress: typeof isTrustedAddress;
  readonly isLocalAddress: typeof isLocalAddress;
}

/** Whether the address is on this machine. */
export const isLocalAddress = (address: string): boolean =>
  LOCAL_HOST.test(new URL(address, document.baseURI).hostname);
