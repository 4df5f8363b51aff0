import type { TwinCommand } from './commands.ts';
import { execute } from './execute.ts';
import { Twins } from './twins.ts';

/** As much of web-test-runner's `TestRunnerPlugin` as is needed, so that nobody else has to install it. */
export interface LiveEmulatorPlugin {
  readonly name: string;
  executeCommand(call: { readonly command: string; readonly payload?: unknown }): unknown;
  serverStop(): Promise<void>;
}

/**
 * A plugin for web-test-runner: pages start twins on the machine that runs the tests, and steer them, with
 * `executeServerCommand('twin:start', { options })` of `@web/test-runner-commands`; the other commands are in `TwinCommand`.
 * All twins end with the run.
 */
export const liveEmulatorPlugin = (): LiveEmulatorPlugin => {
  const twins = new Twins();
  return {
    name: 'gemini-live-emulator',
    executeCommand: ({ command, payload }) =>
      command.startsWith('twin:')
        ? execute(twins, { ...(payload as object), verb: command.slice('twin:'.length) } as TwinCommand)
        : undefined,
    serverStop: () => twins.stopAll(),
  };
};
