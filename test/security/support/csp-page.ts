import { executeServerCommand } from '@web/test-runner-commands';
import type { CspOutcome, CspPage, CspReport, CspSeen } from '../../support/csp-commands.ts';

/** Opens a page under these headers, lets it try what it is to try, and gives what came of it. */
export const visit = async (page: CspPage): Promise<CspOutcome> => {
  const address = (await executeServerCommand<string, CspPage>('csp:open', page)) ?? '';
  const frame = document.createElement('iframe');
  frame.allow = 'microphone; camera; autoplay';
  const told = new Promise<CspReport>((resolve) => {
    addEventListener('message', function listen({ source, data }: MessageEvent<CspReport>) {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      resolve(data);
    });
  });
  frame.src = address;
  document.body.append(frame);
  const report = await told;
  frame.remove();
  const seen = await executeServerCommand<CspSeen, undefined>('csp:close');
  return { ...report, ...(seen ?? { engine: 'none', unasked: [] }) };
};

/** Resolves once the element is built. */
export const built = async (): Promise<void> => {
  while (!(await executeServerCommand<boolean, undefined>('csp:ready')));
};
