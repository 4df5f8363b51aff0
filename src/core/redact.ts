const SECRETS: readonly RegExp[] = [
  // Ephemeral tokens, also percent-encoded.
  /auth_tokens(\/|%2F)[^\s"'&,;<>)]+/gi,
  // Keys of both generations, and OAuth access tokens.
  /\bAIza[\w-]*/g,
  /\bAQ\.[\w-]+/g,
  /\bya29\.[\w-]+/g,
  // JSON Web Tokens: tickets of a relay.
  /\beyJ[\w-]+(\.[\w-]+)*/g,
  // Whatever a query or a header calls a credential.
  /\b(api_?key|key|access_token|token|ticket)=[^\s"'&,;<>)]*/gi,
  /\bBearer\s+\S+/gi,
];

/** `text` with every token and key in it replaced by `[removed]`: for errors and logs. */
export const redact = (text: string): string =>
  SECRETS.reduce((clean, secret) => clean.replace(secret, '[removed]'), text);

/** One line of foreign text for a message: no secrets, no control characters, at most `length` characters. */
export const quote = (text: string, length = 123): string => {
  const line = redact(text)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};
