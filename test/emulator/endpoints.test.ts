import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { endpointOf, type Endpoint } from '../../src/emulator/access/endpoints.ts';
import { withTwin } from './client.ts';

const gemini = (apiVersion: string, constrained = false): Endpoint => ({
  backend: 'gemini',
  through: 'google',
  apiVersion,
  constrained,
});
const developer = (version: string, rest: string): string =>
  `ws/google.ai.generativelanguage.${version}.${rest}`;
const FIREBASE = 'ws/google.firebase.vertexai.v1beta';

const KNOWN: readonly (readonly [path: string, endpoint: Endpoint])[] = [
  ...['v1', 'v1beta', 'v1alpha'].flatMap((version) =>
    ['.', '/'].flatMap((dot) => [
      [developer(version, `GenerativeService${dot}BidiGenerateContent`), gemini(version)] as const,
      [
        developer(version, `GenerativeService${dot}BidiGenerateContentConstrained`),
        gemini(version, true),
      ] as const,
    ]),
  ),
  ...['v1', 'v1beta1'].map(
    (apiVersion) =>
      [
        `ws/google.cloud.aiplatform.${apiVersion}.LlmBidiService/BidiGenerateContent`,
        { backend: 'vertex', through: 'google', apiVersion, constrained: false },
      ] as const,
  ),
  [
    `${FIREBASE}.GenerativeService/BidiGenerateContent`,
    { backend: 'gemini', through: 'firebase', apiVersion: 'v1beta', constrained: false },
  ],
  [
    `${FIREBASE}.LlmBidiService/BidiGenerateContent/locations/europe-west4`,
    {
      backend: 'vertex',
      through: 'firebase',
      apiVersion: 'v1beta',
      constrained: false,
      location: 'europe-west4',
    },
  ],
];

const UNKNOWN = [
  '',
  'ws',
  developer('v2', 'GenerativeService.BidiGenerateContent'),
  developer('v1beta', 'GenerativeService.BidiGenerateMusic'),
  developer('v1beta', 'GenerativeService.BidiGenerateContent/'),
  developer('v1beta', 'GenerativeService.BidiGenerateContentconstrained'),
  'ws/google.cloud.aiplatform.v1alpha.LlmBidiService/BidiGenerateContent',
  'ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContentConstrained',
  `${FIREBASE}.LlmBidiService/BidiGenerateContent`,
  `${FIREBASE}.LlmBidiService/BidiGenerateContent/locations/`,
  `${FIREBASE}.LlmBidiService/BidiGenerateContent/locations/a/b`,
];

describe('the addresses of the service', () => {
  for (const [path, endpoint] of KNOWN) {
    it(path, () => {
      for (const slashes of ['/', '//']) assert.deepEqual(endpointOf(slashes + path), endpoint);
      for (const slashes of ['', '///', '/x/']) assert.equal(endpointOf(slashes + path), undefined);
    });
  }

  it('are no others', () => {
    for (const path of UNKNOWN) assert.equal(endpointOf(`/${path}`), undefined, path);
  });

  it('are all let in; elsewhere the upgrade is refused with 404', () =>
    withTwin({}, async (twin) => {
      const upgrade = (path: string): Promise<number> =>
        new Promise((resolve) => {
          const socket = new WebSocket(`${twin.url.replace('http', 'ws')}${path}`);
          socket.once('upgrade', ({ statusCode }) => resolve(statusCode ?? 0));
          socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0));
          socket.on('error', () => undefined);
        });
      for (const [path] of KNOWN) assert.equal(await upgrade(`//${path}?key=k`), 101, path);
      for (const path of UNKNOWN) assert.equal(await upgrade(`/${path}?key=k`), 404, path);
      assert.deepEqual(
        twin.connections.map(({ endpoint }) => endpoint),
        KNOWN.map(([, endpoint]) => endpoint),
      );
    }));
});
