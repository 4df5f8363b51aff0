import { expect } from '@open-wc/testing';
import type { PlaybackReport } from '../../src/audio/messages.ts';
import type { Happening } from '../../src/conversation/host.ts';
import { Incoming, PATIENCE_MS } from '../../src/conversation/incoming.ts';
import type { MachineEvent } from '../../src/core/machine.ts';
import type { TranscriptEntry } from '../../src/core/transcript.ts';
import { HeldTimers } from '../element/support/held-timers.ts';

const report = (type: PlaybackReport['type'], turn: number, playedMs = 0): PlaybackReport => ({
  type,
  turn,
  playedMs,
  contextTime: 0,
});

describe('conversation/incoming', () => {
  let incoming: Incoming;
  let events: MachineEvent[];
  let told: Happening[];
  let transcript: readonly TranscriptEntry[];

  beforeEach(() => {
    events = [];
    told = [];
    transcript = [];
    incoming = new Incoming({
      run: 1,
      said: [],
      kept: { last: () => undefined },
      handle: undefined,
      host: {
        settings: () => ({ debug: false }),
        emit: (happening: Happening) => told.push(happening) > 0,
        changed: () => undefined,
      } as never,
      dispatch: (event) => events.push(event),
      publish: (snapshot) => (transcript = snapshot.transcript ?? transcript),
      audible: () => true,
      onActivity: () => undefined,
      plan: () => undefined,
      goesAway: () => undefined,
      moved: () => undefined,
      signal: new AbortController().signal,
    });
  });

  const say = (text: string): void =>
    incoming.receive({ serverContent: { outputTranscription: { text } } } as never);

  it('keeps the next answer when the report of the silenced one comes after it has begun', () => {
    incoming.audioBegan(1);
    say('One');
    incoming.played(report('started', 1));
    incoming.silenced();
    incoming.typed('Stop.');
    incoming.audioBegan(2);
    say('Two');
    incoming.played(report('flushed', 1, 700));
    say(' more');
    expect(transcript.map(({ text, interrupted }) => [text, interrupted])).to.deep.equal([
      ['One', true],
      ['Stop.', false],
      ['Two more', false],
    ]);
    expect(told.find(({ type }) => type === 'interrupted')).to.deep.equal({
      type: 'interrupted',
      playedMs: 700,
    });
  });

  it('an answer that is sent, and starves before it was played, is not over yet', () => {
    incoming.audioBegan(1);
    incoming.played(report('started', 1));
    incoming.receive({ serverContent: { generationComplete: true } } as never);
    events = [];
    incoming.played(report('starved', 1, 300));
    expect(events.map(({ type }) => type)).to.deep.equal(['answering', 'sounding']);
    incoming.played(report('started', 1, 300));
    incoming.played(report('drained', 1, 900));
    expect(events.slice(2).map(({ type }) => type)).to.deep.equal(['sounding', 'answered', 'sounding']);
  });

  it('an answer that starves, and is sent before more of it was played, is not over yet', () => {
    incoming.audioBegan(1);
    incoming.played(report('started', 1));
    incoming.played(report('starved', 1, 300));
    events = [];
    incoming.receive({ serverContent: { generationComplete: true } } as never);
    incoming.receive({ serverContent: { turnComplete: true } } as never);
    expect(events).to.deep.equal([]);
    incoming.played(report('started', 1, 300));
    incoming.played(report('drained', 1, 900));
    expect(events.map(({ type }) => type)).to.deep.equal(['sounding', 'answered', 'sounding']);
  });

  it('goes on waiting for the sound of an answer when the one before has drained', () => {
    incoming.audioBegan(1);
    incoming.played(report('started', 1));
    incoming.audioBegan(2);
    incoming.played(report('drained', 1));
    incoming.receive({ serverContent: { turnComplete: true } } as never);
    expect(events.some(({ type }) => type === 'answered')).to.equal(false);
    incoming.played(report('started', 2));
    expect(events.at(-1)).to.deep.equal({ type: 'answered', run: 1 });
  });

  it('marks an answer that was cut before it sounded', () => {
    incoming.audioBegan(1);
    say('Well');
    incoming.played(report('flushed', 1));
    expect(transcript.at(-1)).to.include({ text: 'Well', interrupted: true });
  });

  describe('patience with a model that says nothing', () => {
    let timers: HeldTimers;
    beforeEach(() => (timers = new HeldTimers(PATIENCE_MS)));
    afterEach(() => timers.close());

    const heard = (inputTranscription: object): object => ({ serverContent: { inputTranscription } });
    const answered = (): boolean => events.some(({ type }) => type === 'answered');

    for (const [what, message] of [
      ['captions of the visitor', heard({ text: 'Well' })],
      ['captions that are finished', heard({ finished: true })],
      ['captions in passing', { serverContent: { interimInputTranscription: { text: 'We' } } }],
      ['ends of activity', { voiceActivity: { voiceActivityType: 'ACTIVITY_END' } }],
      ['empty content', { serverContent: {} }],
      ['usage', { usageMetadata: { totalTokenCount: 1 } }],
    ] as const) {
      it(`is not renewed by ${what}`, () => {
        incoming.typed('Hm.');
        for (let i = 0; i < 20; i += 1) incoming.receive(message as never);
        expect([timers.begun, timers.waiting]).to.deep.equal([1, 1]);
        timers.fire();
        expect(answered()).to.equal(true);
      });
    }

    for (const [what, message] of [
      ['a thought', { serverContent: { modelTurn: { parts: [{ text: 'Hm', thought: true }] } } }],
      ['words', { serverContent: { outputTranscription: { text: 'Well' } } }],
      ['what is in progress', { serverContent: { interactionStatus: 'IN_PROGRESS' } }],
    ] as const) {
      it(`is renewed by ${what}`, () => {
        incoming.typed('Hm.');
        incoming.receive(message as never);
        expect([timers.begun, timers.waiting]).to.deep.equal([2, 1]);
        expect(answered()).to.equal(false);
      });
    }

    it('begins with the end of an activity, and is over while a function runs', () => {
      incoming.receive({ voiceActivity: { voiceActivityType: 'ACTIVITY_END' } } as never);
      expect(timers.waiting).to.equal(1);
      expect(events.map(({ type }) => type)).to.deep.equal(['answering']);
      incoming.receive({ toolCall: { functionCalls: [] } } as never);
      expect(timers.waiting).to.equal(0);
    });
  });
});
