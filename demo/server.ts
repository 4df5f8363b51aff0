import { startDemo } from './demo-server.ts';

const DEFAULT_PORT = 8017;

const { GEMINI_API_KEY: apiKey, PORT } = process.env;
const port = PORT === undefined || PORT === '' ? DEFAULT_PORT : Number(PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError('PORT must be a port number.');

const { url, service } = await startDemo(apiKey ? { port, apiKey } : { port });
const who = service === 'twin' ? 'the local twin, no key needed' : 'Gemini, with your key';
console.log(`${url}  (${who}; Ctrl+C ends it)`);
