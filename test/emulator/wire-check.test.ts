import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkServerMessage } from './wire/server-check.ts';

describe('the check that every message of the twin passes', () => {
  const cases: readonly [message: unknown, wrong: RegExp | undefined][] = [
    [{ serverContent: {} }, undefined],
    [{ sessionResumptionUpdate: {} }, undefined],
    [{ usageMetadata: { totalTokenCount: 1 } }, undefined],
    [{ toolCall: { functionCalls: [{ id: 'fc_1', name: 'f', args: {} }] } }, undefined],
    [{}, /empty/],
    [[], /no message/],
    [{ setupComplete: {}, goAway: {} }, /setupComplete and goAway in one message/],
    [{ surprise: {} }, /surprise is unknown/],
    [{ serverContent: { turn_complete: true } }, /serverContent\.turn_complete is unknown/],
    [{ serverContent: { turnComplete: 'true' } }, /turnComplete is no bool/],
    [{ serverContent: { turnComplete: false } }, /turnComplete has its default/],
    [{ serverContent: { modelTurn: { parts: {} } } }, /parts is no list/],
    [{ serverContent: { modelTurn: { parts: [{ inlineData: { data: 'AA-_' } }] } } }, /data is no bytes/],
    [{ usageMetadata: { promptTokenCount: 1.5 } }, /promptTokenCount is no int32/],
    [{ usageMetadata: { promptTokensDetails: [] } }, /promptTokensDetails has its default/],
    [{ sessionResumptionUpdate: { lastConsumedClientMessageIndex: 12 } }, /is no int64/],
    [{ goAway: { timeLeft: 50 } }, /timeLeft is no duration/],
    [{ voiceActivity: { type: 1 } }, /type is no VoiceActivityType/],
    [{ toolCall: { functionCalls: [{ args: 'x' }] } }, /args is no struct/],
  ];
  for (const [message, wrong] of cases) {
    it(`${wrong ? 'refuses' : 'takes'} ${JSON.stringify(message)}`, () => {
      const found = checkServerMessage(message).join('; ');
      if (wrong) assert.match(found, wrong);
      else assert.equal(found, '');
    });
  }
});
