/** Tells those who wait that something has happened, so that they look again. No polling, no missed events. */
export class Happenings {
  readonly #waiting = new Set<() => void>();

  /** Something has happened. */
  notify(): void {
    for (const look of [...this.#waiting]) look();
  }

  /**
   * Resolves with what `look` finds: at once, or as soon as something happens that lets it find something. Rejects with what
   * `look` throws, and with the reason of `signal`.
   */
  until<Found>(look: () => Found | undefined, signal?: AbortSignal): Promise<Found> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#waiting.delete(attempt);
        signal?.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        stop();
        reject(signal?.reason instanceof Error ? signal.reason : new Error('No longer waited for.'));
      };
      const attempt = (): void => {
        try {
          const found = look();
          if (found === undefined) return;
          stop();
          resolve(found);
        } catch (error) {
          stop();
          reject(error instanceof Error ? error : new Error('What was looked for threw.', { cause: error }));
        }
      };
      if (signal?.aborted === true) return abort();
      signal?.addEventListener('abort', abort);
      this.#waiting.add(attempt);
      attempt();
    });
  }
}
