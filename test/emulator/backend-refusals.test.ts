import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BEARER, PUBLISHED, VERTEX, VERTEX_MODEL, at, closing, onVertex } from './backends.ts';
import { socketUrl, withTwin } from './client.ts';

describe('a setup on Vertex AI', () => {
  it('knows fields that the Developer API does not, and the other way round', () =>
    withTwin({}, async (twin) => {
      const own = { explicitVadSignal: true, sessionResumption: { transparent: true }, toolConfig: {} };
      const method = { safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', method: 'SEVERITY' }] };
      await onVertex(twin, { ...own, ...method, tools: [{ googleSearch: { excludeDomains: ['x.y'] } }] });
      const refused = async (url: string, headers: Record<string, string>, setup: object): Promise<unknown> =>
        ((await closing(url, headers, setup)) as { readonly reason: string }).reason;
      const live = 'models/gemini-3.8-live';
      const unknown = (name: string, place: string): string =>
        `Invalid JSON payload received. Unknown name "${name}" at '${place}': Cannot find field.`.slice(
          0,
          123,
        );
      assert.equal(
        await refused(socketUrl(twin), {}, { model: live, toolConfig: {} }),
        unknown('toolConfig', 'setup'),
      );
      assert.equal(
        await refused(socketUrl(twin), {}, { model: live, ...method }),
        unknown('method', 'setup.safety_settings[0]'),
      );
      assert.equal(
        await refused(socketUrl(twin), {}, { model: live, generationConfig: { routingConfig: {} } }),
        unknown('routingConfig', 'setup.generation_config'),
      );
      assert.equal(
        await refused(at(twin, VERTEX), BEARER, { model: PUBLISHED, tools: [{ fileSearch: {} }] }),
        unknown('fileSearch', 'setup.tools[0]'),
      );
      assert.equal(
        await refused(at(twin, VERTEX), BEARER, {
          model: PUBLISHED,
          generationConfig: { routingConfig: {} },
        }),
        'Request contains an invalid argument.',
      );
      assert.match(
        String(await refused(at(twin, VERTEX), BEARER, { model: PUBLISHED, tools: ['x'] })),
        /\(type\.googleapis\.com\/google\.cloud\.aiplatform\.v1beta1\.Tool\), "x"$/,
      );
    }));

  const PATH = 'projects/p/locations/l/publishers/google/models';
  const missing = (model: string): string =>
    `Publisher Model \`${model}\` was not found or your project does not have access to it.`.slice(0, 123);
  for (const [model, code, reason] of [
    [`models/${VERTEX_MODEL}`, 1007, 'Request contains an invalid argument.'],
    [VERTEX_MODEL, 1007, 'Request contains an invalid argument.'],
    [`projects/p/models/${VERTEX_MODEL}`, 1007, 'Request contains an invalid argument.'],
    [`${PATH}/gemini-9`, 1008, missing(`${PATH}/gemini-9`)],
    // Names of the Developer API are unknown here.
    [`${PATH}/gemini-live-2.5-flash-preview`, 1008, missing(`${PATH}/gemini-live-2.5-flash-preview`)],
  ] as const) {
    it(`refuses ${model}`, () =>
      withTwin({}, async (twin) => {
        assert.deepEqual(await closing(at(twin, VERTEX), BEARER, { model }), { code, reason });
      }));
  }

  it('takes the name that an SDK leaves to a proxy', () =>
    withTwin({}, async (twin) => {
      await onVertex(twin, { model: `publishers/google/models/${VERTEX_MODEL}` });
    }));
});

describe('who may connect to Vertex AI', () => {
  const KEY =
    'API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a princ';
  const missing =
    'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentica';
  const invalid =
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication c';
  const cases: readonly (readonly [string, string, Record<string, string>, string])[] = [
    ['no credentials', '', {}, missing],
    ['an empty access token', '', { authorization: 'Bearer ' }, missing],
    ['a key', '?key=k', {}, KEY],
    ['a key in a header', '', { 'x-goog-api-key': 'k' }, KEY],
    ['an ephemeral token', '?access_token=auth_tokens/x', {}, KEY],
    ['another access token than those listed', '', { authorization: 'Bearer other' }, invalid],
  ];
  for (const [name, query, headers, reason] of cases) {
    it(`not with ${name}`, () =>
      withTwin({ accessTokens: ['ya29.x'] }, async (twin) => {
        const closed = await closing(at(twin, VERTEX + query), headers);
        assert.deepEqual(closed, { code: 1008, reason: reason.slice(0, 123) });
      }));
  }

  it('with an access token, a listed one if there is a list', () =>
    withTwin({ accessTokens: ['ya29.x'] }, async (twin) => {
      await onVertex(twin);
      await withTwin({}, async (other) => {
        await onVertex(other, {}, `${VERTEX}?key=k`);
      });
    }));
});
