import { expect } from '@open-wc/testing';
import { explain } from '../../src/core/explanations/explain.ts';
import { seeded } from '../../src/core/random.ts';
import { say } from '../../src/core/say.ts';
import type { LiveState } from '../../src/core/state.ts';
import type { FaultAction } from '../../src/emulator/script/fault.ts';
import { engine } from '../engines.ts';
import { soakSettings } from '../soak/support/soak.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { hostileMessages } from './support/hostile-messages.ts';

/** Messages for every change; `FUZZ=100000 npm run soak -- test/element/fuzz.test.ts` for the proof. */
const MESSAGES = engine() === 'chromium' ? 4000 : 1000;
/** Of one conversation. */
const BATCH = MESSAGES / 2;

/** What a feature throws ends up in this warning: nothing that a service sends may come so far. */
const STUMBLED = explain(say('stumbled'));

const LIVE: readonly LiveState[] = ['listening', 'thinking', 'speaking'];
/** What may follow what. A run ends from anywhere, and a line is lost wherever there is one. */
const NEXT: Readonly<Record<LiveState, readonly LiveState[]>> = {
  idle: ['connecting'],
  connecting: [...LIVE, 'ended', 'failed'],
  listening: [...LIVE, 'reconnecting', 'ended', 'failed'],
  thinking: [...LIVE, 'reconnecting', 'ended', 'failed'],
  speaking: [...LIVE, 'reconnecting', 'ended', 'failed'],
  reconnecting: [...LIVE, 'ended', 'failed'],
  ended: ['connecting'],
  failed: ['connecting'],
};

const GARBAGE = ['bytes', 'json', 'utf-8', 'empty', 'half'] as const;

/** Hostile messages, and now and then a frame that is none. */
const actions = (seed: number, count: number): readonly FaultAction[] => {
  const random = seeded(seed);
  return hostileMessages(seed, count).map((message) =>
    random() < 0.02
      ? { kind: 'garbage', as: GARBAGE[Math.floor(random() * GARBAGE.length)]!, frame: 'binary' }
      : { kind: 'send', message },
  );
};

describe('a service that sends anything, at length', () => {
  it('no exception escapes, no state is illegal, and a normal turn works after it', async () => {
    const { FUZZ, SOAK_SEED } = await soakSettings();
    const batches = Math.ceil((FUZZ || MESSAGES) / BATCH);
    for (let batch = 0; batch < batches; batch += 1) {
      const seed = SOAK_SEED || 100 + batch;
      const where = ENGINES[batch % ENGINES.length]!;
      const stage = await Stage.open({
        engine: where,
        markup:
          batch % 3 === 0
            ? '<gemini-live transcript visualizer="none" record></gemini-live>'
            : '<gemini-live visualizer="none"></gemini-live>',
        twin: {
          setupDelayMs: 5,
          script: {
            answers: [{ kind: 'say', text: 'All is well.', delayMs: 10 }],
            faults: [
              ...actions(seed, BATCH),
              {
                kind: 'send',
                message: { serverContent: { interrupted: true, turnComplete: true } },
              } as const,
              { kind: 'send', message: { goAway: { timeLeft: '77s' } } } as const,
            ].map((action) => ({ at: 'first-input', connection: 1, do: action })),
          },
        },
      });
      const { element } = stage;
      try {
        // Nobody answers the calls: the service knows nothing of them, and would end the line.
        element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
        element.options = { ...element.options, debug: true };
        element.sendText('Begin.');
        await stage.until(() => stage.of('gemini-live-goaway').some(({ timeLeft }) => timeLeft === 77_000));
        element.sendText('Is all well?');
        await stage.until(() => element.transcript.some(({ text }) => text === 'All is well.'));
        await stage.state('listening');
        const states: readonly LiveState[] = ['idle', ...stage.states];
        const illegal = states
          .slice(1)
          .map((state, index) => `${states[index] ?? ''} → ${state}`)
          .filter((_, index) => !NEXT[states[index]!].includes(states[index + 1]!));
        expect(illegal, `seed ${seed}`).to.deep.equal([]);
        expect(stage.exceptions, `seed ${seed}`).to.deep.equal([]);
        expect(stage.errors, `seed ${seed}`).to.deep.equal([]);
        const stumbled = stage
          .of('gemini-live-warning')
          .filter(({ message }) => message === STUMBLED || message.startsWith('stumbled'));
        expect(stumbled, `seed ${seed}`).to.deep.equal([]);
        expect('polluted' in {}).to.equal(false);
        expect(element.shadowRoot?.querySelector('img')).to.equal(null);
      } finally {
        await stage.close();
      }
    }
  }).timeout(0);
});
