import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import { ENDPOINT_ANSWERS, statusAnswer, type EndpointAnswer } from './endpoint-answers.ts';

const PREFIX = '/__token/';

/** Asks for a token at the address in its query, and tells the page around it how that ended. */
const CSP_PAGE = `<!doctype html><meta charset="utf-8" /><script type="module">
  import { getToken } from '/src/tokens/token-source.ts';
  const source = { endpoint: new URLSearchParams(location.search).get('endpoint') };
  const { signal } = new AbortController();
  getToken(source, { model: 'm', apiVersion: 'v1alpha', reason: 'start', signal }).then(
    () => parent.postMessage({ code: 'none' }),
    ({ code, message, recoverable }) => parent.postMessage({ code, message, recoverable }),
  );
</script>`;

/**
 * A token endpoint for browser tests: `/__token/<kind>` answers in the ways of `ENDPOINT_ANSWERS`, `/__token/<status>`
 * with that status, and `/__token/calls?<id>` tells how many requests came with the query `<id>` so far. The page
 * `/__token/csp-page?endpoint=…` asks an endpoint under a policy that allows connections to its own origin only.
 */
export const endpointPlugin = (): TestRunnerPlugin => {
  const calls = new Map<string, number>();
  return {
    name: 'token-endpoint',
    serve: async (context) => {
      if (!context.path.startsWith(PREFIX)) return undefined;
      const kind = context.path.slice(PREFIX.length);
      const id = context.querystring;
      if (kind === 'calls') return { body: String(calls.get(id) ?? 0), type: 'text/plain' };
      if (kind === 'csp-page') {
        const headers = { 'Content-Security-Policy': "connect-src 'self'" };
        return { body: CSP_PAGE, type: 'html', headers };
      }
      if (id !== '') calls.set(id, (calls.get(id) ?? 0) + 1);
      // A serve hook can only answer 200: the answer is written here, and the server told to keep out of it.
      context.respond = false;
      await respond(answerFor(kind), context.req, context.res);
      return { body: '-', type: 'text/plain' };
    },
  };
};

const answerFor = (kind: string): EndpointAnswer => {
  const answer = /^\d{3}$/.test(kind) ? statusAnswer(Number(kind)) : ENDPOINT_ANSWERS[kind];
  if (answer === undefined) throw new Error(`There is no token endpoint of the kind "${kind}".`);
  return answer;
};

/** Settles when the answer is out or the browser has gone. */
const respond = async (
  answer: EndpointAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const closed = new Promise((resolve) => response.once('close', resolve));
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  answer(response, request, body);
  await closed;
};
