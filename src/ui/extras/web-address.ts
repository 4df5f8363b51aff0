/** Longer ones are no address that a person could want to follow; redirects of Google's have a few hundred characters. */
const MAX_LENGTH = 4096;

/** A whole web address (`http` or `https`), as the browser reads it; `undefined` for everything else. */
export const webAddress = (address: unknown): URL | undefined => {
  if (typeof address !== 'string' || address.length > MAX_LENGTH || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  // Neither a name nor a password belongs into a link: they make another host look like the one.
  const isWeb = (url.protocol === 'https:' || url.protocol === 'http:') && url.username + url.password === '';
  return isWeb ? url : undefined;
};

/** A link of these goes to a page that learns nothing of ours, and cannot reach back. */
export const LINK_REL = 'noopener noreferrer nofollow';
