import { expect } from '@open-wc/testing';
import { NO_EXTRAS } from '../../src/conversation/extras.ts';
import { CAPTION_LENGTH, CAPTION_PAUSE_MS } from '../../src/conversation/insight/captions.ts';
import { MAX_THOUGHT, MAX_THOUGHTS } from '../../src/conversation/insight/thoughts.ts';
import { HeldTimers } from '../element/support/held-timers.ts';
import { Rig } from './support/insight-rig.ts';

describe('conversation/insight: thoughts', () => {
  it('grow within a turn, stand before the words they led to, and begin anew with the next', () => {
    const rig = new Rig();
    rig.think('One', 't1');
    rig.think(' two', 't1');
    rig.think('Three', 't2');
    rig.content({ turnComplete: true });
    rig.think('Four', 't2');
    expect(rig.extras.thoughts).to.deep.equal([
      { after: 't1', text: 'One two' },
      { after: 't2', text: 'Three' },
      { after: 't2', text: 'Four' },
    ]);
  });

  it('that nobody asked for, or that are none, are not shown', () => {
    const rig = new Rig();
    for (const text of ['', 5, null, { toString: 1 }]) rig.think(text);
    rig.content({ modelTurn: { parts: 'x' } });
    rig.content({ modelTurn: [] });
    rig.includeThoughts = false;
    rig.think('Hm.');
    expect(rig.extras).to.equal(NO_EXTRAS);
  });

  it('are bounded, each and all', () => {
    const rig = new Rig();
    for (let i = 0; i < 5; i += 1) rig.think('x'.repeat(MAX_THOUGHT / 2), 't1');
    expect(rig.extras.thoughts.map(({ text }) => text.length)).to.deep.equal([MAX_THOUGHT]);
    for (let i = 0; i < MAX_THOUGHTS + 5; i += 1) rig.think('y', `u${String(i)}`);
    expect(rig.extras.thoughts).to.have.length(MAX_THOUGHTS);
    expect(rig.extras.thoughts.at(-1)?.after).to.equal(`u${String(MAX_THOUGHTS + 4)}`);
  });
});

describe('conversation/insight: sources', () => {
  const grounding = (n: number): object => ({
    groundingMetadata: { groundingChunks: [{ web: { uri: `https://a.example/${String(n)}`, title: 'A' } }] },
  });

  it('stand after the answer, whenever they came, and are one for each', () => {
    const rig = new Rig({ lastEntry: 't1' });
    rig.content(grounding(1));
    rig.lastEntry = 't2';
    rig.content(grounding(2));
    rig.lastEntry = 't3';
    rig.content({ turnComplete: true });
    rig.lastEntry = 't5';
    rig.content({ ...grounding(3), turnComplete: true });
    expect(rig.extras.sources.map(({ after, links }) => [after, links.length])).to.deep.equal([
      ['t3', 2],
      ['t5', 1],
    ]);
    expect(rig.told).to.deep.equal(['grounding', 'grounding', 'grounding']);
  });

  it('of a hundred answers are kept', () => {
    const rig = new Rig();
    for (let i = 0; i < 120; i += 1) rig.content({ ...grounding(i), turnComplete: true });
    expect(rig.extras.sources).to.have.length(100);
  });
});

describe('conversation/insight: captions', () => {
  const TRANSLATE = { model: 'gemini-3.5-live-translate-preview' };
  let timers: HeldTimers;
  beforeEach(() => (timers = new HeldTimers(CAPTION_PAUSE_MS)));
  afterEach(() => timers.close());

  it('end with a pause, a stretch, or the sentence once there is much to read', () => {
    const rig = new Rig(TRANSLATE);
    rig.content({ inputTranscription: { text: 'Good day' } });
    rig.content({ interimInputTranscription: { text: 'Good day la' } });
    expect(timers.waiting).to.equal(1);
    timers.fire();
    expect(rig.recorded).to.deep.equal([{ type: 'closed' }]);
    rig.content({ inputTranscription: { text: 'and so on' }, generationComplete: true });
    expect(rig.recorded).to.have.length(2);
    rig.content({ outputTranscription: { text: 'x'.repeat(CAPTION_LENGTH) } });
    rig.content({ inputTranscription: { text: 'Short.' } });
    expect(rig.recorded).to.have.length(2);
    rig.content({ outputTranscription: { text: ' So.» ' } });
    expect(rig.recorded.at(-1)).to.include({ type: 'transcription', role: 'model', finished: true });
    rig.content({ outputTranscription: { text: ' New.' } });
    expect(rig.recorded).to.have.length(3);
    rig.abort.abort();
    expect(timers.waiting).to.equal(0);
  });

  it('are not those of a conversation, where turns end; nor of messages that are none', () => {
    new Rig().content({ inputTranscription: { text: 'Good day' }, generationComplete: true });
    const rig = new Rig(TRANSLATE);
    rig.content({ inputTranscription: 5, outputTranscription: null, interimInputTranscription: [] });
    rig.content({ inputTranscription: { text: { length: 999 }, finished: 'yes' } });
    rig.abort.abort();
    expect(rig.recorded).to.deep.equal([]);
    expect(timers.waiting).to.equal(0);
  });
});
