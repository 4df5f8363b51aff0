const SETUP = 'Check model, config and tools against what the model takes.';
const BUSY = 'The service is overloaded or failed for a moment.';

/** Why the service or a relay closed a connection, and what helps; `core/close-reasons` finds which it was. */
export const CLOSES = {
  closed: (code: string, said: string, remedy: string) =>
    `The connection closed (${code}${said && `, “${said}”`}). ${remedy}`,
  setup: SETUP,
  'setup-or-key': `${SETUP} Check key or token, too.`,
  quota: 'See plan, billing and rate limits of the key’s project.',
  'bad-key': 'Check the key. An ephemeral token works only as a token, not as a key.',
  'old-key': 'Renew the API key of the token endpoint.',
  'no-credential': 'No credential arrived, or a token where a key was due.',
  'no-keys': 'This backend takes no API key: use a relay, see backend="vertex".',
  rights: 'Check the key’s project and rights.',
  place: 'The service is not offered where this visitor is.',
  model: 'Check the spelling, and that the model is a Live model that is still offered.',
  handle: 'The resumption handle is unknown or too old; a new session starts.',
  'media-chunks': 'Send audio, video or text; mediaChunks is gone from this model.',
  'used-token':
    'The token has expired or is used up. Let the token endpoint mint a new one for each connection.',
  busy: BUSY,
  internal: `${BUSY} When it stays: a response modality that the model does not have.`,
  'unknown-call': 'A tool response named a call that the service does not know or has cancelled.',
  aborted: 'Input arrived during a blocking tool call, or the time limit was reached.',
  limit: 'The connection reached its time limit.',
  ended: 'The service ended the session by itself.',
  silent: 'The line closed without a word.',
  broke: 'The line broke.',
  unclear:
    'Key, quota or network: the browser does not say which. Check key and quota, connect-src of the page’s CSP, proxy.',
  tls: 'TLS failed: check certificate and proxy.',
  'too-large': 'A message was too large: send smaller images or tool responses.',
  relay: 'The relay refused.',
  idle: 'Nothing was said for longer than the relay waits.',
  flood: 'The relay allows no more connections, messages or bytes of this visitor.',
};
