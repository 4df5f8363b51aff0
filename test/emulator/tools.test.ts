import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer, type CallStep, type Turn } from '../../src/emulator/index.ts';
import {
  Client,
  connect,
  join,
  passTime,
  shape,
  silence,
  tone,
  withTwin,
  type ServerMessage,
} from './client.ts';

const SPEECH = join(silence(0.2), tone(0.5), silence(1));
const SPOKEN = { outputAudioTranscription: {} };
const NATIVE_25 = 'models/gemini-2.5-flash-native-audio-latest';

const declared = (...functions: readonly (string | [name: string, behavior: string])[]): object => ({
  ...SPOKEN,
  tools: [
    {
      functionDeclarations: functions.map((one) =>
        typeof one === 'string' ? { name: one } : { name: one[0], behavior: one[1] },
      ),
    },
  ],
});

const call = (more: Partial<CallStep> = {}): CallStep => ({ kind: 'call', calls: [{ name: 'f' }], ...more });
const say = (text: string): { readonly kind: 'say'; readonly text: string } => ({ kind: 'say', text });

const ask = (client: Client, text = 'go'): void => client.send({ realtimeInput: { text } });
const calls = async (client: Client): Promise<readonly { readonly id: string; readonly name: string }[]> => {
  const { toolCall } = await client.next((message) => message.toolCall !== undefined);
  return toolCall?.functionCalls ?? [];
};
const respond = (client: Client, id: string | undefined, more: object = {}): void =>
  client.send({
    toolResponse: { functionResponses: [{ id, name: 'f', response: { output: 1 }, ...more }] },
  });
const interrupted = (client: Client): Promise<ServerMessage> =>
  client.next(({ serverContent }) => serverContent?.interrupted === true);
const firstAudio = (client: Client): Promise<ServerMessage> =>
  client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
const said = (client: Client): string => client.text('outputTranscription');

/** Answers the first turn, and notes what the later ones are. */
const noting = (first: Answer): { readonly turns: Turn[]; readonly script: (turn: Turn) => Answer } => {
  const turns: Turn[] = [];
  return {
    turns,
    script: (turn) => {
      turns.push(turn);
      if (turns.length === 1) return first;
      return turn.kind === 'tool' ? say('The result.') : { kind: 'none' };
    },
  };
};

describe('a BLOCKING call', () => {
  it('holds the turn until the response: nothing is complete between call and answer', () => {
    const next: Answer = { kind: 'tone', hz: 300, seconds: 0.2, spoken: 'It rains.' };
    return withTwin({ script: { answers: [call({ next })] } }, async (twin) => {
      const client = await connect(twin, { ...declared('f'), model: NATIVE_25 });
      ask(client);
      const [one] = await calls(client);
      await client.answered();
      assert.deepEqual(client.messages.slice(1).map(shape), ['toolCall']);
      respond(client, one?.id);
      await client.turnComplete();
      assert.deepEqual(client.messages.slice(2).map(shape), [
        'serverContent.modelTurn', // a thought
        'serverContent.outputTranscription',
        'serverContent.modelTurn',
        'serverContent.generationComplete',
        'serverContent.turnComplete.usageMetadata',
      ]);
    });
  });

  it('comes amid an answer: what is said before it and after it is one turn, with one count', () => {
    const steps = [say('One moment.'), call(), say('It rains.')];
    return withTwin({ script: { answers: [{ kind: 'steps', steps }] } }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING']));
      ask(client);
      const [one] = await calls(client);
      const before = client.audio().length;
      assert.equal(said(client), 'One moment.');
      respond(client, one?.id);
      const { usageMetadata } = await client.turnComplete();
      assert.equal(said(client), 'One moment. It rains.');
      assert.ok(before > 0 && client.audio().length > before);
      assert.equal(usageMetadata?.responseTokenCount, Math.round((client.audio().length / 24_000) * 25));
      assert.equal(client.messages.filter(({ serverContent }) => serverContent?.turnComplete).length, 1);
    });
  });

  it('waits for all of several calls, and for the last response to each', () => {
    const { turns, script } = noting(call({ calls: [{ name: 'f' }, { name: 'g' }] }));
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING'], ['g', 'BLOCKING']));
      ask(client);
      const [f, g] = await calls(client);
      respond(client, f?.id, { willContinue: true, response: { part: 1 } });
      respond(client, g?.id);
      await client.answered();
      assert.equal(turns.length, 1);
      respond(client, f?.id, { response: { part: 2 } });
      await client.turnComplete();
      assert.deepEqual(
        turns[1]?.responses.map(({ id, response }) => [id, response]),
        [
          [f?.id, { part: 1 }],
          [g?.id, { output: 1 }],
          [f?.id, { part: 2 }],
        ],
      );
    });
  });

  it('is waited for when nobody declared the function', () =>
    withTwin(
      { script: { answers: [call({ calls: [{ name: 'invented' }], next: say('Oh.') })] } },
      async (twin) => {
        const client = await connect(twin, declared('f'));
        ask(client);
        const [one] = await calls(client);
        assert.equal(one?.name, 'invented');
        respond(client, one?.id, { response: { error: 'unknown function' } });
        await client.turnComplete();
        assert.equal(said(client), 'Oh.');
      },
    ));

  it('is answered by default when the script has nothing more', () =>
    withTwin({ script: { answers: [call()] } }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING']));
      ask(client);
      const [one] = await calls(client);
      respond(client, one?.id);
      await client.turnComplete();
      assert.equal(said(client), 'The function f has answered.');
    }));

  for (const [name, options, step, closes] of [
    ['as a rule', {}, call(), false],
    ['with strictCalls', { strictCalls: true }, call(), true],
    ['with a strict call', {}, call({ strict: true }), true],
    ['with a call that is not strict', { strictCalls: true }, call({ strict: false }), false],
  ] as const) {
    it(`${closes ? 'ends with 1008 for' : 'tolerates'} realtime input ${name}`, () =>
      withTwin({ ...options, script: { answers: [step] } }, async (twin) => {
        const client = await connect(twin, { ...declared('f'), model: NATIVE_25 });
        client.speak(silence(0.1)); // before the call: never an offence
        ask(client);
        await calls(client);
        client.speak(silence(0.02));
        if (closes) {
          assert.deepEqual(await client.closed, { code: 1008, reason: 'The operation was aborted.' });
        } else {
          await client.answered();
        }
      }));
  }

  it('is cancelled on 3.8 when the visitor speaks', () =>
    withTwin({ script: { answers: [call(), { kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin, declared(['f', 'BLOCKING']));
      ask(client);
      const [one] = await calls(client);
      client.speak(SPEECH);
      const { toolCallCancellation } = await client.next(
        (message) => message.toolCallCancellation !== undefined,
      );
      assert.deepEqual(toolCallCancellation?.ids, [one?.id]);
      await client.turnComplete();
      await client.turnComplete();
      respond(client, one?.id);
      assert.deepEqual(await client.closed, { code: 1008, reason: 'Requested entity was not found.' });
    }));
});

describe('a NON_BLOCKING call', () => {
  const SETUP = declared('f'); // 3.8 takes it as NON_BLOCKING

  it('lets the turn go on: what follows is said, and the turn is complete before the response', () => {
    const { script } = noting({ kind: 'steps', steps: [call(), say('I am looking.')] });
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      await client.turnComplete();
      assert.equal(said(client), 'I am looking.');
      respond(client, one?.id);
      await client.turnComplete();
      assert.equal(said(client), 'I am looking.The result.');
    });
  });

  for (const [name, step, words] of [
    ['a sentence of its own', call(), 'One moment, please.'],
    ["the script's filler", call({ filler: 'Hm.' }), 'Hm.'],
    ['nothing', call({ filler: '' }), ''],
  ] as const) {
    it(`says ${name} meanwhile`, () =>
      withTwin({ script: { answers: [step] } }, async (twin) => {
        const client = await connect(twin, SETUP);
        ask(client);
        await client.turnComplete();
        assert.equal(said(client), words);
      }));
  }

  it('is the default of 3.8, not of 2.5, and as declared on both', async () => {
    for (const [model, behavior, goesOn] of [
      ['models/gemini-3.8-live', undefined, true],
      ['models/gemini-3.8-live', 'BLOCKING', false],
      ['models/gemini-3.8-live-extended-thinking', undefined, true],
      [NATIVE_25, undefined, false],
      [NATIVE_25, 'NON_BLOCKING', true],
      ['models/gemini-3.1-flash-live-preview', undefined, false],
    ] as const) {
      await withTwin({ script: { answers: [call({ filler: '' })] } }, async (twin) => {
        const tools = declared(behavior ? ['f', behavior] : 'f');
        const client = await connect(twin, { ...tools, model });
        ask(client);
        await calls(client);
        await client.answered();
        const complete = client.messages.some(({ serverContent }) => serverContent?.turnComplete === true);
        assert.equal(complete, goesOn, `${model} ${behavior ?? 'by default'}`);
      });
    }
  });

  it('SILENT: nothing is said, and the next turn knows it', () => {
    const { turns, script } = noting(call({ filler: '' }));
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      respond(client, one?.id, { scheduling: 'SILENT' });
      await client.answered();
      assert.equal(turns.length, 1);
      ask(client, 'next');
      await client.turnComplete();
      await client.turnComplete();
      assert.deepEqual([turns[1]?.kind, turns[1]?.responses[0]?.id], ['text', one?.id]);
      ask(client, 'last');
      await client.turnComplete();
      assert.deepEqual(turns[2]?.responses, []);
    });
  });

  for (const scheduling of [undefined, 'WHEN_IDLE'] as const) {
    it(`${scheduling ?? 'without scheduling'}: waits for the end of the turn`, () => {
      const clock = new ManualClock();
      const { turns, script } = noting({
        kind: 'steps',
        steps: [call(), { kind: 'tone', hz: 300, seconds: 2 }],
      });
      return withTwin({ clock, pace: 3, script }, async (twin) => {
        const client = await connect(twin, SETUP, undefined, clock);
        ask(client);
        const [one] = await passTime(clock, calls(client));
        await passTime(clock, firstAudio(client));
        respond(client, one?.id, scheduling ? { scheduling } : {});
        await passTime(clock, client.turnComplete());
        assert.equal(turns.length, 2); // asked for right after the completion
        await passTime(clock, client.turnComplete());
        assert.equal(said(client), 'The result.');
        assert.ok(client.messages.every(({ serverContent }) => serverContent?.interrupted === undefined));
      });
    });
  }

  it('INTERRUPT: interrupts what is said, then speaks of it', () => {
    const { script } = noting({ kind: 'steps', steps: [call(), { kind: 'tone', hz: 300, seconds: 60 }] });
    return withTwin({ pace: 3, script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      await firstAudio(client);
      respond(client, one?.id, { scheduling: 'INTERRUPT' });
      await interrupted(client);
      await client.turnComplete();
      await client.next(({ serverContent }) => serverContent?.generationComplete === true);
      assert.equal(said(client), 'The result.');
    });
  });

  for (const [model, waits] of [
    ['models/gemini-3.8-live', true],
    [NATIVE_25, false],
  ] as const) {
    it(`INTERRUPT ${waits ? 'waits' : 'does not wait'} while the visitor speaks on ${model}`, () => {
      const { turns, script } = noting(call({ filler: '' }));
      return withTwin({ script }, async (twin) => {
        const client = await connect(twin, { ...declared(['f', 'NON_BLOCKING']), model });
        ask(client);
        const [one] = await calls(client);
        await client.turnComplete();
        client.speak(join(silence(0.2), tone(0.5)));
        respond(client, one?.id, { scheduling: 'INTERRUPT' });
        await client.answered();
        client.speak(silence(1));
        await client.turnComplete();
        await client.turnComplete();
        assert.deepEqual(
          turns.map(({ kind }) => kind),
          waits ? ['text', 'speech', 'tool'] : ['text', 'tool', 'speech'],
        );
      });
    });
  }

  it('survives a barge-in, unless the script has it cancelled', async () => {
    for (const cancelledByBargeIn of [false, true]) {
      const { script } = noting({
        kind: 'steps',
        steps: [call({ cancelledByBargeIn }), { kind: 'tone', hz: 300, seconds: 60 }],
      });
      await withTwin({ pace: 3, script }, async (twin) => {
        const client = await connect(twin, SETUP);
        ask(client);
        const [one] = await calls(client);
        await firstAudio(client);
        client.speak(SPEECH);
        await interrupted(client);
        await client.turnComplete();
        await client.turnComplete();
        respond(client, one?.id);
        if (cancelledByBargeIn) return assert.equal((await client.closed).code, 1008);
        await client.next(({ serverContent }) => serverContent?.generationComplete === true);
        assert.equal(said(client), 'The result.');
        return undefined;
      });
    }
  });

  it('takes several responses to one id until willContinue is gone', () => {
    const { turns, script } = noting(call({ filler: '' }));
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, SETUP);
      ask(client);
      const [one] = await calls(client);
      await client.turnComplete();
      for (const part of [1, 2, 3]) {
        respond(client, one?.id, { willContinue: part < 3, response: { part } });
        await client.turnComplete();
      }
      assert.deepEqual(
        turns.slice(1).map(({ responses }) => responses[0]?.response),
        [{ part: 1 }, { part: 2 }, { part: 3 }],
      );
      respond(client, one?.id);
      assert.equal((await client.closed).code, 1008);
    });
  });

  it('has its `next` said once, after the last of several calls', () =>
    withTwin(
      {
        script: {
          answers: [call({ calls: [{ name: 'f' }, { name: 'f' }], filler: '', next: say('Both.') })],
        },
      },
      async (twin) => {
        const client = await connect(twin, SETUP);
        ask(client);
        const [first, second] = await calls(client);
        await client.turnComplete();
        respond(client, first?.id);
        respond(client, second?.id);
        await client.turnComplete();
        assert.equal(said(client), 'Both.');
      },
    ));

  it('of extended thinking says that the interaction goes on, in both places, and when it is over', () => {
    const { script } = noting(call());
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, { ...SETUP, model: 'models/gemini-3.8-live-extended-thinking' });
      ask(client);
      const message = await client.next(({ toolCall }) => toolCall !== undefined);
      assert.equal(message.interactionStatus, 'IN_PROGRESS');
      assert.equal((await client.turnComplete()).serverContent?.interactionStatus, 'IN_PROGRESS');
      respond(client, message.toolCall?.functionCalls[0]?.id);
      assert.equal((await client.turnComplete()).serverContent?.interactionStatus, 'IDLE');
    });
  });
});

describe('calls and their ids', () => {
  for (const [model, form] of [
    ['models/gemini-3.8-live', /^fc_\d{19}$/],
    ['models/gemini-3.1-flash-live-preview', /^fc_\d{19}$/],
    [NATIVE_25, /^function-call-\d{19}$/],
  ] as const) {
    it(`look like ${form} on ${model}`, () =>
      withTwin({ script: { answers: [call()] } }, async (twin) => {
        const client = await connect(twin, { ...declared('f'), model });
        ask(client);
        assert.match((await calls(client))[0]?.id ?? '', form);
      }));
  }

  it('are shown as code before they are made by text models of 2.x', () =>
    withTwin(
      {
        script: { answers: [call({ calls: [{ name: 'f', args: { city: 'Oslo', days: 2, wind: true } }] })] },
      },
      async (twin) => {
        const client = await connect(twin, {
          ...declared('f'),
          model: 'models/gemini-live-2.5-flash-preview',
          generationConfig: { responseModalities: ['TEXT'] },
        });
        ask(client);
        const { serverContent } = await firstAudio(client);
        assert.deepEqual(serverContent?.modelTurn?.parts, [
          {
            executableCode: {
              language: 'PYTHON',
              code: 'print(default_api.f(city="Oslo", days=2, wind=True))',
            },
          },
        ]);
        await calls(client);
      },
    ));

  it('end their own turn on Vertex AI, with uuids; a response needs no id there', () => {
    const model = 'projects/p/locations/us-central1/publishers/google/models/gemini-live-2.5-flash';
    const path = '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent';
    return withTwin({ script: { answers: [call({ next: say('It rains.') })] } }, async (twin) => {
      const client = new Client(twin.url.replace('http', 'ws') + path, { authorization: 'Bearer t' });
      await client.opened;
      client.send({ setup: { ...declared('f'), model } });
      await client.next(({ setupComplete }) => setupComplete !== undefined);
      client.send({
        clientContent: { turns: [{ role: 'user', parts: [{ text: 'go' }] }], turnComplete: true },
      });
      const [one] = await calls(client);
      assert.match(one?.id ?? '', /^[0-9a-f-]{36}$/);
      await client.turnComplete();
      respond(client, undefined);
      await client.turnComplete();
      assert.equal(said(client), 'It rains.');
      const completions = client.messages.map(shape).filter((name) => name.includes('turnComplete'));
      assert.equal(completions.length, 2);
    });
  });
});
