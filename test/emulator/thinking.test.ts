import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer, type AnswerStep, type Turn } from '../../src/emulator/index.ts';
import { connect, passTime, shape, tone, withTwin, type Client, type ServerMessage } from './client.ts';

const NATIVE_25 = 'models/gemini-2.5-flash-native-audio-latest';
const EXTENDED = 'models/gemini-3.8-live-extended-thinking';
const LA: AnswerStep = { kind: 'tone', hz: 300, seconds: 0.1 };
const steps = (...all: readonly AnswerStep[]): Answer => ({
  kind: 'steps',
  steps: all,
  turnComplete: 'at-once',
});
const ask = (client: Client): Promise<ServerMessage> => {
  client.send({ realtimeInput: { text: 'hi' } });
  return client.turnComplete();
};
const thoughts = (client: Client): string[] =>
  client.messages.flatMap(({ serverContent }) =>
    (serverContent?.modelTurn?.parts ?? []).flatMap(({ thought, text }) => (thought && text ? [text] : [])),
  );
const thinking = (thinkingConfig: object): object => ({ generationConfig: { thinkingConfig } });

describe('thoughts', () => {
  const cases: readonly [name: string, setup: object, shown: boolean][] = [
    ['unasked on 2.5 native audio', { model: NATIVE_25 }, true],
    ['not where thinking is off', { model: NATIVE_25, ...thinking({ thinkingBudget: 0 }) }, false],
    ['not where they are refused', { model: NATIVE_25, ...thinking({ includeThoughts: false }) }, false],
    ['not on 3.1', { model: 'models/gemini-3.1-flash-live-preview' }, false],
    [
      'on 3.1 when asked for',
      { model: 'models/gemini-3.1-flash-live-preview', ...thinking({ includeThoughts: true }) },
      true,
    ],
  ];
  for (const [name, setup, shown] of cases) {
    it(`are sent ${name}: of the twin's own, or the script's`, () =>
      withTwin(
        {
          script: {
            answers: [{ ...LA, turnComplete: 'at-once' }, steps({ kind: 'think', text: 'Hm.' }, LA)],
          },
        },
        async (twin) => {
          const client = await connect(twin, setup);
          await ask(client);
          assert.equal(thoughts(client).length, shown ? 1 : 0);
          assert.ok(thoughts(client).every((text) => /^\*\*.+\*\*\n\n.+\n\n\n$/.test(text)));
          const { usageMetadata } = await ask(client);
          assert.deepEqual(thoughts(client).slice(1), shown ? ['Hm.'] : []);
          // Those that come unasked are counted as text of the answer (BEHAVIOURS.thoughtTokens).
          assert.equal(usageMetadata?.thoughtsTokenCount, name.startsWith('unasked') ? undefined : 1);
        },
      ));
  }

  it('cost what the script says, apart from the answer', () =>
    withTwin({ script: { answers: [steps({ kind: 'think', tokens: 300 }, LA)] } }, async (twin) => {
      const client = await connect(twin);
      const { usageMetadata } = await ask(client);
      assert.deepEqual(
        [
          usageMetadata?.responseTokenCount,
          usageMetadata?.thoughtsTokenCount,
          usageMetadata?.totalTokenCount,
        ],
        [3, 300, 304],
      );
      assert.deepEqual(thoughts(client), []);
    }));

  it('take their time', () => {
    const clock = new ManualClock();
    return withTwin(
      { clock, script: { answers: [steps({ kind: 'think', ms: 3_000 }, LA)] } },
      async (twin) => {
        const client = await connect(twin, {}, undefined, clock);
        const began = clock.now();
        await passTime(clock, ask(client));
        assert.ok(clock.now() - began >= 3_000);
      },
    );
  });
});

describe('extended thinking', () => {
  it('says something first: a turn that is complete while the interaction goes on', () =>
    withTwin(
      { script: { answers: [steps({ kind: 'think', text: 'Hm.' }, { kind: 'say', text: 'So.' })] } },
      async (twin) => {
        const client = await connect(twin, { model: EXTENDED, outputAudioTranscription: {} });
        const { serverContent } = await ask(client);
        assert.equal(serverContent?.interactionStatus, 'IN_PROGRESS');
        assert.equal(client.text('outputTranscription'), 'Let me think about that.');
        assert.equal((await client.turnComplete()).serverContent?.interactionStatus, 'IDLE');
        assert.equal(client.text('outputTranscription'), 'Let me think about that.So.');
      },
    ));

  it('has as many turns as the script completes, each with its own count', () =>
    withTwin(
      {
        script: {
          answers: [steps(LA, { kind: 'complete' }, LA, { kind: 'complete' }, { kind: 'pause', ms: 5 }, LA)],
        },
      },
      async (twin) => {
        const client = await connect(twin, { model: EXTENDED });
        const ends = [await ask(client), await client.turnComplete(), await client.turnComplete()];
        assert.deepEqual(
          ends.map(({ serverContent, usageMetadata }) => [
            serverContent?.interactionStatus,
            usageMetadata?.responseTokenCount,
          ]),
          [
            ['IN_PROGRESS', 3],
            ['IN_PROGRESS', 3],
            ['IDLE', 3],
          ],
        );
      },
    ));

  it('says nothing of a status elsewhere', () =>
    withTwin({ script: { answers: [steps(LA)] } }, async (twin) => {
      const client = await connect(twin);
      assert.equal((await ask(client)).serverContent?.interactionStatus, undefined);
    }));
});

describe('a proactive model', () => {
  for (const [end, shapes] of [
    ['waiting-for-input', ['serverContent.waitingForInput']],
    ['turn-complete', ['serverContent.turnComplete.usageMetadata']],
    ['nothing', []],
    ['interrupted', ['serverContent.interrupted']],
  ] as const) {
    it(`may say nothing: ${end}`, () => {
      const clock = new ManualClock();
      return withTwin({ clock, script: { answers: [{ kind: 'none', end }, LA] } }, async (twin) => {
        const client = await connect(twin, {}, undefined, clock);
        const turn = async (): Promise<string[]> => {
          const before = client.messages.length;
          client.send({ realtimeInput: { text: 'hi' } });
          await client.answered();
          clock.advance(500);
          await client.answered();
          return client.messages.slice(before).map(shape);
        };
        assert.deepEqual(await turn(), shapes);
        assert.equal((await turn()).at(-1), 'serverContent.turnComplete.usageMetadata');
      });
    });
  }

  it('lets a script decide by what was said whether it is asked at all', () => {
    const turns: Turn[] = [];
    const script = (turn: Turn): Answer => {
      turns.push(turn);
      return turn.proactive && turn.seconds < 1
        ? { kind: 'none', end: 'waiting-for-input' }
        : { ...LA, turnComplete: 'at-once' };
    };
    return withTwin({ script }, async (twin) => {
      for (const [setup, proactive] of [
        [{}, true],
        [{ model: NATIVE_25 }, false],
        [{ model: NATIVE_25, proactivity: { proactiveAudio: true } }, true],
      ] as const) {
        const client = await connect(twin, setup);
        client.speak(Int16Array.from([...tone(0.5), ...new Int16Array(16_000)]));
        await client.next(({ serverContent }) =>
          proactive ? serverContent?.waitingForInput === true : serverContent?.turnComplete === true,
        );
      }
      assert.deepEqual(
        turns.map((turn) => turn.proactive),
        [true, false, true],
      );
    });
  });

  it('gives the reason why a turn is complete', () =>
    withTwin(
      {
        script: {
          answers: [
            { kind: 'none', reason: 'PROHIBITED_INPUT_CONTENT' },
            { ...LA, turnComplete: 'at-once', reason: 'GENERATED_AUDIO_SAFETY' },
            { kind: 'none', reason: 'MALFORMED_FUNCTION_CALL' },
          ],
        },
      },
      async (twin) => {
        const client = await connect(twin);
        const reasons = [await ask(client), await ask(client), await ask(client)].map(
          ({ serverContent }) => serverContent?.turnCompleteReason,
        );
        assert.deepEqual(reasons, [
          'PROHIBITED_INPUT_CONTENT',
          'GENERATED_AUDIO_SAFETY',
          'MALFORMED_FUNCTION_CALL',
        ]);
      },
    ));
});
