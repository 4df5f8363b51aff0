import { expect } from '@open-wc/testing';
import type { ClientMessage } from '../../src/engine/messages.ts';
import { KEPT_MS, SentLog } from '../../src/engine/sent-log.ts';

const typed = (text: string): ClientMessage => ({ realtimeInput: { text } });
const frame = (name: string): ClientMessage => ({
  realtimeInput: { audio: { data: name, mimeType: 'audio/pcm' } },
});
const AUDIO = { serverContent: { modelTurn: { parts: [{ text: '…' }] } } } as never;
const DONE = { serverContent: { turnComplete: true } } as never;
const GENERATED = { serverContent: { generationComplete: true } } as never;
const INTERRUPTED = { serverContent: { interrupted: true } } as never;
const handle = (newHandle: string): never =>
  ({ sessionResumptionUpdate: { newHandle, resumable: true } }) as never;

const namesOf = (messages: readonly ClientMessage[]): string[] =>
  messages.map((message) => {
    const { activityEnd, activityStart, audio, text } =
      'realtimeInput' in message ? message.realtimeInput : {};
    return (
      text ??
      (audio as { data?: string } | undefined)?.data ??
      (activityStart ? '(' : activityEnd ? ')' : '|')
    );
  });

describe('engine/sent-log', () => {
  let log: SentLog;
  beforeEach(() => (log = new SentLog()));

  /** Speech or silence in frames of 20 ms, named by a letter and a number. */
  const say = (name: string, frames: number, speech = true): void => {
    for (let at = 0; at < frames; at += 1) log.voice(frame(name + String(at)), 20, { speech, whole: false });
  };
  const left = (resumed?: string): string[] => namesOf(log.again(resumed).messages);

  it('what was typed goes out once more until it has had its answer and a handle covers that', () => {
    log.message(typed('one'));
    log.received(AUDIO);
    log.received(DONE);
    log.received(handle('h1'));
    log.message(typed('two'));
    log.received(AUDIO);
    const { messages, spoken, turns } = log.again('h1');
    expect(namesOf(messages)).to.deep.equal(['two']);
    expect([turns, spoken]).to.deep.equal([1, 0]);
    // … and on the next line again, as long as nothing has settled it.
    expect(left('h1')).to.deep.equal(['two']);
  });

  it('a handle from before the last answer: what was answered since goes out, too', () => {
    log.message(typed('one'));
    log.received(AUDIO);
    log.received(handle('h1'));
    log.received(DONE);
    log.message(typed('two'));
    expect(left('h1')).to.deep.equal(['one', 'two']);
  });

  it('without a handle, what was answered is told by the transcript, and the rest goes out', () => {
    log.message(typed('one'));
    log.received(AUDIO);
    log.received(DONE);
    log.message(typed('two'));
    log.received(AUDIO);
    expect(left()).to.deep.equal(['two']);
  });

  it('… but a line that was asked for before knows only of what had been answered then', () => {
    const answer = (name: string): void => {
      log.message(typed(name));
      log.received(AUDIO);
      log.received(DONE);
    };
    answer('one');
    log.asked(undefined);
    answer('two');
    log.received(handle('h1'));
    answer('three');
    log.received(handle('h2'));
    log.received(handle('h3'));
    log.message(typed('four'));
    expect(left()).to.deep.equal(['two', 'three', 'four']);
  });

  it('a line that was asked for with a handle knows of all that it covers', () => {
    log.message(typed('one'));
    log.asked(undefined);
    log.received(AUDIO);
    log.received(DONE);
    log.received(handle('h1'));
    log.asked('h1');
    log.message(typed('two'));
    expect(left('h1')).to.deep.equal(['two']);
  });

  it('an answer that thinks on settles nothing, until it is over', () => {
    const thinking = (interactionStatus: string): never =>
      ({ serverContent: { turnComplete: true, interactionStatus } }) as never;
    log.message(typed('one'));
    log.received(AUDIO);
    log.received({ serverContent: { generationComplete: true } } as never);
    log.received(thinking('IN_PROGRESS'));
    log.received(handle('h1'));
    expect(log.thinking).to.equal(true);
    expect(log.answering).to.equal(true);
    expect(left('h1')).to.deep.equal(['one']);
    log.received(AUDIO);
    log.received(thinking('IN_PROGRESS'));
    log.received(AUDIO);
    log.received(thinking('IDLE'));
    log.received(handle('h2'));
    expect(log.thinking).to.equal(false);
    expect(left('h2')).to.deep.equal([]);
  });

  it('a successor may have been set up with the handle before the last', () => {
    for (const name of ['one', 'two', 'three']) {
      log.message(typed(name));
      log.received(AUDIO);
      log.received(DONE);
      log.received(handle(name));
    }
    expect(left('two')).to.deep.equal(['three']);
  });

  it('turns that went out together: the answer to the first, cut short by the second, settles the first alone', () => {
    log.message(typed('one'));
    log.message(typed('two'));
    log.message(typed('three'));
    log.received(AUDIO);
    log.received(INTERRUPTED);
    log.received(handle('h1'));
    expect(left('h1')).to.deep.equal(['two', 'three']);
  });

  it('… also when all of that answer had come before it was cut short', () => {
    log.message(typed('one'));
    log.message(typed('two'));
    log.received(AUDIO);
    log.received(GENERATED);
    log.received(INTERRUPTED);
    log.received(DONE);
    log.received(handle('h1'));
    expect(left('h1')).to.deep.equal(['two']);
  });

  it('an answer that was cut short when it was being heard settles what it was the answer to', () => {
    log.message(typed('one'));
    log.received(AUDIO);
    log.received(GENERATED);
    log.message(typed('two'));
    log.received(INTERRUPTED);
    log.received(handle('h1'));
    expect(left('h1')).to.deep.equal(['two']);
  });

  it('an answer cut short by what came after it had begun settles what it was the answer to', () => {
    log.message(typed('one'));
    log.received(AUDIO);
    log.message(typed('two'));
    log.received(INTERRUPTED);
    log.received(handle('h1'));
    expect(left('h1')).to.deep.equal(['two']);
  });

  it('… the first of several, as far as anybody can tell', () => {
    log.message(typed('one'));
    log.message(typed('two'));
    log.received(AUDIO);
    log.message(typed('three'));
    log.received(INTERRUPTED);
    log.received(handle('h1'));
    expect(left('h1')).to.deep.equal(['two', 'three']);
  });

  it('of silence, only what lies close to speech is kept', () => {
    say('a', 100, false);
    say('b', 10);
    say('c', 100, false);
    const names = left();
    expect(names.filter((name) => name.startsWith('a'))).to.deep.equal(
      Array.from({ length: 15 }, (_, at) => `a${85 + at}`),
    );
    expect(names.filter((name) => name.startsWith('b'))).to.have.length(10);
    expect(names.filter((name) => name.startsWith('c'))).to.have.length(30);
  });

  it('counts stretches of speech; a short pause does not begin another', () => {
    say('a', 10);
    say('-', 20, false);
    say('b', 10);
    say('-', 60, false);
    say('c', 10);
    log.message(typed('d'));
    expect(log.again(undefined)).to.include({ turns: 3, spoken: 2 });
  });

  it('what finds no room is told, unless it had its answer', () => {
    say('a', KEPT_MS / 20 - 10);
    say('-', 10, false);
    log.received(AUDIO);
    log.received(DONE);
    say('b', 50);
    expect(log.takeLost()).to.equal(0);
    say('c', KEPT_MS / 20);
    expect(log.takeLost()).to.equal(1000);
    expect(log.takeLost()).to.equal(0);
    expect(left()[0]).to.equal('c0');
  });

  it('an answer is owed to what is typed, and to speech, but not to a cough', () => {
    expect(log.owed).to.equal(false);
    say('a', 10);
    expect(log.owed).to.equal(false);
    say('a', 10);
    expect(log.owed).to.equal(true);
    log.received(AUDIO);
    expect(log.owed).to.equal(false);
    expect(log.answering).to.equal(true);
    log.message(typed('b'));
    expect(log.owed).to.equal(true);
  });

  it('what goes out once more is not waited for again, nor what the model chose not to answer', () => {
    log.message(typed('one'));
    expect(log.owed).to.equal(true);
    log.again(undefined);
    expect(log.owed).to.equal(false);
    say('a', 40);
    expect(log.owed).to.equal(true);
    log.received(DONE);
    expect(log.owed).to.equal(false);
  });

  it('what found no room, and had its answer with the rest, is not lost', () => {
    say('a', KEPT_MS / 20 + 50);
    say('-', 40, false);
    log.received(AUDIO);
    log.received(DONE);
    expect(log.takeLost()).to.equal(0);
  });

  it('a recording is one stretch of speech, also within an activity', () => {
    for (const name of ['r0', 'r1', 'r2']) log.message(frame(name));
    log.message({ realtimeInput: { audioStreamEnd: true } });
    log.message(frame('s0'));
    expect(log.again(undefined)).to.deep.include({ turns: 2, spoken: 2 });
    const other = new SentLog();
    other.message({ realtimeInput: { activityStart: {} } });
    for (const name of ['r0', 'r1', 'r2']) other.message(frame(name));
    expect(other.again(undefined)).to.deep.include({ turns: 1, spoken: 1 });
  });

  it('push to talk: the rest of an activity whose beginning is settled counts as one', () => {
    log.message({ realtimeInput: { activityStart: {} } });
    log.voice(frame('a'), 20, { speech: false, whole: true });
    expect(namesOf(log.again(undefined).messages)).to.deep.equal(['(', 'a']);
    log.received(AUDIO);
    log.received(DONE);
    log.voice(frame('b'), 20, { speech: false, whole: true });
    log.message({ realtimeInput: { activityEnd: {} } });
    const { messages, spoken, turns } = log.again(undefined);
    expect([namesOf(messages), turns, spoken]).to.deep.equal([['b', ')'], 1, 1]);
  });

  it('what the model met with silence is settled by a handle, and by nothing else', () => {
    log.message(typed('one'));
    log.received(DONE);
    log.received(handle('h1'));
    expect(left('h1')).to.deep.equal([]);
    log.message(typed('two'));
    log.received({ serverContent: { waitingForInput: true } } as never);
    expect(left()).to.deep.equal(['two']);
  });

  it('silence is the answer to the first of two turns, as far as anybody can tell', () => {
    log.message(typed('one'));
    log.message(typed('two'));
    log.received(DONE);
    log.received(handle('h1'));
    expect(left('h1')).to.deep.equal(['two']);
  });

  describe('several turns, and one answer', () => {
    const real = performance.now.bind(performance);
    let now: number;
    beforeEach(() => {
      now = 10_000;
      performance.now = () => now;
    });
    afterEach(() => (performance.now = real));

    /** A word, and so much silence, ms. */
    const talk = (name: string, silenceMs = 2_000, frames = 10): void => {
      say(name, frames);
      say('-', silenceMs / 20, false);
      now += 20 * frames + silenceMs;
    };
    const answer = (): void => {
      for (const message of [AUDIO, DONE]) log.received(message);
      now += 100;
    };
    const words = (resumed?: string): string =>
      left(resumed)
        .filter((name) => !name.startsWith('-'))
        .map((name) => name[0])
        .filter((name, at, all) => name !== all[at - 1])
        .join('');

    it('it may have been held up on its way, and is that to the first', () => {
      talk('a');
      talk('b');
      talk('c');
      answer();
      log.received(handle('h1'));
      expect(words('h1')).to.equal('bc');
    });

    it('… the next that comes is that to the second', () => {
      talk('a');
      talk('b');
      talk('c');
      answer();
      now += 3_000;
      answer();
      expect(words()).to.equal('c');
    });

    /** Something else comes, which shows that the line is alive. */
    const hears = (): boolean => log.received({ usageMetadata: {} } as never);

    it('when the line is alive 5 s later, all before it had theirs, and the handle that came with it covers them', () => {
      talk('a');
      talk('b');
      log.received(handle('h1'));
      answer();
      log.received(handle('h2'));
      now += 5_000;
      hears();
      talk('c');
      expect(words('h2')).to.equal('c');
    });

    it('… but no handle from before covers them', () => {
      talk('a');
      talk('b');
      log.received(handle('h1'));
      answer();
      now += 5_000;
      log.received(handle('h2'));
      expect(words('h1')).to.equal('ab');
    });

    it('… nor do they have it on a line that falls silent', () => {
      talk('a');
      talk('b');
      answer();
      log.received(handle('h1'));
      now += 9_000;
      expect(words('h1')).to.equal('b');
    });

    it('… nor while an answer is under way', () => {
      talk('a');
      talk('b');
      log.received(AUDIO);
      now += 9_000;
      hears();
      expect(words()).to.equal('ab');
    });

    it('however fast they follow one another, one without an answer does not stay in the way', () => {
      talk('x', 1_000);
      for (const name of 'pqrstu') {
        talk(name, 1_000);
        answer();
        log.received(handle(name));
        now += 1_000;
      }
      // What was said in the last five seconds.
      expect(words('u')).to.equal('u');
    });

    it('what goes out once more is not settled by an answer on the line before', () => {
      talk('a');
      talk('b');
      answer();
      expect(words()).to.equal('b');
      now += 9_000;
      log.received(handle('h1'));
      expect(words('h1')).to.equal('b');
    });

    it('a cough that nobody answers does not make the questions after it go out again', () => {
      talk('cough', 3_000, 3);
      for (const name of ['q', 'r', 's']) {
        talk(name, 1_000);
        answer();
        log.received(handle(name));
        now += 5_000;
      }
      expect(words('s')).to.equal('');
    });
  });

  it('answers to calls are not kept: the session of another line may not know the call', () => {
    log.message({ toolResponse: { functionResponses: [] } });
    expect(left()).to.deep.equal([]);
  });
});
