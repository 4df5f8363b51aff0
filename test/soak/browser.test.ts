import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { engine } from '../engines.ts';
import type { Stage } from '../support/conversation-harness.ts';
import type { Notice } from './simulated/excuses.ts';
import { judge, isClean, type Utterance } from './simulated/verdict.ts';
import { chance, CodedVoice, UTTERANCE_S } from './support/coded-voice.ts';
import { GivenLog } from './support/given-log.ts';
import { knownAtEnd, MISSING_MS } from './support/session-memory.ts';
import { loadBuilt, soakSettings } from './support/soak.ts';

/** A seed's length for every change, s; `SOAK_BROWSER_SECONDS=1200 npm run soak -- test/soak/browser.test.ts` for the proof. */
const SECONDS = 60;
const SEEDS = { chromium: [1, 2, 3], firefox: [2], webkit: [3] };
/** What a seed finds: where the engine runs, and whether the service remembers what came after the last handle. */
const SETTINGS = [
  { engine: 'auto', resumption: 'remembers' },
  { engine: 'inline', resumption: 'forgets' },
  { engine: 'auto', resumption: 'forgets' },
  { engine: 'inline', resumption: 'remembers' },
] as const;
/** Pause after an utterance, ms: longer than the silence by which the service knows that it is over. */
const PAUSE_MS = 700;

/** A soak lets time pass: what happens in it has no event of its own. */
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** After so many faults is looked at what the twin was given: few enough for it to know all of it. */
const LOOK_EVERY = 20;

interface Scene {
  readonly stage: Stage;
  readonly element: GeminiLiveElement;
  readonly fate: ReturnType<typeof chance>;
}

const hide = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  Object.defineProperty(document, 'visibilityState', {
    value: hidden ? 'hidden' : 'visible',
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange'));
};

const FAULTS: Readonly<Record<string, (scene: Scene) => unknown>> = {
  drop: ({ stage }) => stage.twin.terminate(),
  'closed 1011': ({ stage }) => stage.twin.close(1011, 'Internal error encountered.'),
  'closed 1008': ({ stage }) => stage.twin.close(1008, 'The operation was aborted.'),
  offline: ({ stage, fate }) => stage.twin.offline(fate.between(300, 1500)),
  'go-away': async ({ stage, fate }) => {
    const { length: connection } = await stage.twin.connections();
    await stage.twin.send({ goAway: { timeLeft: '3s' } }, { connection });
    await pass(fate.between(500, 3000));
    await stage.twin.close(1008, 'The operation was aborted.', { connection });
  },
  garbage: ({ stage }) => stage.twin.raw({ text: '{"serverContent":' }),
  moved: ({ element }) => {
    const elsewhere = document.body.appendChild(document.createElement('div'));
    elsewhere.append(element);
  },
  hidden: async ({ fate }) => {
    hide(true);
    await pass(fate.between(300, 2000));
    hide(false);
  },
  removed: async ({ element, fate }) => {
    element.remove();
    await pass(fate.between(300, 2000));
    document.body.append(element);
  },
};

const { SOAK_BROWSER_SECONDS, SOAK_SEED } = await soakSettings();
let BuiltStage: typeof Stage;

describe('a built element in a browser, under faults by chance', () => {
  before(async function () {
    this.timeout(180_000);
    await loadBuilt();
    ({ Stage: BuiltStage } = await import('../support/conversation-harness.ts'));
  });

  for (const seed of SOAK_SEED ? [SOAK_SEED] : SEEDS[engine()]) {
    const { engine: where, resumption } = SETTINGS[(seed - 1) % SETTINGS.length]!;
    it(`loses nothing in silence (seed ${seed}, ${where}, ${resumption})`, async () => {
      const until = performance.now() + (SOAK_BROWSER_SECONDS || SECONDS) * 1000;
      const stage = await BuiltStage.open({
        engine: where,
        markup: '<gemini-live keep-alive silence-duration-ms="300" visualizer="none"></gemini-live>',
        twin: {
          setupDelayMs: 30,
          resumption,
          script: { answers: [{ kind: 'parrot', delayMs: 10 }] },
        },
      });
      const voice = new CodedVoice();
      const { element, microphone } = stage;
      microphone.answer = () => Promise.resolve(voice.stream());
      const fate = chance(seed);
      const said: Utterance[] = [];
      const notices: Notice[] = [];
      const faults: string[] = [];
      const given = new GivenLog(stage);
      const began = performance.now();
      element.addEventListener('gemini-live-reconnect', (event) => {
        const { again = 0, lost = 0 } = event as { again?: number; lost?: number };
        notices.push({ at: performance.now() - began, again, lost });
      });
      try {
        await element.start();
        const talk = async (): Promise<void> => {
          while (performance.now() < until && element.state !== 'failed') {
            const number = said.length;
            const at = performance.now() - began;
            if (fate.between(0, 1) < 0.25) {
              said.push({ number, kind: 'typed', frames: 1, frameMs: 0, at });
              element.sendText(`u${number}`);
            } else {
              said.push({ number, kind: 'spoken', frames: 1, frameMs: MISSING_MS, at });
              voice.say(number);
              await pass(UTTERANCE_S * 1000);
            }
            await pass(PAUSE_MS + fate.between(0, 1500));
          }
        };
        const meddle = async (): Promise<void> => {
          for (;;) {
            await pass(fate.between(1500, 6000));
            if (performance.now() > until - 3000) return;
            const name = fate.pick(Object.keys(FAULTS));
            faults.push(name);
            await FAULTS[name]!({ stage, element, fate });
            if (faults.length % LOOK_EVERY === 0) await given.look();
          }
        };
        await Promise.all([talk(), meddle()]);
        // What was kept for the line goes out when it is back.
        await stage.state('listening', 'speaking', 'thinking', 'failed');
        await pass(2000);
        const numbers = said.filter(({ kind }) => kind === 'spoken').map(({ number }) => number);
        const known = knownAtEnd(await given.look(), numbers, resumption);
        // What came twice on one connection was not sent again: no notice is of it.
        const replayed = new Map([...known.again].map((name, stretch) => [`${name}:0`, stretch]));
        const told = notices.map((notice) => ({ ...notice, replayed }));
        const verdict = judge(said, known.words, told);
        const { announced, doubled, lost, marked, outOfOrder } = verdict;
        console.log(
          JSON.stringify({
            seed,
            where,
            resumption,
            said: said.length,
            // … and how much of it was heard, s.
            lost: lost.map((name) => `${name} (${(known.seconds.get(name) ?? 0).toFixed(2)})`),
            shortest: Math.min(...numbers.map((number) => known.seconds.get(`v${number}`) ?? 0)),
            announced,
            doubled,
            marked,
            outOfOrder,
            faults: faults.join(' '),
          }),
        );
        expect(element.state, stage.errors.join(' ')).not.to.equal('failed');
        expect(stage.exceptions).to.deep.equal([]);
        expect(isClean(verdict), JSON.stringify({ lost, doubled, outOfOrder })).to.equal(true);
      } finally {
        hide(false);
        Reflect.deleteProperty(document, 'hidden');
        Reflect.deleteProperty(document, 'visibilityState');
        await element.stop();
        await voice.close();
        await stage.close();
      }
    }).timeout(0);
  }
});
