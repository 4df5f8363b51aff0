import { expect } from '@open-wc/testing';
import { NO_EXTRAS, type Extras } from '../../src/conversation/extras.ts';
import type { FeatureInstance } from '../../src/conversation/feature.ts';
import type { FeatureName } from '../../src/conversation/features/features.ts';
import { RunFeatures, type RunFeaturesContext } from '../../src/conversation/run-features.ts';
import type { Warning } from '../../src/core/state.ts';
import type { FromEngine } from '../../src/engine/messages.ts';

const told = (message: object): FromEngine => ({ type: 'message', line: 1, message: message as never });
const CALL = told({ toolCall: { functionCalls: [{ id: '1', name: 'f' }] } });
const GROUNDED = told({ serverContent: { groundingMetadata: { webSearchQueries: ['x'] } } });

/** Features of the test's, loaded when it says so. */
class Rig {
  readonly loads: string[] = [];
  readonly heard: unknown[] = [];
  readonly warnings: Warning[] = [];
  readonly failures: unknown[] = [];
  extras: Extras = NO_EXTRAS;
  settings: object = {
    session: {},
    video: 'off',
    record: false,
    usageLimit: Infinity,
    hybridEndOfTurn: false,
  };
  create: () => FeatureInstance = () => ({
    receive: (message, before) => void this.heard.push([message.type, before]),
  });
  arrive: (name: FeatureName) => Promise<void> = () => Promise.resolve();
  readonly features: RunFeatures;

  constructor(context: Partial<RunFeaturesContext> = {}) {
    this.features = new RunFeatures({
      host: { settings: () => this.settings },
      loadFeature: async (name: FeatureName) => {
        this.loads.push(name);
        await this.arrive(name);
        return { create: this.create };
      },
      plan: () => undefined,
      lastEntry: () => 't1',
      begun: NO_EXTRAS,
      publish: (extras: Extras) => (this.extras = extras),
      fail: (error: unknown) => void this.failures.push(error),
      warn: (warning: Warning) => void this.warnings.push(warning),
      ...context,
    } as never);
  }

  /** All that has been promised so far has happened. */
  settled(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve));
  }
}

describe('conversation/run-features', () => {
  it('loads nothing that nobody wants, beside what every conversation owes the page', async () => {
    const rig = new Rig();
    rig.features.begin();
    rig.features.receive(told({ serverContent: { groundingMetadata: {}, turnComplete: true } }));
    await rig.settled();
    expect(rig.loads).to.deep.equal(['page']);
  });

  it('looks after the devices once the line is open, and not before', async () => {
    const rig = new Rig();
    rig.features.begin();
    await rig.settled();
    expect(rig.loads).to.deep.equal(['page']);
    rig.features.receive({ type: 'opened', line: 1 } as FromEngine);
    await rig.settled();
    expect(rig.loads).to.deep.equal(['page', 'devices']);
  });

  it('loads what the settings ask for, once', async () => {
    const rig = new Rig();
    rig.settings = { ...rig.settings, tools: [], record: true };
    rig.features.begin();
    rig.features.settingsChanged(['tools']);
    await rig.settled();
    expect(rig.loads).to.deep.equal(['page', 'tools', 'sound']);
  });

  it('lets a feature hear what made it load, and all that came meanwhile, in order', async () => {
    const rig = new Rig();
    let arrived: () => void = () => undefined;
    rig.arrive = () => new Promise((resolve) => (arrived = resolve));
    rig.features.receive(CALL);
    rig.features.receive({ type: 'garbage', line: 1 });
    await rig.settled();
    expect(rig.heard).to.deep.equal([]);
    arrived();
    await rig.settled();
    rig.features.receive({ type: 'crashed' });
    await rig.settled();
    expect(rig.heard).to.deep.equal([
      ['message', 't1'],
      ['garbage', 't1'],
      ['crashed', 't1'],
    ]);
  });

  it('goes on without one that cannot be loaded, says so, and tries again', async () => {
    const rig = new Rig();
    rig.arrive = () => Promise.reject(new Error('No network.'));
    rig.features.receive(GROUNDED);
    await rig.settled();
    expect(rig.warnings.map(({ code }) => code)).to.deep.equal(['not-loaded']);
    expect(rig.failures).to.deep.equal([]);
    rig.arrive = () => Promise.resolve();
    rig.features.receive(GROUNDED);
    await rig.settled();
    expect(rig.heard).to.have.length(1);
  });

  it('fails the run when one that the settings ask for cannot be loaded', async () => {
    const rig = new Rig();
    rig.settings = { ...rig.settings, record: true };
    rig.arrive = (name) => (name === 'page' ? Promise.resolve() : Promise.reject(new Error('No network.')));
    rig.features.begin();
    await rig.settled();
    expect(rig.failures).to.have.length(1);
  });

  it('goes on where the screen cannot be kept on, because that part cannot be loaded', async () => {
    const rig = new Rig();
    rig.arrive = () => Promise.reject(new Error('No network.'));
    rig.features.begin();
    await rig.settled();
    expect(rig.failures).to.deep.equal([]);
    expect(rig.warnings.map(({ code }) => code)).to.deep.equal(['not-loaded']);
  });

  it('survives one that stumbles; the others hear on', async () => {
    const rig = new Rig();
    rig.create = () => ({
      receive: () => {
        throw new TypeError('x is not a function');
      },
    });
    rig.features.receive(CALL);
    await rig.settled();
    rig.create = () => ({ receive: ({ type }) => void rig.heard.push(type) });
    rig.features.receive(GROUNDED);
    await rig.settled();
    expect(rig.warnings.every(({ code }) => code === 'bad-message')).to.equal(true);
    expect(rig.heard).to.deep.equal(['message']);
    expect(rig.failures).to.deep.equal([]);
  });

  it('shows that there is nothing to type where the model only hears', () => {
    const rig = new Rig({ plan: () => ({ profile: { realtimeText: false }, config: {} }) as never });
    rig.settings = { ...rig.settings, session: { model: 'm' } };
    rig.features.receive({ type: 'opened', line: 1, took: false, again: 0, spoken: 0, lost: 0 });
    expect(rig.extras.hearsOnly).to.deep.equal(['m']);
  });
});
