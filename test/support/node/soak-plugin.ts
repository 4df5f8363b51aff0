import type { TestRunnerPlugin } from '@web/test-runner-core';
import type { ChromeLauncher } from '@web/test-runner-chrome';

/** What `npm run soak` may set; each has a default for every change. */
const SETTINGS = ['SOAK_BROWSER_SECONDS', 'SOAK_SEED', 'SOAK_ROUNDS', 'FUZZ'] as const;

/** The soak's settings (`soak:settings`), and the page's heap after a collection, bytes (`soak:heap`, in Chromium alone). */
export const soakPlugin = (): TestRunnerPlugin => ({
  name: 'soak',
  async executeCommand({ command, session }) {
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
});
