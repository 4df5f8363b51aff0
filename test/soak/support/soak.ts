import { executeServerCommand } from '@web/test-runner-commands';

interface Settings {
  readonly SOAK_BROWSER_SECONDS: number;
  readonly SOAK_SEED: number;
  readonly SOAK_ROUNDS: number;
  readonly FUZZ: number;
}

/** What `npm run soak` was told; 0 for what it was not. */
export const soakSettings = (): Promise<Settings> => executeServerCommand('soak:settings');

/** Bytes in use after a collection; 0 where the browser does not tell. Collecting, it lets go of what nobody holds. */
export const heapInUse = (): Promise<number> => executeServerCommand('soak:heap');

/** Where the element is as it is published: built, in chunks, each checked against its hash. */
export const builtElement = async (): Promise<string> => {
  for (;;) {
    const address = await executeServerCommand<string, undefined>('soak:built');
    if (address) return address;
  }
};

/**
 * Loads the element as it is published. Whoever imports the sources after
 * that gets this element by the tag: the copy that comes first keeps the name.
 */
export const loadBuilt = async (): Promise<void> => {
  await import(await builtElement());
};
