import type { TestRunnerPlugin } from '@web/test-runner-core';
import type { ChromeLauncher } from '@web/test-runner-chrome';

type Page = ReturnType<ChromeLauncher['getPage']>;
type Protocol = ReturnType<Page['createCDPSession']>;
type Type = 'touchStart' | 'touchEnd' | 'touchCancel';

/** A finger on the test's page, as the browser itself tells of it: `touch:send`, in Chromium alone. */
export const touchPlugin = (): TestRunnerPlugin<{ type: Type; position: readonly [number, number] }> => {
  // The browser knows a finger by the connection that put it down.
  const protocols = new WeakMap<Page, Protocol>();
  return {
    name: 'touch',
    async executeCommand({ command, payload, session }) {
      if (command !== 'touch:send' || !payload || session.browser.type !== 'puppeteer') return undefined;
      const page = (session.browser as ChromeLauncher).getPage(session.id);
      const protocol = protocols.get(page) ?? page.createCDPSession();
      protocols.set(page, protocol);
      const [x, y] = payload.position;
      const touchPoints = payload.type === 'touchStart' ? [{ x, y }] : [];
      await (await protocol).send('Input.dispatchTouchEvent', { type: payload.type, touchPoints });
      return true;
    },
  };
};
