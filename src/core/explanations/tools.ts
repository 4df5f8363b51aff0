/** What is wrong with the page's functions, or went wrong in them. */
export const TOOLS = {
  'no-handler': (name: string) =>
    `Function ${name} is declared, and nothing answers its call: give its tool a handler, or cancel gemini-live-toolcall and answer with sendToolResponse().`,
  'tool-failed': (name: string, why: string) => `Function ${name} failed, and the model was told: ${why}`,
  'no-such-call': (name: string) =>
    `A response to ${name} was not sent: no such call waits for one; it was answered, cancelled (see gemini-live-toolcancel) or never made.`,
  'answer-lost': (name: string) =>
    `A response to ${name} was not sent: the line was lost meanwhile, and the session that follows does not know the call.`,
  'no-tool-set': (why: string) => `A set of tools is left out, since it did not say what it has: ${why}`,
  'bad-function': (shown: string) =>
    `A function is left out: its name is ${shown}; legal: up to 128 letters, digits and _.:- after a letter or _.`,
  'function-twice': (name: string) =>
    `Function ${name} is declared more than once; the first of tools, the JSON child's tools and config.tools counts.`,
  'not-plain-function':
    'A declaration holds functions, cycles or other things that are not plain data; they are left out.',
};
