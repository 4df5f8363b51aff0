import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Conversation } from '../conversation/conversation.ts';
import { eventOf } from '../conversation/event-of.ts';
import type { ConversationSettings } from '../conversation/host.ts';
import { isKept } from '../conversation/kept.ts';
import type { Parts } from '../conversation/parts.ts';
import { warnOnce } from '../conversation/warn.ts';

export type ConversationElement = ReactiveControllerHost &
  HTMLElement & {
    readonly keepAlive: boolean;
    readonly persist: 'none' | 'session' | undefined;
    stop(): Promise<void>;
    readonly layout: string;
    readonly open: boolean;
    video: ConversationSettings['video'] | undefined;
    /** What is needed before the session is here, which reads all the rest. */
    hints(): Pick<ConversationSettings, 'latency' | 'engine'>;
    settings(): ConversationSettings;
  };

/** What tells that the visitor is about to start. */
const INTENTS = ['pointerenter', 'focusin', 'touchstart'] as const;

/** Ties a conversation to its element's life in the page: a move is not a removal, and leaving the page hangs up. */
export class ConversationController implements ReactiveController {
  readonly conversation: Conversation;
  readonly #host: ConversationElement;
  readonly #parts: Parts;
  #connection: AbortController | undefined;
  #kept: Promise<unknown> | undefined;
  /** It is the page that hangs up, not the visitor. */
  #leaving = false;

  constructor(host: ConversationElement, parts: Parts) {
    (this.#host = host).addController(this);
    this.#parts = parts;
    this.conversation = new Conversation(
      {
        latency: () => host.hints().latency,
        settings: () => host.settings(),
        emit: (happening) => host.dispatchEvent(eventOf(happening)),
        videoEnded: () => (host.video = 'off'),
        // A closed panel shows no transcript: several updates a second for nothing. Opening it is an update, too.
        changed: (record) => {
          // A conversation that outlived its element's place in the page, or never had one, may have ended.
          if (!this.conversation.running) this.#leave();
          if (!record || host.layout === 'inline' || host.open) host.requestUpdate();
        },
      },
      {
        ...parts,
        loadSession: async () => {
          // Also an element that is in no page has to know when the page goes.
          this.hostConnected();
          // What was said before the page was loaded is to be gone on with.
          await this.#kept;
          return parts.loadSession();
        },
      },
    );
  }

  hostConnected(): void {
    if (this.#connection) return;
    const { signal } = (this.#connection = new AbortController());
    for (const intent of INTENTS) {
      this.#host.addEventListener(intent, () => this.#preload(), { signal, once: true, passive: true });
    }
    // A page that goes into the back/forward cache must not keep the microphone.
    const leave = (): void => {
      this.#leaving = true;
      void this.#host.stop();
      this.#leaving = false;
    };
    addEventListener('pagehide', leave, { signal });
  }

  hostDisconnected(): void {
    // By the next task a moved element is connected again.
    setTimeout(() => this.#leave());
  }

  hostUpdated(): void {
    const { running } = this.conversation;
    const { persist } = this.#host;
    // Also for `none`: what an earlier page has kept is thrown away.
    if (persist && ((running && persist === 'session') || isKept())) this.#kept ??= this.#keep();
  }

  /** Carries the conversation across a reload: fetched with the first one, or when there is something to give back. */
  async #keep(): Promise<void> {
    const host = this.#host;
    try {
      const { loadFeature } = await this.#parts.loadSession();
      const { keep } = await loadFeature(this.#parts)('persist');
      const warn = warnOnce({ emit: (happening) => host.dispatchEvent(eventOf(happening)) }, this.#parts);
      keep(host, this.conversation, { warn, leaving: () => this.#leaving });
    } catch {
      // Another update tries again.
      this.#kept = undefined;
    }
  }

  #leave(): void {
    if (this.#host.isConnected || !this.#connection) return;
    if (this.#host.keepAlive && this.conversation.running) return;
    this.#connection.abort();
    this.#connection = undefined;
    void this.#host.stop();
  }

  /** Fetches what a conversation will need. What fails here is fetched again, and reported, at the start. */
  #preload(): void {
    const { engine } = this.#host.hints();
    const wanted: readonly Promise<unknown>[] = [
      this.#parts
        .loadSession()
        .then(({ loadFeature, preloadFeatures }) =>
          preloadFeatures(this.#host.settings(), loadFeature(this.#parts)),
        ),
      engine === 'inline' ? this.#parts.loadInlineEngine() : this.#parts.loadWorkerText(),
      this.#parts.workletFile(),
    ];
    for (const part of wanted) part.catch(() => undefined);
  }
}
