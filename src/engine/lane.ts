import type { LiveServerMessage } from '@google/genai/web';
import { LiveConnection } from '../wire/live-connection.ts';
import type { LineEnd, ToEngine } from './messages.ts';

export type OpenRequest = Extract<ToEngine, { type: 'open' }>;

export interface LaneEvents {
  opened(lane: Lane): void;
  message(lane: Lane, message: LiveServerMessage): void;
  garbage(lane: Lane): void;
  ended(lane: Lane, end: LineEnd): void;
}

/** One connection of an engine: the one that serves, or the successor that stands by. */
export class Lane {
  readonly request: OpenRequest;
  readonly connection: LiveConnection;
  /** What came while it stood by. */
  readonly early: LiveServerMessage[] = [];
  #openedAt: number | undefined;

  constructor(request: OpenRequest, events: LaneEvents) {
    this.request = request;
    this.connection = new LiveConnection(request.options, {
      opened: () => {
        this.#openedAt = performance.now();
        events.opened(this);
      },
      message: (message) => events.message(this, message),
      garbage: () => events.garbage(this),
      ended: (end) => events.ended(this, end),
    });
  }

  get line(): number {
    return this.request.line;
  }

  get isOpen(): boolean {
    return this.#openedAt !== undefined;
  }

  /** How long it has been set up, ms; 0 when it never was. */
  get healthyMs(): number {
    return this.#openedAt === undefined ? 0 : performance.now() - this.#openedAt;
  }

  /** The resumption handle that it was set up with. */
  get handle(): string | undefined {
    return this.request.options.config.sessionResumption?.handle;
  }
}
