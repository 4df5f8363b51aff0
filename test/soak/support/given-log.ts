import type { Stage } from '../../support/conversation-harness.ts';
import type { Given } from './session-memory.ts';

/**
 * What the twin was given on each of its connections, in their order. To be looked at now and then: of connections that have ended, the
 * twin knows the last hundred.
 */
export class GivenLog {
  readonly #stage: Stage;
  readonly #given = new Map<number, Given>();
  readonly #ended = new Set<number>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async look(): Promise<readonly Given[]> {
    const { twin } = this.#stage;
    for (const { closed, id: connection } of await twin.connections()) {
      if (this.#ended.has(connection)) continue;
      if (closed) this.#ended.add(connection);
      const { audio, handles, messages } = await twin.received({ connection, pcm: true });
      const bytes = Uint8Array.from(atob(audio.pcm ?? ''), (letter) => letter.charCodeAt(0));
      this.#given.set(connection, { handles, messages, samples: new Int16Array(bytes.buffer) });
    }
    return [...this.#given].sort(([one], [other]) => one - other).map(([, given]) => given);
  }
}
