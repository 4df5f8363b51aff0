import type { ModelProfile } from '../core/model-profile.ts';
import { DEFAULT_MODEL, profileOf } from '../core/model-profiles.ts';
import { say } from '../core/say.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { Warning } from '../core/state.ts';
import type { ClientMessage, ToEngine } from '../engine/messages.ts';
import type { Kept } from './context-messages.ts';
import type { Features, LoadFeature } from './features/features.ts';
import type { ConversationHost } from './host.ts';
import type { Incoming } from './incoming.ts';
import { planFor } from './plan.ts';

export interface SenderContext {
  readonly host: ConversationHost;
  readonly loadFeature: LoadFeature;
  /** Aborted when the run is over. */
  readonly signal: AbortSignal;
  readonly incoming: Incoming;
  readonly kept: Kept;
  readonly plan: () => SessionPlan | undefined;
  readonly post: (message: ToEngine) => void;
  readonly warn: (warning: Warning) => void;
}

/** What the page says to the model, in the order in which it is said. What cannot be sent is told to the page's author. */
export class Sender {
  readonly #context: SenderContext;
  /** What has to be sent before anything else is; `undefined` as long as there was nothing of the kind. */
  #ahead: Promise<unknown> | undefined;

  constructor(context: SenderContext) {
    this.#context = context;
  }

  /** The model's, of the session that runs or is to come. */
  get profile(): ModelProfile {
    const { host, plan } = this.#context;
    const { model }: { readonly model?: unknown } = host.settings().session;
    return plan()?.profile ?? profileOf(typeof model === 'string' ? model : DEFAULT_MODEL);
  }

  /** Whether the model reads what is typed; the page's author is told when it does not. */
  takesText(): boolean {
    const { model, realtimeText } = this.profile;
    const message = say('not-taken', 'sendText()', model, say('hears-only'));
    if (!realtimeText) this.#context.warn({ code: 'not-supported-by-model', message });
    return realtimeText;
  }

  send(given: ClientMessage): void {
    if ('clientContent' in given || 'contextUpdate' in given) return this.#tell(given);
    const { incoming, kept, post } = this.#context;
    const send = (): void => post({ type: 'send', message: kept.join?.(given) ?? given });
    const answers = 'toolResponse' in given;
    if (answers) incoming.wait();
    // What a call waits for waits for nothing.
    if (this.#ahead && !answers) this.#queue(this.#ahead.then(send));
    else send();
  }

  /** Settles when what was said so far has gone out; `undefined` when it has. */
  get ahead(): Promise<unknown> | undefined {
    return this.#ahead;
  }

  /** Properties have changed of which a setup is made. */
  update(names: readonly string[]): void {
    const { host, loadFeature, warn } = this.#context;
    const plan = planFor(host.settings(), loadFeature, this.#context.plan()?.locked);
    plan.catch(() => undefined);
    this.#then(
      async ({ settingsMessages }) =>
        settingsMessages(names, await plan, this.#context.plan()?.config ?? {}, this.#rules()),
      () => names.forEach((name) => warn({ code: 'takes-effect-later', message: say('later', name) })),
    );
  }

  /** Content goes out as the model takes it. */
  #tell(given: Parameters<Features['config']['contextMessages']>[0]): void {
    const { incoming, kept, warn } = this.#context;
    const after = kept.last();
    this.#then(
      ({ askFor, contextMessages }) => {
        const messages = contextMessages(given, { ...this.#rules(), after });
        if (askFor(messages)) incoming.visitorFinished();
        return messages;
      },
      () => warn({ code: 'bad-value', message: say('unsent', say('not-loaded')) }),
    );
  }

  /** What `make` makes goes out in its turn: what is sent after it waits until that is known. */
  #then(
    make: (config: Features['config']) => readonly ClientMessage[] | Promise<readonly ClientMessage[]>,
    unmade: () => void,
  ): void {
    const { loadFeature, post, signal } = this.#context;
    this.#queue(
      Promise.all([loadFeature('config'), this.#ahead])
        .then(async ([config]) => {
          const messages = signal.aborted ? [] : await make(config);
          if (!signal.aborted) for (const message of messages) post({ type: 'send', message });
        })
        .catch(unmade),
    );
  }

  #queue(work: Promise<unknown>): void {
    const ahead = work.finally(() => {
      if (this.#ahead === ahead) this.#ahead = undefined;
    });
    this.#ahead = ahead;
  }

  #rules() {
    return { ...this.#context, profile: this.profile, settings: this.#context.host.settings() };
  }
}
