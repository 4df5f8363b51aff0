/** @typedef {import('../page-messages.ts').ConnectionsMessage} ConnectionsMessage */
/** @typedef {import('../page-messages.ts').FramesMessage} FramesMessage */

/**
 * @typedef {object} StreamListener
 * @property {(message: ConnectionsMessage, first: boolean) => void} connections `first`: all that there are
 * @property {(message: FramesMessage, first: boolean) => void} frames `first`: from the beginning
 * @property {(open: boolean) => void} status
 */

/** What the twin tells, over one connection that comes back by itself. */
export class TrafficStream {
  /** @type {EventSource | undefined} */
  #source;
  #connection = 0;
  /** @readonly @type {StreamListener} */
  #listener;

  /** @param {StreamListener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /**
   * Listens, from now on to the frames of this connection; 0 for none.
   *
   * @param {number} connection
   */
  watch(connection) {
    this.#source?.close();
    this.#connection = connection;
    const source = new EventSource(`/traffic/events?connection=${connection}`);
    this.#source = source;
    let first = { connections: true, frames: true };
    source.addEventListener('open', () => {
      // Whoever comes back is told everything from the beginning.
      first = { connections: true, frames: true };
      this.#listener.status(true);
    });
    source.addEventListener('error', () => this.#listener.status(false));
    source.addEventListener('connections', ({ data }) => {
      this.#listener.connections(JSON.parse(data), first.connections);
      first.connections = false;
    });
    source.addEventListener('frames', ({ data }) => {
      if (this.#source !== source) return;
      this.#listener.frames(JSON.parse(data), first.frames);
      first.frames = false;
    });
  }

  get connection() {
    return this.#connection;
  }
}
