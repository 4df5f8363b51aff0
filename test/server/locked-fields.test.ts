import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LiveConnectConfig } from '@google/genai/web';
import { createTokenHandler, type TokenHandlerOptions } from '../../src/server/index.ts';
import { startFakeUpstream, type FakeUpstream } from './support/fake-upstream.ts';
import { MODEL, optionsFor, tokenRequest } from './support/requests.ts';

let upstream: FakeUpstream;
before(async () => {
  upstream = await startFakeUpstream();
});
after(() => upstream.close());

/** What the service is told to pin, and what the page is told about it. */
const mint = async (config: LiveConnectConfig | undefined, more: Partial<TokenHandlerOptions> = {}) => {
  const constraints = config === undefined ? { model: MODEL } : { config };
  const response = await createTokenHandler(optionsFor(upstream.url, { constraints, ...more }))(
    tokenRequest(),
  );
  const { locked } = (await response.json()) as { locked: string[] };
  const body = upstream.calls.at(-1)?.body;
  const setup = body?.bidiGenerateContentSetup as Record<string, unknown>;
  return { locked, setup, mask: String(body?.fieldMask).split(',') };
};

test('by default only the model and the fields set in constraints are pinned', async () => {
  const { locked, mask, setup } = await mint({ systemInstruction: 'Be brief.', temperature: 0.2 });
  assert.deepEqual(locked, ['model', 'systemInstruction', 'temperature']);
  assert.deepEqual(mask.sort(), [
    'generationConfig.temperature',
    'model',
    'systemInstruction.parts',
    'systemInstruction.role',
  ]);
  assert.equal(setup.model, `models/${MODEL}`);
});

test('the model asked for is pinned, even when constraints say nothing of it', async () => {
  assert.deepEqual((await mint(undefined)).mask, ['model']);
  const authorized = await mint(undefined, { authorize: () => true });
  assert.deepEqual([authorized.mask, authorized.locked], [['model'], ['model']]);
});

test('sessionResumption is never pinned', async () => {
  const config = { sessionResumption: { handle: 'stale' }, temperature: 0.5 };
  const { locked, mask, setup } = await mint(config, { lockAdditionalFields: ['sessionResumption'] });
  assert.deepEqual(locked, ['model', 'temperature']);
  assert.deepEqual(mask.sort(), ['generationConfig.temperature', 'model']);
  assert.equal('sessionResumption' in setup, false);
});

test('the mask is always there: without it the service would ignore the page and its resumption handle', async () => {
  const more = { lockAdditionalFields: ['sessionResumption'] };
  assert.deepEqual((await mint(undefined, more)).mask, ['model']);
});

test('additional fields are named to the service where they lie in setup', async () => {
  const lockAdditionalFields = ['topK', 'thinkingConfig', 'outputAudioTranscription'];
  const { locked, mask } = await mint({ temperature: 0.5 }, { lockAdditionalFields });
  assert.deepEqual(locked, ['model', 'temperature', ...lockAdditionalFields]);
  assert.deepEqual(mask.sort(), [
    'generationConfig.temperature',
    'generationConfig.thinkingConfig',
    'generationConfig.topK',
    'model',
    'outputAudioTranscription',
  ]);
});

test('only the part of realtimeInputConfig that is set counts as pinned', async () => {
  const { locked, mask } = await mint({
    realtimeInputConfig: { automaticActivityDetection: { silenceDurationMs: 500 } },
  });
  assert.deepEqual(locked, ['model', 'realtimeInputConfig.automaticActivityDetection']);
  assert.deepEqual(mask.sort(), ['model', 'realtimeInputConfig.automaticActivityDetection']);
});

test('the host may change its constraints object later without changing the handler', async () => {
  const config: LiveConnectConfig = { temperature: 0.5 };
  const handler = createTokenHandler(optionsFor(upstream.url, { constraints: { config } }));
  config.temperature = 2;
  await handler(tokenRequest());
  await handler(tokenRequest());
  const bodies = upstream.calls.slice(-2).map(({ body }) => body.bidiGenerateContentSetup);
  assert.deepEqual(bodies[0], bodies[1]);
  assert.deepEqual(bodies[0], { model: `models/${MODEL}`, generationConfig: { temperature: 0.5 } });
});
