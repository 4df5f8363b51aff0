import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import { builtCdn } from './built-cdn.ts';

/** What `npm run soak` may set; each has a default for every change. */
const SETTINGS = ['SOAK_BROWSER_SECONDS', 'SOAK_SEED', 'SOAK_ROUNDS', 'FUZZ'] as const;

/** A command has to answer within 20 s, and a build may take longer. */
const pause = (): Promise<''> => new Promise((resolve) => setTimeout(() => resolve(''), 10_000));

/** A server of the built files alone, with an origin of its own, as a CDN is: the page's would change the scripts. */
const serveBuilt = async (): Promise<Server> => {
  const dir = await builtCdn();
  const server = createServer(({ url = '/' }, response) => {
    try {
      // What failed once is asked for again with a query.
      const { pathname } = new URL(url, 'http://localhost');
      const script = readFileSync(join(dir, basename(pathname)));
      response.writeHead(200, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' });
      response.end(script);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/**
 * The soak's settings (`soak:settings`); the address of the built element, or an empty text as long as it is being built
 * (`soak:built`); and the page's heap after a collection, bytes (`soak:heap`, in Chromium alone).
 */
export const soakPlugin = (): TestRunnerPlugin => {
  let serving: Promise<Server> | undefined;
  return {
    name: 'soak',
    async serverStop() {
      const server = await serving;
      server?.closeAllConnections();
      server?.close();
    },
    async executeCommand({ command, session }) {
      if (command === 'soak:built') {
        const server = await Promise.race([(serving ??= serveBuilt()), pause()]);
        return server && `http://127.0.0.1:${(server.address() as AddressInfo).port}/gemini-live.js`;
      }
      if (command === 'soak:settings')
        return Object.fromEntries(SETTINGS.map((name) => [name, Number(process.env[name] ?? 0)]));
      if (command !== 'soak:heap') return undefined;
      if (session.browser.type !== 'puppeteer' || !/chrom/i.test(session.browser.name)) return 0;
      const page = (session.browser as ChromeLauncher).getPage(session.id);
      const protocol = await page.createCDPSession();
      await protocol.send('HeapProfiler.collectGarbage');
      const { usedSize } = await protocol.send('Runtime.getHeapUsage');
      await protocol.detach();
      return usedSize;
    },
  };
};
