import { expect } from '@open-wc/testing';
import { LAST_ANSWER_MS } from '../../src/conversation/insight/usage-limit.ts';
import { HeldTimers } from '../element/support/held-timers.ts';
import { Rig } from './support/insight-rig.ts';

describe('conversation/insight: the ceiling of usage', () => {
  const ENDS: readonly [name: string, run: (rig: Rig) => void, told: readonly string[]][] = [
    ['nothing is under way: at once', () => undefined, ['usage-limit', 'hold', 'stop']],
    ['an answer is being sent', (rig) => rig.content({ modelTurn: {} }), ['usage-limit', 'hold']],
    [
      'its end has come, and no sound of it',
      (rig) => {
        rig.content({ modelTurn: {} });
        rig.content({ turnComplete: true });
      },
      ['usage-limit', 'hold', 'stop'],
    ],
    [
      'all is sent and not all is heard',
      (rig) => {
        rig.tell({ type: 'audio', turn: 1 } as never);
        rig.content({ turnComplete: true });
        rig.played('started');
        rig.played('starved');
      },
      ['usage-limit', 'hold'],
    ],
    [
      'the last sound was of the turn before',
      (rig) => {
        rig.tell({ type: 'audio', turn: 2 } as never);
        rig.content({ turnComplete: true });
        rig.played('drained', 1);
      },
      ['usage-limit', 'hold'],
    ],
    [
      'all is heard',
      (rig) => {
        rig.tell({ type: 'audio', turn: 1 } as never);
        rig.content({ generationComplete: true });
        rig.played('started');
        rig.played('drained');
      },
      ['usage-limit', 'hold', 'stop'],
    ],
    [
      'the line went amid the answer',
      (rig) => {
        rig.content({ modelTurn: {} });
        rig.tell({ type: 'ended', end: {}, healthyMs: 0 } as never);
      },
      ['usage-limit', 'hold', 'stop'],
    ],
  ];
  for (const [name, run, told] of ENDS) {
    it(name, () => {
      const rig = new Rig({ limit: 100 });
      rig.tokens = 99;
      run(rig);
      expect(rig.told).to.deep.equal([]);
      expect(rig.extras.limitReached).to.equal(false);
      rig.tokens = 100;
      rig.feature.settingsChanged?.(['options']);
      expect(rig.told).to.deep.equal(told);
      expect(rig.extras.limitReached).to.equal(true);
      rig.abort.abort();
    });
  }

  it('what came while it was loaded is heard in order: the sum is known before the answer that it is of', () => {
    const rig = new Rig({ limit: 100, tokens: 100 });
    rig.content({});
    rig.tell({ type: 'message', message: { sessionResumptionUpdate: {} } } as never);
    rig.tell({ type: 'audio', turn: 1 } as never);
    rig.tell({
      type: 'message',
      message: { serverContent: { turnComplete: true }, usageMetadata: {} },
    } as never);
    expect(rig.told).to.deep.equal(['usage-limit', 'hold']);
    rig.played('started');
    rig.played('drained');
    expect(rig.told).to.deep.equal(['usage-limit', 'hold', 'stop']);
  });

  for (const [what, tokens, told] of [
    ['one below', 99, []],
    ['exactly', 100, ['usage-limit', 'hold', 'stop']],
    ['one above', 101, ['usage-limit', 'hold', 'stop']],
  ] as const) {
    it(`the count comes with the end of a turn that was not spoken: ${what}`, () => {
      const rig = new Rig({ limit: 100, tokens: 50 });
      rig.content({ modelTurn: {} });
      rig.tokens = tokens;
      rig.tell({
        type: 'message',
        message: { serverContent: { turnComplete: true }, usageMetadata: {} },
      } as never);
      expect(rig.told).to.deep.equal(told);
      rig.abort.abort();
    });
  }

  it('the count comes with the end of a spoken turn: when that was heard', () => {
    const rig = new Rig({ limit: 100 });
    rig.tell({ type: 'audio', turn: 1 } as never);
    rig.tokens = 100;
    rig.tell({
      type: 'message',
      message: { serverContent: { turnComplete: true }, usageMetadata: {} },
    } as never);
    rig.played('started');
    expect(rig.told).to.deep.equal(['usage-limit', 'hold']);
    rig.played('drained');
    expect(rig.told).to.deep.equal(['usage-limit', 'hold', 'stop']);
  });

  it('is set to less than what is spent: as if it were reached now; a higher one takes nothing back', () => {
    const rig = new Rig({ tokens: 500 });
    rig.tell({ type: 'audio', turn: 3 } as never);
    rig.limit = 100;
    rig.feature.settingsChanged?.(['options']);
    expect(rig.told).to.deep.equal(['usage-limit', 'hold']);
    rig.limit = 1000;
    rig.feature.settingsChanged?.(['options']);
    rig.played('drained', 3);
    expect(rig.told).to.deep.equal(['usage-limit', 'hold', 'stop']);
  });

  it('is first set while an answer is heard that it knows nothing of: that is heard to its end', () => {
    const rig = new Rig({ limit: 100, tokens: 500, sounding: true });
    rig.feature.settingsChanged?.(['options']);
    expect(rig.told).to.deep.equal(['usage-limit', 'hold']);
    rig.played('starved', 7);
    expect(rig.told).to.deep.equal(['usage-limit', 'hold']);
    rig.played('drained', 7);
    expect(rig.told).to.deep.equal(['usage-limit', 'hold', 'stop']);
  });

  it('waits no longer than it is bound to, warns once, and leaves no timer behind', () => {
    const timers = new HeldTimers(LAST_ANSWER_MS);
    try {
      const rig = new Rig({ limit: 1, tokens: 5 });
      const busy = new Rig({ limit: 1 });
      busy.content({ modelTurn: {} });
      busy.tokens = 5;
      busy.tell({ type: 'message', message: { usageMetadata: {} } } as never);
      busy.content({ modelTurn: {} });
      expect(busy.told).to.deep.equal(['usage-limit', 'hold']);
      timers.fire();
      expect(busy.told).to.deep.equal(['usage-limit', 'hold', 'stop']);
      expect(rig.told).to.deep.equal([]);
      rig.feature.settingsChanged?.(['options']);
      expect(rig.told).to.include('stop');
      rig.abort.abort();
      const ended = new Rig({ limit: 1 });
      ended.content({ modelTurn: {} });
      ended.tokens = 5;
      ended.feature.settingsChanged?.(['options']);
      expect(ended.told).to.deep.equal(['usage-limit', 'hold']);
      ended.abort.abort();
      expect(timers.waiting).to.equal(0);
    } finally {
      timers.close();
    }
  });
});
