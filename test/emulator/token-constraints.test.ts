import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Turn } from '../../src/emulator/index.ts';
import { TokenStore } from '../../src/emulator/access/tokens.ts';
import { connect, tokenUrl, withTwin } from './client.ts';
import { mint } from './minting.ts';

const MODEL = 'models/gemini-3.8-live';

describe('the constraints of a token', () => {
  const instructionOf = async (body: object, setup: object): Promise<Partial<Turn>> => {
    let seen: Partial<Turn> = {};
    const script = (turn: Turn): { kind: 'none' } => {
      seen = turn;
      return { kind: 'none' };
    };
    await withTwin({ script }, async (twin) => {
      const client = await connect(twin, setup, tokenUrl(twin, await mint(twin, body)));
      client.send({ realtimeInput: { text: 'hi' } });
      await client.turnComplete();
    });
    return seen;
  };
  const instruction = (text: string): object => ({
    systemInstruction: { parts: [{ text }], role: 'user' },
  });
  const MINE = { model: 'models/gemini-3.1-flash-live-preview', ...instruction('mine') };
  const THEIRS = { model: MODEL, ...instruction('theirs') };

  it('without a mask are the whole setup', async () => {
    const { systemInstruction, model } = await instructionOf(
      { bidiGenerateContentSetup: { model: MODEL } },
      MINE,
    );
    assert.deepEqual([systemInstruction, model], ['', 'gemini-3.8-live']);
  });

  it('with a mask are the masked fields only', async () => {
    const body = { bidiGenerateContentSetup: { model: MODEL }, fieldMask: 'model' };
    const { systemInstruction, model } = await instructionOf(body, MINE);
    assert.deepEqual([systemInstruction, model], ['mine', 'gemini-3.8-live']);
  });

  it('lock a masked field that is not set to its default', async () => {
    const body = { bidiGenerateContentSetup: { model: MODEL }, fieldMask: 'model,systemInstruction' };
    assert.equal((await instructionOf(body, MINE)).systemInstruction, '');
  });

  it('come as liveConnectConstraints too, with paths in snake_case', async () => {
    const config = { ...instruction('theirs'), responseModalities: ['AUDIO'] };
    const fieldMask =
      'model,system_instruction.parts,system_instruction.role,generation_config.response_modalities';
    const body = { liveConnectConstraints: { model: 'gemini-3.8-live', config }, fieldMask };
    const { systemInstruction, model } = await instructionOf(body, MINE);
    assert.deepEqual([systemInstruction, model], ['theirs', 'gemini-3.8-live']);
  });

  /** What a token leaves of a client's setup. */
  const left = (
    body: { readonly setup?: object; readonly fieldMask?: readonly string[] },
    setup: object,
  ): object => {
    const store = new TokenStore(new ManualClock());
    return store.constrain(store.mint(body), setup);
  };
  const asked = {
    model: 'models/mine',
    generationConfig: { temperature: 2, topP: 0.1 },
    tools: [{ googleSearch: {} }],
  };
  const set = { model: MODEL, generationConfig: { temperature: 0.2 } };
  for (const [name, body, expected] of [
    ['nothing locked: all comes from the token', { setup: set }, set],
    ['an empty mask: the same', { setup: set, fieldMask: [] }, set],
    [
      "what is set locked: the rest is the client's",
      { setup: set, fieldMask: ['model', 'generationConfig.temperature'] },
      { ...asked, model: MODEL, generationConfig: { temperature: 0.2, topP: 0.1 } },
    ],
    [
      'more locked: what is not set falls to its default',
      {
        setup: set,
        fieldMask: [
          'model',
          'generationConfig.temperature',
          'generationConfig.topP',
          'outputAudioTranscription',
          'tools',
        ],
      },
      { model: MODEL, generationConfig: { temperature: 0.2 } },
    ],
    [
      'locked without constraints: the same',
      { fieldMask: ['generationConfig'] },
      { model: 'models/mine', tools: asked.tools },
    ],
    ["no constraints: all is the client's", {}, asked],
  ] as const) {
    it(name, () => assert.deepEqual(left(body, asked), expected));
  }

  it('overwrite below a message without touching its neighbours', async () => {
    const body = {
      bidiGenerateContentSetup: THEIRS,
      fieldMask: 'model,systemInstruction.parts,systemInstruction.role',
    };
    assert.equal((await instructionOf(body, MINE)).systemInstruction, 'theirs');
  });
});
