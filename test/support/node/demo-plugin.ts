import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import { startDemo, type Demo } from '../../../demo/demo-server.ts';

const PREFIX = '/__demo/';

/** Before anything else on the page: notes what goes wrong, and gives it a microphone of silence and a still camera. */
const PROBE = `
  const seen = (window.__seen = []);
  const note = (kind) => (text) => seen.push(kind + ': ' + text);
  addEventListener('error', ({ message }) => note('exception')(message));
  addEventListener('unhandledrejection', ({ reason }) => note('rejection')(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
    note('policy')(violatedDirective + ' ' + blockedURI + ' ' + sourceFile));
  for (const kind of ['error', 'warn']) {
    const write = console[kind];
    console[kind] = (...words) => (note(kind)(words.join(' ')), write.apply(console, words));
  }
  // Held: WebKit collects this object, and our function on it, when no script refers to it.
  window.__devices = navigator.mediaDevices;
  window.__devices.getUserMedia = async ({ audio, video }) => {
    window.__asked = [...(window.__asked ?? []), audio ? 'microphone' : 'camera'];
    const tracks = [];
    if (audio) {
      const context = (window.__microphone = new AudioContext());
      tracks.push(...context.createMediaStreamDestination().stream.getTracks());
    }
    if (video) {
      const canvas = document.createElement('canvas');
      const brush = canvas.getContext('2d');
      const [track] = canvas.captureStream(5).getTracks();
      // A canvas tells of a picture only when it is painted.
      const paint = () => (track.readyState === 'live' ? brush.fillRect(0, 0, 10, 10) : clearInterval(painter));
      const painter = setInterval(paint, 100);
      tracks.push(track);
    }
    return new MediaStream(tracks);
  };
`;

/** The element as the sources have it, in place of the built file. */
const ELEMENT = "import '/src/define.ts';";

/**
 * The demo for browser tests, below `/__demo/` of their own origin, so that a test can look into its pages: what
 * `npm start` serves, with its headers and its token endpoints, but with the element from the sources and a probe in
 * each page. It is started with the first request.
 */
export const demoPlugin = (): TestRunnerPlugin => {
  let demo: Promise<Demo> | undefined;
  return {
    name: 'demo',
    serverStop: async () => {
      await (await demo)?.close();
    },
    serve: async (context) => {
      if (!context.path.startsWith(PREFIX)) return undefined;
      const path = context.url.slice(PREFIX.length - 1);
      if (path === '/dist/cdn/gemini-live.js') return { body: ELEMENT, type: 'js' };
      if (path === '/probe.js') return { body: PROBE, type: 'js' };
      const { url } = await (demo ??= startDemo({ port: 0, origins: [context.origin] }));
      // A serve hook can only answer 200: the answer is written here, and the server told to keep out of it.
      context.respond = false;
      await hand(new URL(path, url), context.req, context.res);
      return { body: '/**/', type: 'text/plain' };
    },
  };
};

/** Hands a request on to the demo. */
const hand = async (to: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const closed = new Promise((resolve) => response.once('close', resolve));
  const { method, headers } = request;
  const asked = ask({ host: '127.0.0.1', port: to.port, path: to.pathname + to.search, method, headers });
  asked.once('error', () => response.destroy());
  asked.once('response', (answer) => void answered(answer, response).catch(() => response.destroy()));
  request.pipe(asked);
  await closed;
};

const answered = async (answer: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { 'content-length': _, ...headers } = answer.headers;
  response.writeHead(answer.statusCode ?? 502, headers);
  if (!headers['content-type']?.startsWith('text/html')) return void answer.pipe(response);
  const html = await text(answer);
  response.end(html.replace('<head>', '<head><script src="/__demo/probe.js"></script>'));
};
