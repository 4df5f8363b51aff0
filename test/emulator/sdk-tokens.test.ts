import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, type AuthToken, type CreateAuthTokenConfig } from '@google/genai';
import type { LiveEmulator } from '../../src/emulator/index.ts';
import { babble } from '../../src/emulator/index.ts';
import { withTwin } from './client.ts';
import { MODEL, Talk, sdk, spoken } from './genai.ts';

const mint = (twin: LiveEmulator, config: CreateAuthTokenConfig): Promise<AuthToken> =>
  sdk(twin, 'a-key', 'v1alpha').authTokens.create({ config });

const CONSTRAINTS = {
  model: MODEL,
  config: { systemInstruction: 'Of the token.', temperature: 0.2, tools: [{ googleSearch: {} }] },
};

const voiceNamed = (voiceName: string) => ({ voiceConfig: { prebuiltVoiceConfig: { voiceName } } });

/** What the session has: instructions, transcripts of either side, and the voice. */
interface Had {
  readonly instruction: string;
  readonly transcripts: boolean;
  readonly voice: string | undefined;
}

/** Mints a token with these locks, connects with wishes of its own, and says which of them were granted. */
const grantedWith = async (lockAdditionalFields: string[] | undefined): Promise<Had> => {
  let instruction = '';
  let voice: string | undefined;
  let transcripts = false;
  await withTwin(
    {
      script: (turn) => {
        instruction = turn.systemInstruction;
        return { kind: 'say', text: 'Well.', turnComplete: 'at-once' };
      },
      voice: (text, wish) => {
        voice = wish.voiceName;
        return babble(text, wish);
      },
    },
    async (twin) => {
      const { name = '' } = await mint(twin, {
        uses: 1,
        liveConnectConstraints: CONSTRAINTS,
        ...(lockAdditionalFields ? { lockAdditionalFields } : {}),
      });
      assert.match(name, /^auth_tokens\//);
      const talk = await Talk.start(sdk(twin, name, 'v1alpha'), {
        systemInstruction: 'Of the page.',
        outputAudioTranscription: {},
        speechConfig: voiceNamed('Kore'),
      });
      const turns = [{ role: 'user', parts: [{ text: 'x' }] }];
      const answer = await talk.turn((session) => session.sendClientContent({ turns }));
      transcripts = spoken(answer) !== '';
      talk.session.close();
    },
  );
  return { instruction, transcripts, voice };
};

describe('@google/genai with ephemeral tokens', () => {
  for (const [what, locks, expected] of [
    [
      'without locks: the whole setup is the token’s',
      undefined,
      { instruction: 'Of the token.', transcripts: false, voice: undefined },
    ],
    [
      'with an empty list: what the token sets is locked, the rest is the page’s',
      [],
      { instruction: 'Of the token.', transcripts: true, voice: 'Kore' },
    ],
    [
      'with more locks: these have their defaults',
      ['outputAudioTranscription'],
      { instruction: 'Of the token.', transcripts: false, voice: 'Kore' },
    ],
    [
      'with a lock below generationConfig',
      ['speechConfig', 'temperature'],
      { instruction: 'Of the token.', transcripts: true, voice: undefined },
    ],
  ] as const) {
    it(what, async () => {
      assert.deepEqual(await grantedWith(locks && [...locks]), expected);
    });
  }

  it('a token without constraints locks nothing, begins one session, and then is used up', () =>
    withTwin({}, async (twin) => {
      const { name = '' } = await mint(twin, {});
      const ai = sdk(twin, name, 'v1alpha');
      const talk = await Talk.start(ai);
      await assert.rejects(Talk.start(ai), /code 1008\): Token expired or invalid/);
      talk.session.close();
    }));

  it('a token for many uses begins as many sessions', () =>
    withTwin({}, async (twin) => {
      const { name = '' } = await mint(twin, { uses: 2 });
      const ai = sdk(twin, name, 'v1beta');
      for (let uses = 0; uses < 2; uses += 1) (await Talk.start(ai)).session.close();
      await assert.rejects(Talk.start(ai), /code 1008/);
    }));

  it('is told what is wrong with a request for a token', () =>
    withTwin({}, async (twin) => {
      const refused = (config: CreateAuthTokenConfig, key = 'k'): Promise<void> =>
        assert.rejects(
          sdk(twin, key, 'v1alpha').authTokens.create({ config }),
          (error) => error instanceof ApiError && error.status === 400,
        );
      await refused({ expireTime: '2001-01-01T00:00:00Z' });
      await refused({ expireTime: new Date(Date.now() + 21 * 3_600_000).toISOString() });
      await refused({ uses: -1 });
      await refused({ lockAdditionalFields: ['no-such-field'], liveConnectConstraints: CONSTRAINTS });
      await refused({}, 'bad');
    }));
});
