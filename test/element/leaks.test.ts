import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { seeded } from '../../src/core/random.ts';
import { heapInUse, soakSettings } from '../soak/support/soak.ts';
import { Stage } from '../support/conversation-harness.ts';
import { Belongings } from './support/belongings.ts';
import { NOTHING_HELD } from './support/census.ts';

/** Rounds for every change; `SOAK_ROUNDS=300 npm run soak -- test/element/leaks.test.ts` for the proof. */
const ROUNDS = 24;
/** The heap may grow so much a round, bytes: the twin's commands and the test's own log grow, too. */
const GROWTH = 40_000;

interface Round {
  readonly stage: Stage;
  readonly element: GeminiLiveElement;
}

const ended = ({ element, stage }: Round): Promise<void> =>
  stage.until(() => element.state === 'ended' || element.state === 'failed');

const start = ({ element }: Round): Promise<unknown> => element.start().catch((error: unknown) => error);

/** Every way in which a conversation can come to its end. Each ends it, and gives back what it took from the stage. */
const WAYS: Readonly<Record<string, (round: Round) => Promise<unknown>>> = {
  'a turn, then stop': async (round) => {
    await start(round);
    round.element.sendText('One.');
    await round.stage.until(() => round.element.state === 'speaking');
    await round.element.stop();
  },
  'stopped at once': async (round) => {
    const starting = start(round);
    await round.element.stop();
    await starting;
  },
  'no microphone': async (round) => {
    const { microphone } = round.stage;
    const { answer } = microphone;
    microphone.refuse('NotAllowedError');
    await start(round);
    microphone.answer = answer;
  },
  'no token': async (round) => {
    round.element.tokenProvider = () => Promise.reject(new Error('No.'));
    await start(round);
  },
  'a token that never comes': async (round) => {
    const asked = new Promise<void>((resolve) => {
      round.element.tokenProvider = () => {
        resolve();
        return new Promise<never>(() => undefined);
      };
    });
    const starting = start(round);
    await asked;
    await round.element.stop();
    await starting;
  },
  'nobody at the address': async (round) => {
    round.element.baseUrl = 'http://127.0.0.1:9';
    await start(round);
  },
  'a refused setup': async (round) => {
    round.element.config = { temperature: 0.5, model: 7 } as never;
    await start(round);
    await round.element.stop();
  },
  'a lost line, then stop': async (round) => {
    await start(round);
    await round.stage.twin.terminate();
    await round.stage.until(() => round.element.state === 'reconnecting');
    await round.element.stop();
  },
  'a closed line that nothing mends': async (round) => {
    await start(round);
    await round.stage.twin.close(1011, 'You exceeded your current quota.');
    await ended(round);
  },
  'the plug is pulled': async (round) => {
    await start(round);
    round.stage.microphone.unplug();
    await round.element.stop();
  },
  'muted, then removed': async (round) => {
    await start(round);
    round.element.muted = true;
    round.element.remove();
    await ended(round);
  },
  'removed in mid-answer': async (round) => {
    await start(round);
    round.element.sendText('One.');
    await round.stage.until(() => round.element.state === 'speaking');
    round.element.remove();
    await ended(round);
  },
};

/** The page's own handlers throw: that is the page's error, and the conversation's business goes on. */
const throwing = (element: GeminiLiveElement, signal: AbortSignal): void => {
  for (const name of ['statechange', 'transcript', 'error', 'warning', 'reconnect'])
    element.addEventListener(
      `gemini-live-${name}`,
      () => {
        throw new Error('thrown by the page');
      },
      { signal },
    );
};

describe('after every end, however it comes', () => {
  it('nothing is left: no context, track, Worker, socket, screen lock, timer, listener, node, or element out of the page', async () => {
    const rounds = (await soakSettings()).SOAK_ROUNDS || ROUNDS;
    const stage = await Stage.open({ twin: { setupDelayMs: 5 } });
    const belongings = new Belongings();
    const random = seeded(1);
    const names = Object.keys(WAYS);
    const heaps: number[] = [];
    const before = { window: 0, others: 0 };
    const failed: string[] = [];
    // Mocha takes what a handler throws for a failure of the test.
    const { onerror } = globalThis;
    globalThis.onerror = (message) => typeof message === 'string' && message.includes('thrown by the page');
    try {
      for (let number = 0; number < rounds; number += 1) {
        const name = names[number % names.length]!;
        const gone = new AbortController();
        await (async () => {
          const element = stage.stand(
            '<gemini-live visualizer="none"></gemini-live>',
            random() < 0.5 ? 'auto' : 'inline',
          );
          belongings.note(element);
          if (random() < 0.5) throwing(element, gone.signal);
          await WAYS[name]!({ stage, element });
          await element.stop();
          element.remove();
        })();
        gone.abort();
        await stage.census.workersEnded();
        const held = await stage.census.held();
        if (JSON.stringify(held) !== JSON.stringify(NOTHING_HELD))
          failed.push(`${name} (round ${number}): ${JSON.stringify(held)}`);
        stage.forget();
        belongings.forget();
        // What loads once is here after each way has been gone once.
        if (number === names.length - 1) {
          before.window = stage.census.listeners;
          before.others = belongings.listeners;
        }
        if (number >= names.length - 1 && (number + 1) % names.length === 0) heaps.push(await heapInUse());
      }
      expect(failed).to.deep.equal([]);
      expect(stage.census.listeners, 'listeners on the window').to.equal(before.window);
      expect(belongings.listeners, 'listeners on document and devices').to.equal(before.others);
      const [first = 0] = heaps;
      const last = heaps.at(-1) ?? 0;
      if (first > 0) {
        console.log(
          `${rounds} rounds, ${((last - first) / rounds / 1024).toFixed(1)} KiB a round, ${belongings.nodes} nodes and ${belongings.detached} elements left`,
        );
        // The last round's may still be on the stack.
        expect(belongings.detached, 'elements').to.be.lessThan(4);
        expect(belongings.nodes, 'audio nodes').to.be.lessThan(12);
        expect((last - first) / rounds, 'bytes a round').to.be.lessThan(GROWTH);
      }
      const others = stage.exceptions.filter((one) => !String(one).includes('thrown by the page'));
      expect(others).to.deep.equal([]);
    } finally {
      stage.exceptions.length = 0;
      globalThis.onerror = onerror;
      belongings.close();
      await stage.close();
    }
  }).timeout(0);
});
