import { expect } from '@open-wc/testing';
import type { ClientMessage } from '../../src/engine/messages.ts';
import { SentLog } from '../../src/engine/sent-log.ts';
import { Uplink } from '../../src/engine/uplink.ts';

/** 20 ms of a square wave, or of silence. */
const frame = (amplitude: number): ArrayBuffer =>
  Int16Array.from({ length: 320 }, (_, at) => (at % 16 < 8 ? amplitude : -amplitude)).buffer;

const typed: ClientMessage = { realtimeInput: { text: 'typed' } };

const nameOf = (message: ClientMessage): string =>
  'realtimeInput' in message ? Object.keys(message.realtimeInput).join() : 'other';

describe('engine/uplink: where a turn ends', () => {
  let uplink: Uplink;
  let line: { bufferedAmount: number; send: (message: ClientMessage) => void };
  let microphone: MessagePort;
  let sent: string[];
  let arrived: (() => void) | undefined;

  beforeEach(() => {
    sent = [];
    uplink = new Uplink(new SentLog(), () => undefined);
    line = {
      bufferedAmount: 0,
      send: (message: ClientMessage) => {
        sent.push(nameOf(message));
        arrived?.();
      },
    };
    uplink.attach(line, undefined);
    const { port1, port2 } = new MessageChannel();
    microphone = port2;
    uplink.listen(port1);
  });
  afterEach(() => {
    uplink.close();
    microphone.close();
  });

  const speak = async (count: number): Promise<void> => {
    const until = sent.length + count;
    const heard = new Promise<void>((resolve) => {
      arrived = () => sent.length >= until && resolve();
    });
    for (let at = 0; at < count; at += 1) microphone.postMessage(frame(8_000));
    await heard;
  };
  /** What goes out on another line, at once. */
  const onNextLine = () => {
    const again: ClientMessage[] = [];
    const send = (message: ClientMessage): number => again.push(message);
    const { spoken } = uplink.attach({ bufferedAmount: 0, send }, undefined);
    return { names: again.map(nameOf), spoken };
  };
  const look = (times: number): void => {
    for (let at = 0; at < times; at += 1) uplink.look();
  };

  it('of a microphone that falls silent the service is told after two looks, once', async () => {
    await speak(3);
    look(1);
    expect(sent).to.deep.equal(['audio', 'audio', 'audio']);
    look(1);
    expect(sent.slice(3)).to.deep.equal(['audioStreamEnd']);
    look(10);
    expect(sent).to.have.length(4);
  });

  it('one that gives something between two looks is there', async () => {
    await speak(1);
    for (let second = 0; second < 5; second += 1) {
      look(1);
      await speak(1);
    }
    expect(sent).not.to.include('audioStreamEnd');
  });

  it('when it is back, and falls silent again, that is told again', async () => {
    await speak(1);
    look(2);
    await speak(1);
    look(3);
    expect(sent).to.deep.equal(['audio', 'audioStreamEnd', 'audio', 'audioStreamEnd']);
  });

  it('what was said before and after goes out once more as two turns', async () => {
    await speak(20);
    look(2);
    await speak(20);
    const { names, spoken } = onNextLine();
    expect(spoken).to.equal(2);
    expect(names.filter((name) => name !== 'audio')).to.deep.equal(['audioStreamEnd']);
  });

  it('a mute has told already', async () => {
    await speak(1);
    uplink.mute(true);
    look(10);
    expect(sent).to.deep.equal(['audio', 'audioStreamEnd']);
  });

  it('where there was no microphone, nothing ends', () => {
    look(10);
    expect(sent).to.deep.equal([]);
  });

  it('what was typed while there was no line is no part of what was said before it', async () => {
    await speak(20);
    uplink.detach();
    uplink.send(typed);
    const { names } = onNextLine();
    expect(names.slice(-3)).to.deep.equal(['audio', 'audioStreamEnd', 'text']);
  });

  it('… also when the network does not take all of it at once', async () => {
    await speak(20);
    uplink.detach();
    uplink.send(typed);
    let bufferedAmount = 0;
    const names: string[] = [];
    const gone = new Promise<void>((resolve) => {
      uplink.attach(
        {
          get bufferedAmount() {
            return bufferedAmount;
          },
          send: (message) => {
            bufferedAmount = 1_000_000;
            if (names.push(nameOf(message)) > 21) resolve();
          },
        },
        undefined,
      );
    });
    expect(names.at(-1)).to.equal('audio');
    bufferedAmount = 0;
    const drained = setInterval(() => (bufferedAmount = 0), 1);
    await gone;
    clearInterval(drained);
    expect(names.slice(-3)).to.deep.equal(['audio', 'audioStreamEnd', 'text']);
  });

  it('what is typed while the visitor speaks does not end what they say', async () => {
    await speak(20);
    uplink.send(typed);
    await speak(20);
    expect(sent).not.to.include('audioStreamEnd');
  });

  it('… unless both had to wait', async () => {
    let full = true;
    const asked = new Promise<void>((resolve) => {
      Object.defineProperty(line, 'bufferedAmount', {
        get: () => {
          resolve();
          return full ? 1_000_000 : 0;
        },
      });
    });
    microphone.postMessage(frame(8_000));
    await asked;
    uplink.send(typed);
    full = false;
    uplink.hold(false, 'none');
    expect(sent).to.deep.equal(['audio', 'audioStreamEnd', 'text']);
  });
});
