/** What became of a connection, or of a message, and what helps. */
export const LINES = {
  'no-audio': 'Web Audio is missing here.',
  'not-loaded': 'A part of the element could not be loaded.',
  unknown: 'The conversation failed for an unknown reason; see cause.',
  crashed: 'The engine of the conversation threw an error in its Worker; see the console.',
  'setup-late': 'The service did not answer the setup in time.',
  'line-blocked':
    "The page's Content-Security-Policy forbids the connection: add the service's wss: origin to connect-src.",
  'setup-unsent': (why: string) => `The session's configuration cannot be sent: ${why}`,
  'bad-frame': 'The service sent a frame that is no JSON object; it was ignored.',
  slow: 'The network cannot carry the voice: its oldest frames are dropped.',
  'raw-key':
    'A Gemini API key reached the page, where any visitor can read it: let the endpoint mint ephemeral tokens.',
  'foreign-base':
    'The token answer of another origin named a baseUrl that is not allowed; the default is used. See GeminiLiveElement.allowedOrigins.',
  unsent: (why: string) => `A message was not sent: ${why}.`,
  'unsent-history': (why: string) => `history: ${why}`,
  'not-plain': 'it is no plain data',
  'not-response': 'each tool response needs the id and name of its call, and a response object',
  'not-turns': 'turns must be a list of { role, parts } with parts as a list',
  'not-update': 'an update must be an object',
  later: (property: string) => `${property} takes effect with the next connection.`,
};
