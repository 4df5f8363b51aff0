import { NO_DEVICES } from '../../../src/core/devices.ts';
import type { ConversationHost, ConversationSettings, Happening } from '../../../src/conversation/host.ts';
import { Conversation } from '../../../src/conversation/conversation.ts';
import type { Parts } from '../../../src/conversation/parts.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { explain } from '../../../src/core/explanations/explain.ts';
import * as features from './features.ts';
import type { Notice } from './excuses.ts';
import type { Replayed } from './sendings.ts';
import { FRAME_MS } from './voice-code.ts';

export interface PageOptions {
  readonly token: () => Promise<string>;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** What went out once more in this moment. */
  readonly replayed: () => Replayed;
}

/** Warnings that tell of voice that was lost: each of one frame. */
const LOSSES: ReadonlySet<string> = new Set(['slow-network', 'voice-held']);

/** The real conversation, on a page without an element. Its parts are here already: nothing is loaded on simulated time. */
export class Page implements ConversationHost {
  readonly conversation: Conversation;
  readonly happenings: { readonly at: number; readonly happening: Happening }[] = [];
  /** What the page was told of losses and repetitions. */
  readonly notices: Notice[] = [];
  readonly #options: PageOptions;
  readonly #waiting = new Set<() => void>();

  constructor(options: PageOptions) {
    this.#options = options;
    const parts: Parts = {
      loadSession: () =>
        Promise.resolve({
          Run: features.Run,
          preloadFeatures: features.preloadFeatures,
          loadFeature: () => features.loadFeature,
        }),
      loadExplanations: () => Promise.resolve({ explain }),
      loadWorkerText: () => Promise.reject(new Error('There is no Worker here.')),
      loadInlineEngine: () => Promise.resolve(Engine),
      loadWorkletText: () => Promise.resolve(''),
      scriptUrl: (url) => url,
      workletFile: () => Promise.resolve('worklet.js'),
    };
    this.conversation = new Conversation(this, parts);
  }

  latency(): 'interactive' {
    return 'interactive';
  }
  settings(): ConversationSettings {
    const { random, sleep, token } = this.#options;
    return {
      session: {},
      tokenProvider: token,
      latency: 'interactive',
      volume: 1,
      engine: 'inline',
      toolTimeoutMs: 60_000,
      connectTimeoutMs: 5000,
      idleTimeout: 0,
      backend: 'gemini',
      video: 'off',
      devices: { devices: NO_DEVICES },
      persist: 'none',
      alongside: false,
      halfDuplex: false,
      record: false,
      usageLimit: Infinity,
      hybridEndOfTurn: false,
      muted: false,
      debug: false,
      tools: [
        {
          declaration: { name: 'look_up', description: 'Looks something up.', behavior: 'BLOCKING' },
          handler: async () => {
            await sleep(100 + 4000 * random());
            return { found: true };
          },
        },
      ],
    };
  }
  emit(happening: Happening): boolean {
    const at = this.#options.now();
    this.happenings.push({ at, happening });
    if (happening.type === 'reconnect') {
      const { again, lost } = happening.reconnect;
      this.notices.push({ at, again, lost, replayed: this.#options.replayed() });
    }
    if (happening.type === 'warning' && LOSSES.has(happening.warning.code))
      this.notices.push({ at, again: 0, lost: FRAME_MS, warning: true });
    for (const look of [...this.#waiting]) look();
    return true;
  }
  videoEnded(): void {
    // Nothing is shown here.
  }
  changed(): void {
    // Nothing is rendered here.
  }

  count(type: Happening['type']): number {
    return this.happenings.filter(({ happening }) => happening.type === type).length;
  }

  /** Resolves when this holds: looked at now, and at whatever the page is told. */
  until(look: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const attempt = (): void => {
        if (!look()) return;
        this.#waiting.delete(attempt);
        resolve();
      };
      this.#waiting.add(attempt);
      attempt();
    });
  }
}
