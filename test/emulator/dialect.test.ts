import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dialectOf } from '../../src/emulator/protocol/dialect.ts';

describe('the dialect of Vertex AI', () => {
  const said = dialectOf({ backend: 'vertex' }, 'an-id');
  const cases: readonly (readonly [object, object])[] = [
    [{ setupComplete: {} }, { setupComplete: { sessionId: 'an-id' } }],
    [{ setupComplete: { sessionId: 'mine' } }, { setupComplete: { sessionId: 'mine' } }],
    [
      { voiceActivity: { voiceActivityType: 'ACTIVITY_START', audioOffset: '1.2s' } },
      { voiceActivity: { type: 'ACTIVITY_START', audioOffset: '1.2s' } },
    ],
    [
      { serverContent: { modelTurn: { parts: [{ text: 'x', thought: true }] } } },
      { serverContent: { modelTurn: { role: 'model', parts: [{ text: 'x', thought: true }] } } },
    ],
    [
      { serverContent: { modelTurn: { parts: [{ inlineData: { mimeType: 'video/mp4', data: '' } }] } } },
      {
        serverContent: {
          modelTurn: { role: 'model', parts: [{ inlineData: { mimeType: 'video/mp4', data: '' } }] },
        },
      },
    ],
    [
      { serverContent: { turnComplete: true, groundingMetadata: { webSearchQueries: ['x'] } } },
      { serverContent: { turnComplete: true, groundingMetadata: { webSearchQueries: ['x'] } } },
    ],
    [
      { usageMetadata: { responseTokenCount: 3, responseTokensDetails: [], serviceTier: 'x' } },
      { usageMetadata: { candidatesTokenCount: 3, candidatesTokensDetails: [], trafficType: 'ON_DEMAND' } },
    ],
    ...[
      { toolCall: { functionCalls: [] } },
      { goAway: { timeLeft: '50s' } },
      { serverContent: { interrupted: true } },
      { serverContent: 'garbage', usageMetadata: null },
      { serverContent: { modelTurn: 'garbage' } },
      { unheard: { of: 1 } },
    ].map((same) => [same, same] as const),
  ];
  for (const [message, expected] of cases) {
    it(JSON.stringify(message), () => {
      const before = JSON.stringify(message);
      assert.deepEqual(said(message), expected);
      assert.equal(JSON.stringify(message), before);
      assert.equal(dialectOf({ backend: 'gemini' })(message), message);
    });
  }
});
