import type { TestRunnerPlugin } from '@web/test-runner-core';

/** The whole page, but for what its script makes: test/page/support/page.ts. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script type="module" src="/test/page/support/page.ts"></script>`;

/**
 * The page `/__page/` for browser tests that open it in a window of its own. The server puts a script of its own into every
 * other page, whose listeners and open request keep a page out of the back/forward cache.
 */
export const pagePlugin = (): TestRunnerPlugin => ({
  name: 'page',
  serve: (context) => {
    if (context.path !== '/__page/') return undefined;
    context.respond = false;
    context.res.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
    return { body: '-', type: 'text/plain' };
  },
});
