import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client } from './client.ts';

const MAIN = fileURLToPath(new URL('../../src/emulator/command/main.ts', import.meta.url));
const running = new Set<ChildProcess>();

/** Whatever still runs is ended. */
export const endCommands = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

/** The command in a process of its own, and what it prints. */
export class Command {
  output = '';
  errors = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | string>;
  readonly #looks = new Set<() => void>();

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this.child);
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#take(text, ''));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#take('', text));
    this.ended = once(this.child, 'close').then(([code, signal]) => {
      running.delete(this.child);
      return (code ?? signal) as number | string;
    });
  }

  /** What fits in the output, as soon as it is there; rejects when the command ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const found = new Promise<RegExpExecArray>((resolve) => {
      const look = (): void => {
        const match = pattern.exec(this.output);
        if (match) resolve(match);
      };
      this.#looks.add(look);
      look();
    });
    const ended = this.ended.then((code) => {
      throw new Error(`It ended with ${code}: ${this.output}${this.errors}`);
    });
    return Promise.race([found, ended]);
  }

  async url(): Promise<string> {
    return (await this.says(/Live API twin\s+(\S+)/))[1] ?? '';
  }

  /** Ends it as Ctrl+C does. */
  async interrupt(): Promise<number | string> {
    this.child.kill('SIGINT');
    return this.ended;
  }

  #take(output: string, errors: string): void {
    this.output += output;
    this.errors += errors;
    for (const look of this.#looks) look();
  }
}

export const start = (...args: string[]): Command => new Command('--port', '0', ...args);

export const talk = async (url: string, key = 'k'): Promise<Client> => {
  const service = 'google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
  const client = new Client(`${url.replace('http', 'ws')}/ws/${service}?key=${key}`);
  await client.opened;
  client.send({ setup: { model: 'models/gemini-3.8-live', outputAudioTranscription: {} } });
  await client.next(({ setupComplete }) => setupComplete !== undefined);
  return client;
};

export const answer = async (client: Client, text = 'x'): Promise<string> => {
  const before = client.text('outputTranscription').length;
  client.send({ realtimeInput: { text } });
  await client.turnComplete();
  return client.text('outputTranscription').slice(before).trim();
};

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
};
