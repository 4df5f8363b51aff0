import { readFile } from 'node:fs/promises';
import { DEFAULT_PORT } from './arguments.ts';

export const HELP = `gemini-live-emulator: a local twin of Google's Live API, to develop and test against.

  --port <n>           where it listens (default ${DEFAULT_PORT}; any free port when that is taken)
  --host <address>     on which address (default 127.0.0.1: nobody but this machine)
  --script <file>      what is answered and what goes wrong: .json, .js or .ts
  --scripts <file>     the same for single clients: an object of scripts by API key
  --record <folder>    records every connection there, a file each
  --record-mb <n>      most that recordings take on the disk, MB (default 2000)
  --replay <path>      plays a recording, or a folder of them, back instead of answering
  --speed <n>          of the replay, multiple of its own pace; 0 = without waiting (default 1)
  --go-on              the replay goes on when a client does something else (default: closes)
  --pace <n>           of answers, multiple of real time; 0 = all at once (default 3)
  --time-scale <n>     how much faster limits and goAway come: 60 makes an hour a minute
  --voice <name>       "babble", or a .js or .ts file whose default export speaks
  --tls-cert <file>    a certificate (PEM): serves https and wss ...
  --tls-key <file>     ... with its key
  --no-page            without the page that shows the traffic
  --page-host <name>   a host name under which others may see that page (may be repeated)
  -q, --quiet          prints nothing but errors
  -h, --help           this text
  -v, --version        the version

Scripts are read again when their file changes; the next connection has the new one.
`;

/** The version of the package that the command is part of. */
export const readVersion = async (): Promise<string> => {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
};
