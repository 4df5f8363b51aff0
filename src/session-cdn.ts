import parts from './engine/serve.ts?function';

/**
 * The chunk of a conversation in the script-tag builds: what `session.ts` has, and the engine as one function, which serves
 * both ways to run it. A page downloads one engine and one SDK, whether or not it allows Workers.
 */
export * from './session.ts';

export const workerText = (): string => `'use strict';(${String(parts)})({}).serve();`;

export const inlineEngine = (): ReturnType<typeof parts>['Engine'] => parts({}).Engine;
