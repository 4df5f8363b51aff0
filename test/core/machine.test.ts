import { expect } from '@open-wc/testing';
import type { Failure } from '../../src/core/error-code.ts';
import {
  IDLE,
  isRunning,
  liveState,
  transition,
  type Effect,
  type Machine,
  type MachineEvent,
} from '../../src/core/machine.ts';
import { MAX_ATTEMPTS, MAX_UNREACHED } from '../../src/core/reconnect-policy.ts';
import { seeded } from '../../src/core/random.ts';

const failure: Failure = { code: 'network', message: 'The line broke.' };
const start: MachineEvent = { type: 'start', microphone: true };
const stop: MachineEvent = { type: 'stop' };
const opened = (run = 1): MachineEvent => ({ type: 'opened', run });
const failed = (run = 1): MachineEvent => ({ type: 'failed', run, failure });
const sounding = (on: boolean, run = 1): MachineEvent => ({ type: 'sounding', run, on });
const answering = (run = 1): MachineEvent => ({ type: 'answering', run });
const answered = (run = 1): MachineEvent => ({ type: 'answered', run });
const lost = (more: Partial<Extract<MachineEvent, { type: 'lost' }>> = {}): MachineEvent => ({
  type: 'lost',
  run: 1,
  failure,
  retry: 'resume',
  healthyMs: 1000,
  random: 0,
  ...more,
});

const after = (...events: readonly MachineEvent[]): { machine: Machine; effects: Effect[] } => {
  let machine = IDLE;
  const effects: Effect[] = [];
  for (const event of events) {
    const [next, ...more] = transition(machine, event);
    machine = next;
    effects.push(...more);
  }
  return { machine, effects };
};

const states: readonly [name: string, events: readonly MachineEvent[], state: string][] = [
  ['nothing happened', [], 'idle'],
  ['started', [start], 'connecting'],
  ['set up', [start, opened()], 'listening'],
  ['an answer is owed', [start, opened(), answering()], 'thinking'],
  ['it sounds', [start, opened(), answering(), sounding(true)], 'speaking'],
  [
    'all was sent but it still sounds',
    [start, opened(), answering(), sounding(true), answered()],
    'speaking',
  ],
  [
    'it has sounded',
    [start, opened(), answering(), sounding(true), answered(), sounding(false)],
    'listening',
  ],
  ['a gap in the answer', [start, opened(), answering(), sounding(true), sounding(false)], 'thinking'],
  ['silence was chosen', [start, opened(), answering(), answered()], 'listening'],
  ['line lost', [start, opened(), lost()], 'reconnecting'],
  ['line back', [start, opened(), lost(), opened()], 'listening'],
  ['lost while it sounds, and back', [start, opened(), sounding(true), lost(), opened()], 'speaking'],
  ['lost while an answer is owed', [start, opened(), answering(), lost(), opened()], 'listening'],
  ['lost before it was set up', [start, lost()], 'failed'],
  ['lost for good', [start, opened(), lost({ retry: 'no' })], 'failed'],
  ['failed', [start, failed()], 'failed'],
  ['stopped', [start, opened(), stop], 'ended'],
  ['stopped while it reconnects', [start, opened(), lost(), stop], 'ended'],
  ['stopped before anything', [stop], 'idle'],
  ['started again', [start, failed(), start], 'connecting'],
  ['a late result of the old run', [start, stop, start, opened(1)], 'connecting'],
  ['a late failure of the old run', [start, stop, start, opened(2), failed(1)], 'listening'],
  ['started twice', [start, start, opened()], 'listening'],
];

describe('core/machine', () => {
  for (const [name, events, state] of states) {
    it(`is ${state} when ${name}`, () => {
      expect(liveState(after(...events).machine)).to.equal(state);
    });
  }

  it('tells why it failed, and forgets it at the next start', () => {
    expect(after(start, failed()).machine.failure).to.equal(failure);
    expect(after(start, failed(), start).machine.failure).to.equal(undefined);
  });

  it('asks for a microphone only when the visitor speaks', () => {
    const { effects } = after({ type: 'start', microphone: false });
    expect(effects).to.deep.equal([{ type: 'acquire', run: 1, microphone: false }]);
  });

  it('forgets the handle when the service does', () => {
    const [effect] = after(start, opened(), lost({ retry: 'without-handle' })).effects.slice(-1);
    expect(effect).to.include({ type: 'reconnect', handle: 'forget', attempt: 1 });
  });

  it('goes on without the handle also at the start, where nothing else is tried again', () => {
    const { effects, machine } = after(start, lost({ retry: 'without-handle' }));
    expect(effects.at(-1)).to.include({ type: 'reconnect', handle: 'forget', attempt: 1 });
    expect(machine.phase).to.equal('reconnecting');
  });

  it('waits longer from attempt to attempt, then gives up', () => {
    const events = [start, opened(), ...Array.from({ length: MAX_ATTEMPTS }, () => lost({ healthyMs: 5 }))];
    const waits = after(...events).effects.flatMap((effect) =>
      effect.type === 'reconnect' ? [effect.afterMs] : [],
    );
    expect(waits).to.have.length(MAX_ATTEMPTS);
    expect(waits).to.deep.equal([...waits].sort((a, b) => a - b));
    expect(liveState(after(...events, lost({ healthyMs: 5 })).machine)).to.equal('failed');
  });

  it('where nobody can be reached, it does so for minutes', () => {
    const gone = (healthyMs: number): MachineEvent => lost({ healthyMs });
    const unreached = Array.from({ length: MAX_UNREACHED }, () => gone(0));
    const { effects, machine } = after(start, opened(), ...unreached);
    expect(liveState(machine)).to.equal('reconnecting');
    const waits = effects.map((effect) => (effect.type === 'reconnect' ? effect.afterMs : 0));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).to.be.within(180_000, 400_000);
    expect(liveState(after(start, opened(), ...unreached, gone(0)).machine)).to.equal('failed');
    // A line that breaks as soon as it is up is another matter.
    expect(liveState(after(start, opened(), ...Array.from({ length: 11 }, () => gone(5))).machine)).to.equal(
      'failed',
    );
  });

  it('counts the attempts anew after a healthy minute', () => {
    const { effects } = after(start, opened(), lost(), lost(), opened(), lost({ healthyMs: 60_000 }));
    expect(effects.at(-1)).to.include({ type: 'reconnect', attempt: 1 });
  });

  it('returns the very same object for what changes nothing', () => {
    const { machine } = after(start, opened());
    for (const event of [start, opened(), answered(), sounding(false), failed(7)]) {
      expect(transition(machine, event)[0]).to.equal(machine);
    }
  });

  it('releases each acquired run exactly once, whatever happens (1000 seeded sequences)', () => {
    for (let seed = 0; seed < 1000; seed += 1) {
      const random = seeded(seed);
      let machine = IDLE;
      const held = new Map<number, number>();
      for (let step = 0; step < 60; step += 1) {
        const run = Math.max(1, machine.run - Math.floor(random() * 2));
        const choices: MachineEvent[] = [
          start,
          stop,
          opened(run),
          failed(run),
          answering(run),
          answered(run),
          sounding(random() < 0.5, run),
          lost({ run, random: random(), retry: random() < 0.7 ? 'resume' : 'no', healthyMs: random() * 1e5 }),
        ];
        const [next, ...effects] = transition(
          machine,
          choices[Math.floor(random() * choices.length)] ?? stop,
        );
        machine = next;
        for (const effect of effects) {
          if (effect.type === 'acquire') held.set(effect.run, (held.get(effect.run) ?? 0) + 1);
          if (effect.type === 'release') held.set(effect.run, (held.get(effect.run) ?? 0) - 1);
        }
        const open = [...held].filter(([, count]) => count !== 0);
        expect(open).to.deep.equal(isRunning(machine) ? [[machine.run, 1]] : []);
      }
    }
  });
});
