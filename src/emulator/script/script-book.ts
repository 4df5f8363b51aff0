import { ScriptRunner } from './script-runner.ts';
import type { Script, ScriptClient, Scripts } from './script.ts';

/** All scripts of one twin: the one for everybody, and those of single clients. */
export class ScriptBook {
  readonly #own: ScriptRunner;
  readonly #byKey: ReadonlyMap<string, ScriptRunner>;
  readonly #choose: ((client: ScriptClient) => Script | undefined) | undefined;
  /** A script that is chosen twice is one script: its faults go on counting. */
  readonly #chosen = new WeakMap<Script, ScriptRunner>();
  #tokenRequests = 0;

  /** Throws `TypeError` or `RangeError` for a script that cannot be. */
  constructor(script: Script = {}, scripts: Scripts = {}) {
    this.#own = new ScriptRunner(script, 'script');
    this.#choose = typeof scripts === 'function' ? scripts : undefined;
    // Keys are not to be seen in messages: a script is named by its place.
    const listed = typeof scripts === 'function' ? [] : Object.entries(scripts);
    this.#byKey = new Map(
      listed.map(([key, one], index) => [key, new ScriptRunner(one, `scripts[${index}]`)]),
    );
  }

  /** The script for this client. Throws what the host's function throws, and for a script of its that cannot be. */
  of(client: ScriptClient): ScriptRunner {
    const listed = client.key === undefined ? undefined : this.#byKey.get(client.key);
    const chosen = this.#choose?.(client);
    return listed ?? (chosen === undefined ? this.#own : this.#runner(chosen));
  }

  /** The number of a request for a token, from 1. */
  nextTokenRequest(): number {
    this.#tokenRequests += 1;
    return this.#tokenRequests;
  }

  /** The one for everybody. */
  get own(): ScriptRunner {
    return this.#own;
  }

  #runner(script: Script): ScriptRunner {
    const known = this.#chosen.get(script);
    if (known) return known;
    const runner = new ScriptRunner(script, 'scripts()');
    this.#chosen.set(script, runner);
    return runner;
  }
}
