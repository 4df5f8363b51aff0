import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveEmulator } from '../../src/emulator/index.ts';
import { withTwin } from './client.ts';

interface Described {
  readonly name: string;
  readonly displayName: string;
  readonly inputTokenLimit: number;
  readonly outputTokenLimit: number;
  readonly supportedGenerationMethods: readonly string[];
  readonly thinking?: boolean;
}

interface ErrorBody {
  readonly error: {
    readonly code: number;
    readonly status: string;
    readonly message: string;
    readonly details?: readonly { readonly '@type': string; readonly reason?: string }[];
  };
}

const get = async (
  twin: LiveEmulator,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown; response: Response }> => {
  const response = await fetch(twin.url + path, { headers });
  return { status: response.status, body: await response.json(), response };
};

describe('the list of models', () => {
  it('comes with every version, one slash or two, and CORS', () =>
    withTwin({}, async (twin) => {
      for (const path of ['/v1', '/v1beta', '/v1alpha', '//v1beta']) {
        const { status, response, body } = await get(twin, `${path}/models?key=k`);
        assert.equal(status, 200);
        assert.equal(response.headers.get('access-control-allow-origin'), '*');
        const { models } = body as { readonly models: readonly Described[] };
        const live = models.find(({ name }) => name === 'models/gemini-3.8-live');
        assert.deepEqual(
          [live?.displayName, live?.inputTokenLimit, live?.outputTokenLimit, live?.thinking],
          ['Gemini 3.8 Live', 131_072, 65_536, undefined],
        );
        assert.deepEqual(live?.supportedGenerationMethods, ['bidiGenerateContent']);
        const names = models.map(({ name }) => name);
        assert.ok(names.includes('models/gemini-2.5-flash-native-audio-latest'));
        assert.ok(!names.includes('models/gemini-2.0-flash-live-001'), 'retired');
        assert.ok(!names.includes('models/gemini-live-2.5-flash-native-audio'), 'Vertex AI only');
      }
      const preflight = await fetch(`${twin.url}/v1beta/models`, { method: 'OPTIONS' });
      assert.equal(preflight.status, 204);
      assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /GET/);
      assert.equal((await fetch(`${twin.url}/v1beta/models?key=k`, { method: 'POST' })).status, 404);
    }));

  it('comes in pages', () =>
    withTwin({}, async (twin) => {
      const all: string[] = [];
      let token: string | undefined = '';
      for (let pages = 0; token !== undefined && pages < 50; pages += 1) {
        const { body } = await get(twin, `/v1beta/models?key=k&pageSize=3&pageToken=${token}`);
        const page = body as { readonly models: readonly Described[]; readonly nextPageToken?: string };
        assert.ok(page.models.length <= 3);
        all.push(...page.models.map(({ name }) => name));
        token = page.nextPageToken;
      }
      const { body } = await get(twin, '/v1beta/models?key=k');
      assert.deepEqual(
        all,
        (body as { readonly models: readonly Described[] }).models.map(({ name }) => name),
      );
      for (const query of ['pageSize=-1', 'pageSize=x', 'pageToken=x']) {
        assert.equal((await get(twin, `/v1beta/models?key=k&${query}`)).status, 400, query);
      }
    }));

  it('describes one', () =>
    withTwin({}, async (twin) => {
      const { body } = await get(twin, '/v1beta/models/gemini-3.8-live-extended-thinking?key=k');
      assert.equal((body as Described).thinking, true);
      assert.equal((await get(twin, '/v1beta/models/gemini-2.0-flash-live-001?key=k')).status, 200);
      for (const [name, shown] of [['nope'], ['gemini-live-2.5-flash-native-audio'], ['%2e%2e', '%2e%2e']]) {
        const missing = await get(twin, `/v1beta/models/${name}?key=k`);
        assert.equal(missing.status, 404);
        if (shown !== undefined) continue;
        assert.deepEqual((missing.body as ErrorBody).error, {
          code: 404,
          message: `Model is not found: models/${name} for api version v1beta`,
          status: 'NOT_FOUND',
        });
      }
      await withTwin({ refuseRetired: true }, async (strict) => {
        assert.equal((await get(strict, '/v1beta/models/gemini-2.0-flash-live-001?key=k')).status, 404);
      });
    }));

  it('tells a wrong key from none, and one of the new form from one of the old', () =>
    withTwin({ apiKeys: ['good'], accessTokens: ['ya29.x'] }, async (twin) => {
      const path = '/v1beta/models';
      const none = await get(twin, path);
      assert.equal(none.status, 403);
      assert.equal((none.body as ErrorBody).error.status, 'PERMISSION_DENIED');
      assert.match((none.body as ErrorBody).error.message, /^Method doesn't allow unregistered callers/);
      for (const [query, headers] of [
        ['?key=AIzaOther', {}],
        ['', { 'x-goog-api-key': 'AIzaOther' }],
        ['?key=auth_tokens/x', {}],
      ] as const) {
        const { status, body } = await get(twin, path + query, headers);
        const { error } = body as ErrorBody;
        assert.deepEqual([status, error.code, error.status], [400, 400, 'INVALID_ARGUMENT']);
        assert.equal(error.message, 'API key not valid. Please pass a valid API key.');
        assert.deepEqual(error.details?.[0], {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'API_KEY_INVALID',
          domain: 'googleapis.com',
          metadata: { service: 'generativelanguage.googleapis.com' },
        });
      }
      for (const [query, headers] of [
        ['?key=AQ.other', {}],
        ['', { authorization: 'Bearer other' }],
      ] as const) {
        const { status, body } = await get(twin, path + query, headers);
        const { error } = body as ErrorBody;
        assert.deepEqual([status, error.status], [401, 'UNAUTHENTICATED']);
        assert.equal(error.details?.[0]?.reason, 'ACCESS_TOKEN_TYPE_UNSUPPORTED');
      }
      assert.equal((await get(twin, `${path}?key=good`)).status, 200);
      assert.equal((await get(twin, path, { authorization: 'Bearer ya29.x' })).status, 200);
    }));
});
