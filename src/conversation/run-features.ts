import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import type { FromEngine } from '../engine/messages.ts';
import { type Extras, NO_EXTRAS } from './extras.ts';
import type { FeatureContext, FeatureInstance } from './feature.ts';
import type { Feature, FeatureName, LoadFeature } from './features/features.ts';
import { wantedBy, wantedFrom } from './wanted-features.ts';

export interface RunFeaturesContext extends Omit<FeatureContext, 'extras' | 'show'> {
  readonly loadFeature: LoadFeature;
  readonly publish: (extras: Extras) => void;
  /** A feature that the settings ask for could not be loaded. */
  readonly fail: (error: unknown) => void;
}

/** The features of one run: each is loaded when it is first wanted, and hears all that comes from then on. */
export class RunFeatures {
  readonly #context: RunFeaturesContext;
  readonly #running = new Map<FeatureName, Promise<FeatureInstance>>();
  #extras = NO_EXTRAS;

  constructor(context: RunFeaturesContext) {
    this.#context = context;
  }

  /** Those that the settings ask for. */
  begin(): void {
    for (const name of wantedFrom(this.#context.host.settings())) void this.#want(name);
  }

  /** The feature, running. Rejects with a `LiveFailure` when it cannot be loaded; the next call tries again. */
  use<Name extends FeatureName>(name: Name): Promise<Feature<Name>> {
    const running = this.#running.get(name) ?? this.#load(name);
    this.#running.set(name, running);
    running.catch(() => this.#running.delete(name));
    // What is stored under a name is what that name creates.
    return running as Promise<Feature<Name>>;
  }

  /** Each hears in the order of the wire, also what comes while it is being loaded. */
  receive(told: FromEngine): void {
    for (const name of wantedBy(told, this.#context.plan())) void this.#want(name);
    const before = this.#context.lastEntry();
    this.#each((feature) => feature.receive?.(told, before));
  }

  settingsChanged(names: readonly string[]): void {
    this.begin();
    this.#each((feature) => feature.settingsChanged?.(names));
  }

  #want(name: FeatureName): Promise<unknown> {
    return this.use(name).catch(this.#context.fail);
  }

  #each(act: (feature: FeatureInstance) => void): void {
    const { fail } = this.#context;
    for (const running of this.#running.values()) running.then(act, () => undefined).catch(fail);
  }

  async #load(name: FeatureName): Promise<FeatureInstance> {
    const { create } = await this.#context.loadFeature(name);
    return create({
      ...this.#context,
      extras: () => this.#extras,
      show: (change) => {
        this.#extras = { ...this.#extras, ...change };
        this.#context.publish(this.#extras);
      },
    });
  }
}

/** The loader of a session's features, whose failures say what is wrong. */
export const explaining =
  (load: LoadFeature): LoadFeature =>
  (name) =>
    load(name).catch((cause: unknown) => {
      throw new LiveFailure('network', say('not-loaded'), cause);
    });
