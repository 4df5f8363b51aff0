import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import type { FromEngine } from '../engine/messages.ts';
import type { Extras } from './extras.ts';
import type { FeatureContext, FeatureInstance } from './feature.ts';
import type { Feature, FeatureName, LoadFeature } from './features/features.ts';
import { wantedBy, wantedFrom } from './wanted-features.ts';

export interface RunFeaturesContext extends Omit<FeatureContext, 'extras' | 'show' | 'running'> {
  readonly loadFeature: LoadFeature;
  /** What is shown from the beginning: the element's own object, by which it knows that there is nothing to draw. */
  readonly begun: Extras;
  readonly publish: (extras: Extras) => void;
  /** A feature that the settings ask for could not be loaded. */
  readonly fail: (error: unknown) => void;
}

/** The features of one run: each is loaded when it is first wanted, and hears all that comes from then on. */
export class RunFeatures {
  readonly #context: RunFeaturesContext;
  readonly #running = new Map<FeatureName, Promise<FeatureInstance>>();
  readonly #created = new Map<FeatureName, FeatureInstance>();
  #extras: Extras;

  constructor(context: RunFeaturesContext) {
    this.#context = context;
    this.#extras = context.begun;
  }

  /** Those that the settings ask for. */
  begin(): void {
    const { fail, host } = this.#context;
    this.use('page').catch(this.#without);
    for (const name of wantedFrom(host.settings())) this.use(name).catch(fail);
  }

  /** The feature, running. Rejects with a `LiveFailure` when it cannot be loaded; the next call tries again. */
  use<Name extends FeatureName>(name: Name): Promise<Feature<Name>> {
    const running = this.#running.get(name) ?? this.#load(name);
    this.#running.set(name, running);
    running.catch(() => this.#running.delete(name));
    // What is stored under a name is what that name creates.
    return running as Promise<Feature<Name>>;
  }

  /** The feature, if it runs. */
  running<Name extends FeatureName>(name: Name): Feature<Name> | undefined {
    return this.#created.get(name) as Feature<Name> | undefined;
  }

  /** Each hears in the order of the wire, also what comes while it is being loaded. */
  receive(told: FromEngine): void {
    const { lastEntry, plan } = this.#context;
    for (const name of wantedBy(told, plan())) this.use(name).catch(this.#without);
    if (told.type === 'opened') this.#showPlan();
    const before = lastEntry();
    this.#each((feature) => feature.receive?.(told, before));
  }

  settingsChanged(names: readonly string[]): void {
    this.begin();
    this.#each((feature) => feature.settingsChanged?.(names));
  }

  /** The microphone ended by itself: it is looked for, and the conversation goes on. */
  lostMicrophone(): void {
    const failure = new LiveFailure('microphone-missing', say('microphone-lost'));
    this.use('devices').then(
      (devices) => devices.lost(),
      () => this.#context.refused(failure),
    );
  }

  /** What came is lost without it, or a convenience is; the conversation is not. */
  readonly #without = (): void => this.#context.warn({ code: 'not-loaded', message: say('not-loaded') });

  #each(act: (feature: FeatureInstance) => void): void {
    const { warn } = this.#context;
    const failed = (): void => warn({ code: 'bad-message', message: say('stumbled') });
    for (const running of this.#running.values()) running.then(act, () => undefined).catch(failed);
  }

  async #load(name: FeatureName): Promise<FeatureInstance> {
    const { create } = await this.#context.loadFeature(name);
    const feature: FeatureInstance = create({
      ...this.#context,
      extras: () => this.#extras,
      show: (change) => this.#show(change),
      running: (other) => this.running(other),
    });
    this.#created.set(name, feature);
    return feature;
  }

  /** What of the setup the interface cannot read off the attributes. */
  #showPlan(): void {
    const { host, plan } = this.#context;
    const { config, manualActivity = false, profile } = plan() ?? {};
    const { model, responseModality, vad } = host.settings().session;
    const hearsOnly = profile?.realtimeText === false ? [model] : [];
    const manual = manualActivity && vad !== 'manual';
    const written = String(config?.responseModalities) === 'TEXT' && responseModality !== 'text';
    if (hearsOnly.length > 0 || manual || written) this.#show({ hearsOnly, manual, written });
  }

  #show(change: Partial<Extras>): void {
    this.#extras = { ...this.#extras, ...change };
    this.#context.publish(this.#extras);
  }
}

/** The loader of a session's features, whose failures say what is wrong. */
export const explaining =
  (load: LoadFeature): LoadFeature =>
  (name) =>
    load(name).catch((cause: unknown) => {
      throw new LiveFailure('network', say('not-loaded'), cause);
    });

/** For what depends on the line, a takeover is an end and a beginning. */
export const endOf = (line: number): FromEngine => ({
  type: 'ended',
  line,
  end: { kind: 'closed', code: 1000, reason: '' },
  healthyMs: 0,
});
