import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Delivery } from '../../src/emulator/index.ts';
import { connect, join, silence, tone, withTwin, Client, type ServerMessage } from './client.ts';

const BOTH = { inputAudioTranscription: {}, outputAudioTranscription: {} };
const SPEECH = join(silence(0.2), tone(0.5), silence(1));
const WORDS = { heard: [' a', ' b', ' c'], spoken: ['x', ' y', ' z'] };

/** One letter a message: h for what was heard, s for what is said, A for audio, G and T for the two completions. */
const letters = (client: Client): string =>
  client.messages
    .flatMap(({ serverContent = {} }) => [
      'inputTranscription' in serverContent ? 'h' : '',
      'outputTranscription' in serverContent ? 's' : '',
      'modelTurn' in serverContent ? 'A' : '',
      'generationComplete' in serverContent ? 'G' : '',
      'turnComplete' in serverContent ? 'T' : '',
    ])
    .join('');

/** A spoken turn, and its answer of five chunks. */
const converse = async (delivery: Delivery, setup: object = BOTH, seen = 3): Promise<Client> => {
  const answers: Answer[] = [
    {
      kind: 'tone',
      hz: 440,
      seconds: 1,
      chunkBytes: [9_600],
      turnComplete: 'at-once',
      bundle: 'separate',
      ...WORDS,
      ...delivery,
    },
  ];
  const found: Client[] = [];
  await withTwin({ script: { answers } }, async (twin) => {
    const client = await connect(twin, setup);
    found.push(client);
    client.speak(SPEECH);
    await client.turnComplete();
    const whole = (of: 'inputTranscription' | 'outputTranscription'): boolean =>
      client.messages.filter(({ serverContent }) => serverContent?.[of]?.text !== undefined).length >= seen;
    while (!(whole('inputTranscription') && whole('outputTranscription'))) {
      await client.next(() => true);
    }
  });
  const [client] = found;
  assert.ok(client);
  return client;
};

describe('transcripts', () => {
  const orders: readonly [name: string, delivery: Delivery, expected: string][] = [
    ['before the answer and along with it', {}, 'hhhsAsAAsAAGT'],
    ['of what was heard between the chunks', { heardWhen: 'interleaved' }, 'sAhsAhAhsAAGT'],
    ['of what was heard after the first chunk', { heardWhen: 'after-first-audio' }, 'sAhhhsAAsAAGT'],
    ['of the answer before its audio', { spokenWhen: 'before' }, 'hhhsssAAAAAGT'],
    ['of the answer after its audio', { spokenWhen: 'after' }, 'hhhAAAAAsssGT'],
    ['of both after the turn', { heardWhen: 'after-turn', spokenWhen: 'after-turn' }, 'AAAAAGTssshhh'],
  ];
  for (const [name, delivery, expected] of orders) {
    it(`come ${name}`, async () => {
      const client = await converse(delivery);
      assert.equal(letters(client), expected);
      assert.equal(client.text('inputTranscription'), ' a b c');
      assert.equal(client.text('outputTranscription'), 'x y z');
    });
  }

  it('fall anywhere with a shuffle: each in its own order, the same for the same seed', async () => {
    const seen = new Set<string>();
    for (const shuffle of [1, 2, 3, 4, 1]) {
      const client = await converse({ shuffle });
      const order = letters(client);
      seen.add(order);
      assert.equal(Array.from(order).sort().join(''), 'AAAAAGThhhsss');
      assert.ok(order.endsWith('GT'));
      assert.equal(client.text('inputTranscription'), ' a b c');
      assert.equal(client.text('outputTranscription'), 'x y z');
    }
    assert.equal(seen.size, 4);
  });

  it('have deltas without text beside them when the script says so', async () => {
    const client = await converse({ emptyDeltas: true });
    const empty = client.messages.filter(
      ({ serverContent }) =>
        serverContent?.outputTranscription && !('text' in serverContent.outputTranscription),
    );
    assert.equal(empty.length, 3);
  });

  it('tell language, speaker and times of the words to who asked for them', async () => {
    const wish = { languageCodes: ['pt-BR'], wordTimestamp: true, diarization: true };
    const client = await converse(
      { heard: [' bom dia'], spoken: ['uma palavra'], heardSpeaker: 'spk_2', chunkBytes: [48_000] },
      { inputAudioTranscription: wish, outputAudioTranscription: wish },
      1,
    );
    const find = (of: 'inputTranscription' | 'outputTranscription'): object | undefined =>
      client.messages.find(({ serverContent }) => serverContent?.[of])?.serverContent?.[of];
    assert.deepEqual(find('inputTranscription'), {
      text: ' bom dia',
      languageCode: 'pt-BR',
      speakerLabel: 'spk_2',
      words: [
        { word: 'bom', startOffset: '0.180s', endOffset: '0.440s' },
        { word: 'dia', startOffset: '0.440s', endOffset: '0.700s' },
      ],
      startOffset: '0.180s',
      endOffset: '0.700s',
    });
    assert.deepEqual(find('outputTranscription'), {
      text: 'uma palavra',
      languageCode: 'pt-BR',
      speakerLabel: 'spk_1',
      words: [
        { word: 'uma', startOffset: '0s', endOffset: '0.500s' },
        { word: 'palavra', startOffset: '0.500s', endOffset: '1s' },
      ],
      startOffset: '0s',
      endOffset: '1s',
    });
  });

  it('have neither times nor speakers in mode SMART', async () => {
    const wish = { mode: 'SMART', wordTimestamp: true, diarization: true };
    const client = await converse({ heardLanguage: 'fr-FR' }, { ...BOTH, inputAudioTranscription: wish });
    const first = client.messages.find(({ serverContent }) => serverContent?.inputTranscription);
    assert.deepEqual(first?.serverContent?.inputTranscription, { text: ' a', languageCode: 'fr-FR' });
  });
});

describe('a transcript that was to come later', () => {
  const heard = ({ serverContent }: ServerMessage): boolean =>
    serverContent?.inputTranscription?.text === ' hm';
  const later: Delivery = { heard: 'hm', heardWhen: 'after-turn' };

  it('comes all the same when a barge-in cuts the turn short', () =>
    withTwin(
      { pace: 3, script: { answers: [{ kind: 'tone', hz: 300, seconds: 60, ...later }, { kind: 'none' }] } },
      async (twin) => {
        const client = await connect(twin, BOTH);
        client.speak(SPEECH);
        await client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
        client.speak(SPEECH);
        await client.turnComplete();
        await client.next(heard);
      },
    ));

  it('comes all the same when what is typed cuts the answer short before it began', () =>
    withTwin(
      { script: { answers: [{ kind: 'tone', hz: 300, seconds: 60, heard: 'hm' }, { kind: 'none' }] } },
      async (twin) => {
        const client = await connect(twin, BOTH);
        client.speak(SPEECH);
        client.send({ realtimeInput: { text: 'wait' } });
        await client.next(heard);
        assert.equal(client.audio().length, 0);
      },
    ));

  it('comes before the model waits for a function', () =>
    withTwin({ script: { answers: [{ kind: 'call', calls: [{ name: 'f' }], ...later }] } }, async (twin) => {
      const client = await connect(twin, BOTH);
      client.speak(SPEECH);
      await client.next(({ toolCall }) => toolCall !== undefined);
      await client.next(heard);
    }));
});

describe('marks of activity', () => {
  const signals = (client: Client): object[] =>
    client.messages.filter(
      (message: ServerMessage) => message.voiceActivity ?? message.voiceActivityDetectionSignal,
    );

  it('come on Vertex AI with explicitVadSignal, their offsets in received samples', () =>
    withTwin({ script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const path = '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent';
      const model = 'projects/p/locations/us-central1/publishers/google/models/gemini-live-2.5-flash';
      const client = new Client(twin.url.replace('http', 'ws') + path, { authorization: 'Bearer t' });
      await client.opened;
      client.send({ setup: { model, explicitVadSignal: true } });
      await client.next(({ setupComplete }) => setupComplete !== undefined);
      client.speak(SPEECH);
      await client.turnComplete();
      assert.deepEqual(signals(client), [
        { voiceActivityDetectionSignal: { vadSignalType: 'VAD_SIGNAL_TYPE_SOS' } },
        { voiceActivity: { type: 'ACTIVITY_START', audioOffset: '0.200s' } },
        { voiceActivityDetectionSignal: { vadSignalType: 'VAD_SIGNAL_TYPE_EOS' } },
        { voiceActivity: { type: 'ACTIVITY_END', audioOffset: '0.700s' } },
      ]);
    }));

  it('do not come unasked', () =>
    withTwin({ script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin);
      client.speak(SPEECH);
      await client.turnComplete();
      assert.deepEqual(signals(client), []);
    }));
});
