/** What became of a connection, or of a message, and what helps. */
export const LINES = {
  'no-audio': 'Web Audio is missing here.',
  'not-loaded': 'A part of the element could not be loaded.',
  unknown: 'The conversation failed for an unknown reason; see cause.',
  stumbled: 'A part of the element stumbled over what it was told; the conversation goes on.',
  crashed: 'The engine of the conversation threw an error in its Worker; see the console.',
  'setup-late': 'The service did not answer the setup in time.',
  'line-dead': 'Nothing came over the line any more, and no other could be had at once.',
  'line-blocked':
    "The page's Content-Security-Policy forbids the connection: add the service's wss: origin to connect-src.",
  'setup-unsent': (why: string) => `The session's configuration cannot be sent: ${why}`,
  'bad-frame': 'The service sent a frame that is no JSON object; it was ignored.',
  slow: 'The network cannot carry the voice: its oldest frames are dropped.',
  'voice-held':
    'The visitor talks on while the model waits for a function, or while the conversation ends at its limit: the last ten seconds of their voice are kept, and what is older is dropped.',
  'raw-key':
    'A Gemini API key reached the page, where any visitor can read it: let the endpoint mint ephemeral tokens.',
  'foreign-base':
    'The token answer of another origin named a baseUrl that is not allowed; the default is used. See GeminiLiveElement.allowedOrigins.',
  'no-relay':
    'backend="vertex" needs a relay, since Vertex AI itself takes no browser: name it in base-url, or let the token endpoint answer its baseUrl. See createRelay().',
  'bad-firebase': (name: string) =>
    `options.firebase.${name} is missing or malformed: backend="firebase" needs { apiKey, projectId, location? } as the Firebase console shows them.`,
  'global-location':
    'Not every Live model is offered in the location global: when one is not found, name a region such as us-central1.',
  unsent: (why: string) => `A message was not sent: ${why}.`,
  'of-turns': (name: string, why: string) => `${name}: ${why}.`,
  'no-role': (role: string, legal: string) => `a turn of the role ${role} is left out; legal: ${legal}`,
  'no-calls': 'parts of function calls are left out: the service takes none',
  'no-part': 'parts that are neither text nor data with its mimeType are left out',
  'too-long': (left: string, all: string) =>
    `the oldest ${left} of ${all} turns are left out for want of room`,
  'usage-limit': (limit: string, used: string) =>
    `The conversation ends: it has used ${used} tokens, and options.usageLimit is ${limit}.`,
  'not-plain': 'it is no plain data',
  'not-response':
    'each tool response needs the name of its call, its id where it has one, and a response object',
  'not-turns': 'turns must be a list of { role, parts } with parts as a list',
  'not-update': 'an update must be an object',
  later: (property: string) => `${property} takes effect with the next connection.`,
};
